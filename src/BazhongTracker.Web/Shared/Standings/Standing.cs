using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Verdicts;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>How one target stands on a day, as the 总览 and the ledger show it.</summary>
/// <param name="LeadCode">Empty where nobody leads it.</param>
/// <param name="Accepted">The accepted figures visible on the day, in order of time; of stages the first report of each and the newest.</param>
/// <param name="IsAwaited">A figure for the period waits for review.</param>
/// <param name="LastDecided">Of a target past its date without the final figure: the last verdict that could be given, at the end of a quarter.</param>
/// <param name="Before">The status at the end of the last closed period, where one is stored.</param>
public sealed record Standing(
    Target Target, Verdict Verdict, string LeadCode, string Lead, IReadOnlyList<ReportedFigure> Accepted, IReadOnlyList<Quarter> IsAwaited,
    (ProgressStatus Status, DateOnly AsOf)? LastDecided, StatusSign? Before)
{
    private YearTotals? totals;
    private ShownValue? shown;

    public ProgressStatus Status => Verdict.Status;

    /// <summary>The status as it is shown and counted.</summary>
    public StatusSign Sign => StatusSign.Of(Status, Gap);

    /// <summary>Set where the verdict rests on nobody having reported.</summary>
    public ReportingGap? Gap { get; init; }

    /// <summary>Since when the lead has an account that may report; null where it has none.</summary>
    public DateOnly? AccountDay { get; init; }

    /// <summary>The past day that was asked for; null for the verdicts in force.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Periods that were opened again for it and still are.</summary>
    public IReadOnlyList<Quarter> Reopened { get; init; } = [];

    /// <summary>The page of the target, on the same day.</summary>
    public string Href => $"{LedgerFilter.Path}/{Target.Code}{(AsOf is { } day ? FormattableString.Invariant($"?as_of={day:yyyy-MM-dd}") : "")}";

    public YearTotals Totals => totals ??= YearTotals.Of(Target, Accepted, Verdict.AsOf);

    /// <summary>The values of the evaluation series in order of time; empty for stages and words.</summary>
    public IReadOnlyList<decimal> Trend => [.. Trajectory.Of(Target, Accepted, Verdict.AsOf)?.Points.Select(p => p.Value) ?? []];

    public ReportedFigure? Newest => Accepted.Count == 0 ? null : Accepted[^1];

    /// <summary>The furthest stage reached by a milestone or project, by which it is judged; null when none was reported.</summary>
    public string? Stage => StageLadder.Of(Target) is { } ladder
        ? Accepted.Where(f => f.Nature == FigureNature.Stage && f.Stage is { } stage && ladder.Knows(stage)).Select(f => f.Stage!)
            .MaxBy(stage => stage == StageLadder.Cancelled ? decimal.MaxValue : ladder.Weight(stage))
        : null;

    /// <summary>The number or stage that stands for the target now.</summary>
    public ShownValue Shown => shown ??= ShownValue.Of(this);

    /// <summary>The share of the way that was gone; negative where it went the other way, null where the verdict knows no share.</summary>
    public decimal? ShareDone => Verdict.Working.DecidingC;

    public bool IsPastDue => Target.Due is { } due && due < Verdict.AsOf;

    public bool HasFigureFor(Quarter period) =>
        IsAwaited.Contains(period) || Accepted.Any(f => f.Period == period || f.Nature == FigureNature.Stage && f.Period > period);
}

public static class Together
{
    /// <summary>Before the first accepted figure of all.</summary>
    public static bool NothingAccepted(this IReadOnlyCollection<Standing> standings) => standings.All(s => s.Accepted.Count == 0);
}
