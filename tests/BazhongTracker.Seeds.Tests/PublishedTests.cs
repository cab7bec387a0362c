using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Xunit;

namespace BazhongTracker.Seeds.Tests;

public class PublishedTests
{
    private const string SourceFigures = "indicator,area,period,nature,value,unit,publisher_and_title,published,link,confidence,note";
    private const string SourceStages = "item,area,date,statement,publisher_and_title,published,link,confidence,note";
    private static readonly IReadOnlyList<PublishedRow> Decided = PublishedCsv.Read("mapping.csv", "file,indicator,area,period,to,reason");
    private static readonly IReadOnlyList<PublishedFigure> Figures = PublishedFiles.ReadFigures();
    private static readonly IReadOnlyList<PublishedFigure> Stages = PublishedFiles.ReadStages();
    private static readonly Dictionary<string, Target> Targets = DecisionFolder.Main.ReadTargets().ToDictionary(t => t.Code);

    private static IReadOnlyList<PublishedRow> Source(string file) =>
        PublishedCsv.Read($"source/{file}.csv", file == "figures" ? SourceFigures : SourceStages);

    // The row for that very period, else the one for all periods.
    private static PublishedRow? DecisionOn(string file, PublishedRow source)
    {
        var (indicator, period) = file == "figures" ? (source["indicator"], source["period"]) : (source["item"], source["date"]);
        return Decided.Where(d => d["file"] == file && d["indicator"] == indicator && d["area"] == source["area"] && (d["period"] == period || d["period"].Length == 0))
            .OrderByDescending(d => d["period"].Length).FirstOrDefault();
    }

    private static Quarter Period(string text) => Quarter.Parse(text.Contains('Q', StringComparison.Ordinal) ? text : text + "Q4");

    [Theory]
    [InlineData("figures", 214)]
    [InlineData("stages", 30)]
    public void Every_row_of_the_source_is_decided_with_a_target_or_a_reason(string file, int rows)
    {
        var source = Source(file);

        Assert.Equal(rows, source.Count);
        Assert.All(source, row =>
        {
            var decided = DecisionOn(file, row);
            Assert.NotNull(decided);
            Assert.True(decided["to"].Length + decided["reason"].Length > 0, $"{decided.File} {decided.Line}");
        });
    }

    [Fact]
    public void Every_decision_is_about_a_row_of_the_source()
    {
        var used = new[] { "figures", "stages" }.SelectMany(file => Source(file).Select(row => DecisionOn(file, row))).ToHashSet();

        Assert.All(Decided, d => Assert.Contains(d, used));
    }

    [Fact]
    public void A_figure_of_the_source_that_is_taken_stands_in_our_files_with_its_value_and_source()
    {
        var taken = Source("figures").Select(row => (Row: row, To: DecisionOn("figures", row)!["to"])).Where(t => t.To.Length > 0).ToList();
        var benchmarks = PublishedFiles.ReadBenchmarks();

        Assert.All(taken, t => Assert.True(
            t.To.Contains('.', StringComparison.Ordinal)
                ? benchmarks.Any(b => b.Series == t.To && b.Period == Period(t.Row["period"]) && b.Value == FigureText.Read(t.Row["value"], null) && b.Source!.StartsWith(t.Row["publisher_and_title"], StringComparison.Ordinal))
                : Figures.Any(f => f.Code == t.To && f.Entry.Period == Period(t.Row["period"]) && f.Entry.Value == FigureText.Read(t.Row["value"], null) && f.Source == t.Row["publisher_and_title"] && f.Row["link"] == t.Row["link"]),
            $"{t.Row.File} {t.Row.Line}"));
        Assert.Equal(taken.Count, benchmarks.Count + Figures.Count(f => f.Entry.Nature != FigureNature.Cum));
    }

