using BazhongTracker.Domain.Progress;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>One count of the sentence that opens 总览 and 大屏.</summary>
/// <param name="Key">Names its words: <c>lead.…</c>.</param>
/// <param name="Tone">For the class <c>t-…</c>.</param>
public sealed record SummaryPart(string Key, string Tone, IReadOnlyList<StatusSign> Statuses, int Count)
{
    private static readonly (string Key, string Tone, IReadOnlyList<StatusSign> Statuses)[] All =
    [
        ("kept", "ok", StatusGroups.Kept), ("lagging", "warn", StatusGroups.Lagging), ("missed", "bad", [ProgressStatus.Missed]),
        ("unreported", "mute", [StatusSign.OverdueUnreported]), ("late", "warn", [ProgressStatus.AchievedLate]),
        ("open", "mute", StatusGroups.Open),
    ];

    /// <summary>Only those that count something.</summary>
    public static IReadOnlyList<SummaryPart> Of(IReadOnlyCollection<Standing> standings) =>
        [.. All.Select(p => new SummaryPart(p.Key, p.Tone, p.Statuses, standings.Count(s => p.Statuses.Contains(s.Sign))))
            .Where(p => p.Count > 0)];
}
