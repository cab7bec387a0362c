using System.Globalization;
using System.Text.Json;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Standings;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Text;

/// <summary>剩余须做到 in one short phrase, with a second one that gives it weight (已逾期329天, 为去年同期1.20倍). Both may be empty.</summary>
public sealed record Remainder(string Phrase, string Note = "");

/// <summary>Says what must still be done for a target, from its terms and the stored verdict. Amounts are rounded up: whoever delivers them has delivered enough.</summary>
public sealed partial class StillRequired(IStringLocalizer<StillRequiredWords> say, Spoken spoken)
{
    private const int DaysWorthCounting = 400;

    /// <summary>Said of a verdict on a project or title of which nothing was reported.</summary>
    public const string Unreported = "no_stage_report";

    public Remainder Of(Standing standing) =>
        standing.Gap is { } gap ? Of(gap, standing.Target) : Of(standing.Target, standing.Verdict, standing.Totals, standing.Stage);

    private Remainder Of(ReportingGap gap, Target target) => gap.Kind == ReportingGapKind.NoData ? new(say["gap.no_data"]) : new(
        IsStaged(target) ? say["no_final.stage"] : say["no_final", DuePeriod(target)],
        gap.Days is not { } days ? say["gap.no_account"] : days > 0 ? say["gap.days", days] : "");

    /// <summary>Said beside the status of what was reached though the decision sets no date; else empty.</summary>
    public string Undated(Verdict verdict) =>
        verdict.Status == ProgressStatus.Achieved && verdict.Working.Flags.Contains("no_deadline") ? say["kept.undated"] : "";

    /// <param name="totals">For what a year's total still lacks; null says it by the year instead.</param>
    /// <param name="stage">The stage a project has reached; a milestone's stands in the verdict.</param>
    public Remainder Of(Target target, Verdict verdict, YearTotals? totals = null, string? stage = null) => verdict.Status switch
    {
        ProgressStatus.Cancelled => new(say["cancelled"]),
        ProgressStatus.Undefined => new(Undefined(target)),
        ProgressStatus.Achieved => Kept(target, verdict),
        ProgressStatus.AchievedLate => new(Late(verdict.Working.Flags)),
        ProgressStatus.Missed => Missed(target, verdict),
        ProgressStatus.PendingFinal => new(IsStaged(target) ? say["pending.stage"] : say["pending", DuePeriod(target)]),
        ProgressStatus.InsufficientData when target.Due < verdict.AsOf =>
            new(IsStaged(target) ? say["no_final.stage"] : say["no_final", DuePeriod(target)], Overdue(target, verdict)),
        ProgressStatus.InsufficientData => new(say[
            verdict.Working.Flags.Contains("too_stale") ? "stale" : verdict.Working.Flags.Contains(Unreported) ? "unreported" : "no_data"]),
        ProgressStatus.NoDeadline => Undated(target, verdict.Working, stage),
        _ => Running(target, verdict, totals, stage),
    };

    private string Undefined(Target target) => say[
        target.Kind == TargetKind.Qualitative ? "undefined.words"
        : target is { Due: null, Kind: TargetKind.Milestone or TargetKind.ProjectList } or { Due: null, Value: not null } ? "undefined.due"
        : "undefined.value"];

    private static bool IsStaged(Target target) => target.Kind is TargetKind.Milestone or TargetKind.ProjectList;

    // No date, so nothing is late; what is left is said all the same.
    private Remainder Undated(Target target, Working working, string? stage) => target switch
    {
        _ when IsStaged(target) && (working.Flags.Contains(Unreported) || (working.Stage ?? stage) is null) =>
            new(say["undated.goal", Goal(target)], say["unreported"]),
        _ when IsStaged(target) => new(say["undated.goal", Goal(target)], say["note.now", Terms.Stage(working.Stage ?? stage)]),
        { Value: { } promised } when working.Number is { } now => new(say["undated.to_go", Gap(target, promised - now)]),
        _ => new(say["no_data"]),
    };

