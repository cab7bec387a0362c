using System.Globalization;
using System.Text.Json;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Text;

/// <summary>A target with its verdict, and its numbers as they are said: what was reported as it was reported, what was computed with no more digits than that.</summary>
internal sealed class WhyCase(IStringLocalizer<WhyWords> words, Spoken spoken, Target target, ProgressStatus status, Working working, DateOnly asOf)
{
    private const decimal One = 1.0000000000000000000000000000m;

    public Target Target => target;
    public ProgressStatus Status => status;
    public Working Working => working;
    public DateOnly AsOf => asOf;
    public MethodSettings Rule { get; } = working.Rule;
    public bool IsCount { get; } = target.Kind is TargetKind.CumNew or TargetKind.AnnualNew;
    public int Direction { get; } = target.Comparator?.Direction() ?? 1;
    public bool AfterDue { get; } = target.Due < asOf;
    public string Promise { get; } = spoken.Promise(target);

    public string Say(string key, params object[] arguments) => words[key, arguments];

    public bool Has(string flag) => working.Flags.Contains(flag);

    public bool HasSentence(string key) => !words[key].ResourceNotFound;

    /// <summary>A value as reported.</summary>
    public string Amount(decimal value) => Spoken.Amount(Math.Round(value, 2), target.Unit);

    /// <summary>A value that was computed.</summary>
    public string Computed(decimal value) => Spoken.Amount(value, target.Unit, DigitsOf(value));

    /// <summary>A difference of two values, without its sign: 个百分点 between percentages.</summary>
    public string Distance(decimal difference) =>
        Spoken.Number(Math.Abs(difference), DigitsOf(difference)) + (IsPercent ? words["points"].Value : Terms.UnitAfterNumber(target.Unit));

    public static string Bare(decimal value) => Spoken.Number(Math.Round(value, 2));

    /// <summary>632.1−300, and 632.1+3 where −3 is taken away.</summary>
    public static string Minus(decimal from, decimal taken) => Bare(from) + (taken < 0 ? "+" : "−") + Bare(Math.Abs(taken));

    public static string Percent(decimal share) => Spoken.Number(100 * share, 1) + "%";

    public static string Points(decimal points) => Spoken.Number(Math.Abs(points), 1);

    public string Term(string word) => words[word];

    public string StatusWord(ProgressStatus of) => spoken.Status(of);

    public string DateText(DateOnly date) => spoken.Date(date);

    public string DueText => target.Due is { } due ? Quarter.Containing(due).LastDay == due ? spoken.Period(Quarter.Containing(due), FigureNature.Point) : spoken.Date(due) : "";

    public string StartText => target.Start is { } start ? spoken.Date(start) : "";

    public Quarter? Period => Quarter.TryParse(working.ValuePeriod, out var period) ? period
        : int.TryParse(working.ValuePeriod, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? Quarter.YearEnd(year) : null;

    /// <summary>Of a flow within a year: the four quarters that end with it.</summary>
    public string PeriodText(Quarter period)
    {
        if (Rolls(period))
        {
            return words["rolling", spoken.Quarter(period.Plus(-3)), spoken.Quarter(period)];
        }

        return spoken.Period(period, target.Kind == TargetKind.Directional ? FigureNature.Point : target.NatureFor(period));
    }

    public bool Rolls(Quarter period) => target is { Kind: TargetKind.Reach or TargetKind.Hold, Measure: null or Measure.Flow } && !period.IsYearEnd;

    public string YearEndText(Quarter period) => spoken.Period(period, FigureNature.Point);

    public string OfQuarter(Quarter quarter) => spoken.Quarter(quarter);

    /// <summary>From where the way is measured: declared, or what C says of it.</summary>
    public decimal? Baseline => target.BaselineValue
        ?? (working is { Number: { } x, C: { } c } && target.Value is { } t && Math.Abs(1 - c) > 0.001m ? Math.Round((x - c * t) / (1 - c), 4) : null);

    /// <summary>What only the rule of the kind says.</summary>
    public decimal? Extra(string name) => Found(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    public Dictionary<string, int> Counts(string name) => Found(name) is { ValueKind: JsonValueKind.Object } counts
        ? counts.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt32()) : [];

    public IEnumerable<string> Words(string name) => Found(name) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Select(item => item.GetString() ?? "") : [];

    public string PromiseSentence() => target.Due is null ? Say("promise.undated", target.Quote) : Say("promise.dated", target.Quote, DueText);

    private JsonElement? Found(string name) => working.More is { } more && more.TryGetValue(name, out var value) ? value : null;

    private bool IsPercent => target.Unit?.StartsWith('%') == true;

    // A count is whole, what is expected of it need not be.
    private int DigitsOf(decimal value)
    {
        if (IsCount)
        {
            return value == decimal.Truncate(value) ? 0 : 1;
        }

        if (target.Unit?.Contains('元', StringComparison.Ordinal) == true)
        {
            return 1;
        }

        var reported = Math.Max(Scale(working.Number), Scale(target.Value));
        return reported == 0 && Math.Abs(working.Number ?? target.Value ?? 0) < 1000 ? 1 : reported;
    }

    private static int Scale(decimal? value) => value is { } number ? (Math.Round(number, 2) / One).Scale : 0;
}
