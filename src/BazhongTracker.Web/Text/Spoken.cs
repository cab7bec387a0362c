using System.Globalization;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Text;

/// <summary>How statuses, periods, dates, numbers and refusals are said on the screen, in the language of the page.</summary>
public sealed class Spoken(IStringLocalizer<Words> words, IStringLocalizer<Refusals> refusals)
{
    public string Status(StatusSign status) => words[$"status.{status.Code}"];

    /// <returns>The word itself where it has no translation.</returns>
    public string Strength(string? strength) =>
        string.IsNullOrEmpty(strength) ? "" : words[$"strength.{strength}"] is { ResourceNotFound: false } known ? known.Value : strength;

    public string Origin(FigureOrigin origin) => words[$"origin.{WireNames.Of(origin)}"];

    public string Nature(FigureNature nature) => words[$"nature.{WireNames.Of(nature)}"];

    /// <summary>1,784.5: thousands commas from 1,000, no more digits than there are, a true minus sign.</summary>
    public static string Number(decimal value, int? decimals = null)
    {
        var rounded = decimals is { } places ? Math.Round(value, places, MidpointRounding.AwayFromZero) : value;
        var text = rounded.ToString(decimals is { } fixedPlaces ? "#,0." + new string('0', fixedPlaces) : "#,0.##########", CultureInfo.InvariantCulture);
        return rounded == 0 ? text.TrimStart('-') : text.Replace('-', '−');
    }

    /// <summary>632.1亿元.</summary>
    public static string Amount(decimal value, string? unit, int? decimals = null) => Number(value, decimals) + Terms.UnitAfterNumber(unit);

    /// <summary>不少于190万吨; the required stage for projects; empty where the target has neither.</summary>
    public string Promise(Target target) => target switch
    {
        { Value: { } value, Comparator: { } comparator } => Compared(comparator, Amount(value, target.Unit)),
        { RequiredStage: { } stage } => Terms.Stage(stage),
        _ => "",
    };

    /// <summary>不少于190万吨, from 190万吨.</summary>
    public string Compared(Comparator comparator, string amount) => words[$"compare.{WireNames.Of(comparator)}", amount];

    /// <summary>The promise, or for kinds that have no number what they ask for: 高于全国、全省.</summary>
    public string Goal(Target target) => Goal(target, Promise(target));

    /// <summary>As <see cref="Goal(Target)"/>, for dense tables.</summary>
    public string ShortGoal(Target target) => Goal(target, ShortPromise(target));

    private string Goal(Target target, string promise) => promise.Length > 0 ? promise
        : target.Ladder is not null ? Terms.Stage(StageLadder.Of(target)!.Goal)
        : words[$"goal.{WireNames.Of(target.Kind)}"];

    /// <summary>个百分点: the unit of a difference between percentages.</summary>
    public string PercentagePoints => words["unit.percentage_points"];

    /// <summary>≥ 190万吨, for dense tables.</summary>
    public static string ShortPromise(Target target) => target switch
    {
        { Value: { } value, Comparator: { } comparator } => Sign(comparator) + "\u2009" + Amount(value, target.Unit),
        { RequiredStage: { } stage } => Terms.Stage(stage),
        _ => "",
    };

    public static string Sign(Comparator comparator) => comparator switch
    {
        Comparator.AtLeast => "≥",
        Comparator.Above => ">",
        Comparator.AtMost => "≤",
        _ => "<",
    };

    /// <summary>Between what stands side by side in one line.</summary>
    public string Gap => words["gap"];

    public string Comma => words["comma"];

    /// <summary>Between a number and the whole or the promise it is part of.</summary>
    public string Slash => words["slash"];

    public string Listed(IEnumerable<string> parts) => string.Join(words["separator"], parts);

    public string Bracketed(string text) => words["bracketed", text];

    /// <summary>2025年二季度.</summary>
    public string Quarter(Quarter quarter) => words[$"period.q{quarter.Number}", quarter.Year];

    /// <summary>2025年上半年 for what adds up, 2025年6月末 for what stands at a date.</summary>
    public string Period(Quarter quarter, FigureNature nature) => nature switch
    {
        FigureNature.Qtr => Quarter(quarter),
        _ when IsAtDate(nature) => words[$"period.end{quarter.Number}", quarter.Year],
        _ => words[$"period.ytd{quarter.Number}", quarter.Year],
    };

    /// <summary>25上半年.</summary>
    public string ShortPeriod(Quarter quarter) => words[$"short.{quarter.Number}", (quarter.Year % 100).ToString("00", CultureInfo.InvariantCulture)];

    /// <summary>26前三季度, and 2026年9月末 for what stands at a date, as in <see cref="Period"/>.</summary>
    public string ShortPeriod(Quarter quarter, FigureNature nature) => IsAtDate(nature)
        ? words[$"period.end{quarter.Number}", quarter.Year] : ShortPeriod(quarter);

    /// <summary>2025年7月31日.</summary>
    public string Date(DateOnly date) => words["date.long", date.Year, date.Month, date.Day];

    /// <summary>2025.12.31, for dense columns.</summary>
    public static string DenseDate(DateOnly date) => date.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);

    /// <summary>The day of a stage and the document that proves it: 2022.11.02 川环函〔2022〕5号 省生态环境厅.</summary>
    public static string Proof(DateOnly? day, string? number, string? issuer) =>
        string.Join(' ', new[] { day is { } on ? DenseDate(on) : null, number, issuer }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>A time in Shanghai, 24 hours.</summary>
    public static string Moment(DateTime utc) => BusinessDay.Local(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static bool IsAtDate(FigureNature nature) =>
        nature is FigureNature.Point or FigureNature.Level or FigureNature.Cum or FigureNature.Stage;

    /// <summary>The sentence for a rule that said no.</summary>
    public string Refusal(RuleViolation violation)
    {
        var arguments = violation.Arguments.Select(a => a switch
        {
            Quarter quarter => Quarter(quarter),
            Target target => target.Title(),
            DateOnly day => Date(day),
            DateTime local => local.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
            string word => Terms.UnitOrStage(word),
            _ => a,
        }).ToArray();
        var code = violation is { Code: "figure.wrong_unit", Arguments: ["", ..] } ? "figure.wrong_unit.none" : violation.Code;
        return refusals[code, arguments] is { ResourceNotFound: false } sentence ? sentence.Value : refusals["unknown"].Value;
    }
}