    // An early yes on a figure that can still fall must be held until the date.
    private Remainder Kept(Target target, Verdict verdict) =>
        verdict.Working.Flags.Contains("provisional") && target.Due >= verdict.AsOf ? new(say["keep"])
        : new(Undated(verdict));

    private string Late(IReadOnlyList<string> flags)
    {
        var late = flags.FirstOrDefault(f => f.StartsWith("late:", StringComparison.Ordinal))?[5..];
        return Quarter.TryParse(late, out var quarter) ? say["late.period", spoken.Quarter(quarter)]
            : late is not null ? say["late.days", late.Split(' ')[0]] : "";
    }

    private Remainder Missed(Target target, Verdict verdict)
    {
        var (working, over) = (verdict.Working, Overdue(target, verdict));
        return target switch
        {
            { Kind: TargetKind.Milestone or TargetKind.ProjectList } when working.Flags.Contains(Unreported) => new(say["missed.unreported"], over),
            { Kind: TargetKind.Milestone } => new(AtStage(working, working.Stage), over),
            { Kind: TargetKind.ProjectList } => new(say["missed.project", Goal(target)], over),
            { Kind: TargetKind.AvgGrowth, Value: { } promised } when working.Number is { } growth => new(say["missed.growth", Spoken.Number(growth, 1), Spoken.Number(promised)], over),
            { Kind: TargetKind.Directional } => new(say["missed.direction"], over),
            _ when working.Compliance is { Misses.Count: > 0 } record => new(say["missed.years", spoken.Listed(record.Misses.Select(year => $"{year}"))], say["note.years", record.Years, record.Met]),
            { Value: { } promised } when working.Number == promised => new(say["missed.boundary", Amount(target, promised)], over),
            { Value: { } promised } when working.Number is { } now => new(say["missed.gap", Gap(target, promised - now)], over),
            _ => new(over),
        };
    }

    // Where nothing was reported nobody knows that nothing was begun.
    private string AtStage(Working working, string? stage) =>
        working.Flags.Contains(Unreported) ? say["unreported"]
        : stage is null or StageLadder.NotBegun ? say["missed.not_begun"]
        : say["missed.stage", Terms.Stage(stage)];

    private string Overdue(Target target, Verdict verdict) =>
        target.Due is { } due ? say["days_over", verdict.AsOf.DayNumber - due.DayNumber] : "";

    private string DuePeriod(Target target) =>
        target.Due is { } due ? spoken.Period(Quarter.LastEnded(due), target.NatureFor(Quarter.LastEnded(due))) : "";

    private string Goal(Target target) =>
        say[$"goal.{target.RequiredStage ?? StageLadder.Of(target)?.Goal}"] is { ResourceNotFound: false } known
            ? known.Value : target.RequiredStage is { } stage ? Terms.Stage(stage) : say["goal.title"];

    private static string Amount(Target target, decimal value) => Spoken.Amount(value, target.Unit);

    /// <summary>The size of a difference; between percentages it is 个百分点.</summary>
    private string Gap(Target target, decimal difference) =>
        Spoken.Number(Digits.Enough(target, Math.Abs(difference))) + (target.Unit == "%" ? spoken.PercentagePoints : Terms.UnitAfterNumber(target.Unit));

    private static decimal? More(Verdict verdict, string name) =>
        verdict.Working.More?.GetValueOrDefault(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    /// <summary>年底前, 2025年底前, 347天内, 2029年7月13日前.</summary>
    private string When(DateOnly due, DateOnly day) => due switch
    {
        { Month: 12, Day: 31 } when due.Year == day.Year => say["when.this_year"],
        { Month: 12, Day: 31 } => say["when.year", due.Year],
        _ when due.DayNumber - day.DayNumber <= DaysWorthCounting => say["when.days", due.DayNumber - day.DayNumber],
        _ => say["when.date", spoken.Date(due)],
    };
}
