using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.Seeding;

/// <summary>A public figure or stage of one target, read and checked, before it has a target's id.</summary>
public sealed record PublishedFigure(string Code, FigureEntry Entry, DateOnly? Published, string Source, string? Link, string OperationId, PublishedRow Row)
{
    /// <summary>Null for a stage: its target says where.</summary>
    public string? Area => Row.Cells.GetValueOrDefault("area");

    public ReportedFigure For(Target target, DateTime nowUtc) =>
        ReportedFigure.Imported(target, Entry, FigureOrigin.Published, Published, Source, Link, nowUtc, OperationId);
}

/// <summary>Reads <c>seeds/published</c>. Strict: whatever cannot be vouched for is refused with file, line and reason.</summary>
public static class PublishedFiles
{
    public const string FigureHeading = "code,area,period,nature,value,unit,vintage,published,source,link,note";
    public const string StageHeading = "code,date,stage,sentence,published,source,link,note";
    public const string BenchmarkHeading = "series,period,nature,value,unit,vintage,published,source,link,note";

    /// <exception cref="InvalidDataException">A row is refused.</exception>
    public static IReadOnlyList<PublishedFigure> ReadFigures() => Figures(PublishedCsv.Read("figures.csv", FigureHeading));

    /// <exception cref="InvalidDataException">A row is refused.</exception>
    public static IReadOnlyList<PublishedFigure> ReadStages() => Once(PublishedCsv.Read("stages.csv", StageHeading).Select(Stage), f => f.OperationId, f => f.Row);

    /// <exception cref="InvalidDataException">A row is refused.</exception>
    public static IReadOnlyList<BenchmarkFigure> ReadBenchmarks() =>
        [.. Once(PublishedCsv.Read("benchmarks.csv", BenchmarkHeading).Select(row => (Row: row, Figure: Benchmark(row))), b => b.Figure.OperationId, b => b.Row).Select(b => b.Figure)];

    /// <exception cref="InvalidDataException">A row is refused.</exception>
    public static IReadOnlyList<PublishedFigure> Figures(IEnumerable<PublishedRow> rows) => Once(rows.Select(Figure), f => f.OperationId, f => f.Row);

    private static PublishedFigure Figure(PublishedRow row)
    {
        var (period, nature, vintage) = (Period(row), Nature(row), Vintage(row));
        var published = Day(row, "published");
        if (published < period.LastDay)
        {
            throw row.Bad($"published before the end of {period}");
        }

        var entry = new FigureEntry(period, nature, Value(row))
        {
            Unit = row.Text("unit"),
            Vintage = vintage,
            Revision = PublishedVintages.Revision(vintage),
            Preliminary = PublishedVintages.IsPreliminary(vintage),
            Note = row.Text("note"),
        };
        return new PublishedFigure(Required(row, "code"), entry, published, Required(row, "source"), Link(row), Operation(row, "code", "period", "nature", "vintage", "published", "source"), row);
    }

    private static PublishedFigure Stage(PublishedRow row)
    {
        var date = Day(row, "date") ?? throw row.Bad("date is empty");
        var published = Day(row, "published") ?? throw row.Bad("published is empty");
        if (published < date)
        {
            throw row.Bad("published before the stage was reached");
        }

        var sentence = $"“{Required(row, "sentence")}”";
        var entry = new FigureEntry(Quarter.Containing(date), FigureNature.Stage, null)
        {
            Stage = Required(row, "stage"),
            StageDate = date,
            Vintage = PublishedVintages.Public,
            Revision = PublishedVintages.Revision(PublishedVintages.Public),
            Note = row.Text("note") is { } note ? $"{sentence}；{note}" : sentence,
        };
        return new PublishedFigure(Required(row, "code"), entry, published, Required(row, "source"), Link(row), Operation(row, "code", "date", "stage", "published", "source"), row);
    }

    private static BenchmarkFigure Benchmark(PublishedRow row)
    {
        var (period, vintage) = (Period(row), Vintage(row));
        var published = Day(row, "published") ?? period.LastDay;
        if (published < period.LastDay)
        {
            throw row.Bad($"published before the end of {period}");
        }

        return new BenchmarkFigure
        {
            Series = Required(row, "series"),
            PeriodIndex = period.Index,
            Nature = Nature(row),
            Value = Value(row),
            Preliminary = PublishedVintages.IsPreliminary(vintage),
            Revision = PublishedVintages.Revision(vintage),
            Published = published,
            Origin = FigureOrigin.Published,
            // Real and nominal growth are told apart only by the note, so it is shown with the source.
            Source = row.Text("note") is { } note ? $"{Required(row, "source")}（{note}）" : Required(row, "source"),
            Link = Link(row),
            OperationId = Operation(row, "series", "period", "nature", "vintage", "published", "source"),
        };
    }

    private static string Required(PublishedRow row, string column) => row.Text(column) ?? throw row.Bad($"{column} is empty");

    private static Quarter Period(PublishedRow row) =>
        Quarter.TryParse(row["period"], out var quarter) ? quarter : throw row.Bad($"period {row["period"]} is not of the form 2025Q4");

    private static FigureNature Nature(PublishedRow row) =>
        WireNames.Find<FigureNature>(row["nature"]) is { } nature and not FigureNature.Stage ? nature : throw row.Bad($"nature {row["nature"]}");

    private static string Vintage(PublishedRow row) => PublishedVintages.IsKnown(row["vintage"]) ? row["vintage"] : throw row.Bad($"vintage {row["vintage"]}");

    private static decimal Value(PublishedRow row)
    {
        try
        {
            return FigureText.Read(row["value"], null);
        }
        catch (RuleViolation refusal)
        {
            throw row.Bad($"value {row["value"]}: {refusal.Code}");
        }
    }

    private static DateOnly? Day(PublishedRow row, string column)
    {
        if (row.Text(column) is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw row.Bad($"{column} {text} is not a date");
    }

    private static string? Link(PublishedRow row)
    {
        var link = row.Text("link");
        return link is null || (Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
            ? link
            : throw row.Bad("a link begins with http:// or https://");
    }

    private static string Operation(PublishedRow row, params string[] columns) =>
        "published:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', columns.Select(c => row[c])))))[..40];

    private static List<T> Once<T>(IEnumerable<T> rows, Func<T, string> operation, Func<T, PublishedRow> where)
    {
        var all = rows.ToList();
        var again = all.GroupBy(operation).FirstOrDefault(g => g.Count() > 1);
        return again is null ? all : throw where(again.Last()).Bad("the same row stands there twice");
    }
}