    [Fact]
    public void Every_stage_shows_the_sentence_of_the_source_and_stands_on_the_ladder_of_its_target()
    {
        var sentences = Source("stages").Select(row => row["statement"]).ToHashSet();

        Assert.All(Stages, s =>
        {
            Assert.Contains(s.Row["sentence"], sentences);
            Assert.StartsWith($"“{s.Row["sentence"]}”", s.Entry.Note, StringComparison.Ordinal);
            Assert.NotNull(PublishedLadders.Weight(Targets[s.Code], s.Entry.Stage!));
        });
        Assert.All(
            Source("stages").SelectMany(row => DecisionOn("stages", row)!["to"].Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            code => Assert.Contains(Stages.Concat(Figures), f => f.Code == code));
    }

    [Fact]
    public void Every_figure_has_the_nature_and_unit_of_its_target_and_is_not_seen_before_its_period_ends() =>
        Assert.All(Figures, f =>
        {
            Assert.Equal(Targets[f.Code].NatureFor(f.Entry.Period), f.Entry.Nature);
            Assert.Equal(Targets[f.Code].Unit, f.Entry.Unit);
            Assert.Equal(Targets[f.Code].AreaCode, f.Area);
            Assert.False(f.Published < f.Entry.Period.LastDay, $"{f.Row.File} {f.Row.Line}");
        });

    [Fact]
    public void No_growth_of_GDP_is_passed_off_as_growth_per_head() =>
        Assert.All(Decided.Where(d => d["indicator"] == "GDP增速"), d => Assert.Empty(d["to"]));

    [Theory]
    [InlineData("08-02,bazhong,2024Q4,annual,190,万吨,公开发布,2025-13-01,公报,,", "published 2025-13-01 is not a date")]
    [InlineData("08-02,bazhong,2024Q4,annual,190,万吨,公开发布,2024-11-01,公报,,", "published before the end of 2024Q4")]
    [InlineData("08-02,bazhong,2024,annual,190,万吨,公开发布,,公报,,", "period 2024 is not of the form 2025Q4")]
    [InlineData("08-02,bazhong,2024Q4,yearly,190,万吨,公开发布,,公报,,", "nature yearly")]
    [InlineData("08-02,bazhong,2024Q4,annual,1e9,万吨,公开发布,,公报,,", "value 1e9: figure.not_a_number")]
    [InlineData("08-02,bazhong,2024Q4,annual,190,万吨,终稿,,公报,,", "vintage 终稿")]
    [InlineData("08-02,bazhong,2024Q4,annual,190,万吨,公开发布,,,,", "source is empty")]
    [InlineData("08-02,bazhong,2024Q4,annual,190,万吨,公开发布,,公报,javascript:alert(1),", "a link begins with http:// or https://")]
    [InlineData("08-02,bazhong,2024Q4,annual,190,万吨,公开发布,,公报,", "11 cells are expected")]
    [InlineData("08-02,bazhong,2024Q4,annual,190,万吨,公开发布,,\"公报,,", "11 cells are expected")]
    public void A_bad_row_is_refused_with_file_line_and_reason(string row, string reason)
    {
        var refusal = Assert.Throws<InvalidDataException>(() =>
            PublishedFiles.Figures(PublishedCsv.Rows("new.csv", PublishedFiles.FigureHeading, $"{PublishedFiles.FigureHeading}\n{row}\n")));

        Assert.Equal($"new.csv, line 2: {reason}", refusal.Message);
    }

    [Fact]
    public void The_same_row_twice_is_refused()
    {
        const string row = "08-02,bazhong,2024Q4,annual,190,万吨,公开发布,,公报,,";
        var refusal = Assert.Throws<InvalidDataException>(() =>
            PublishedFiles.Figures(PublishedCsv.Rows("new.csv", PublishedFiles.FigureHeading, $"{PublishedFiles.FigureHeading}\n{row}\n{row}\n")));

        Assert.Equal("new.csv, line 3: the same row stands there twice", refusal.Message);
    }

    [Fact]
    public void A_preliminary_vintage_is_marked_and_yields_to_a_revision()
    {
        const string rows = "08-02,bazhong,2024Q4,annual,190,万吨,快报,2025-01-20,公报,,\n08-02,bazhong,2024Q4,annual,\"1,191.5\",万吨,修订,2025-09-01,\"公报,续\"\"二\"\"\",https://example.org/a,";
        var read = PublishedFiles.Figures(PublishedCsv.Rows("new.csv", PublishedFiles.FigureHeading, $"{PublishedFiles.FigureHeading}\n{rows}\n"));

        Assert.True(read[0].Entry.Preliminary);
        Assert.False(read[1].Entry.Preliminary);
        Assert.True(read[0].Entry.Revision < read[1].Entry.Revision);
        Assert.Equal((1191.5m, "公报,续\"二\""), (read[1].Entry.Value, read[1].Source));
    }
}
