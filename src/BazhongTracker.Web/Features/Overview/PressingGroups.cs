using BazhongTracker.Domain.Progress;
using BazhongTracker.Web.Shared.Standings;

namespace BazhongTracker.Web.Features.Overview;

/// <summary>How far a target past its date has come: 快到了, 过半, 还远; some verdicts have no share.</summary>
public enum Distance
{
    Near,
    Half,
    Far,
    Unmeasured,
}

/// <summary>最需过问 after the due date: 确保 apart, what can still be kept, then what was missed by how much is missing.</summary>
public sealed record PressingGroups(
    IReadOnlyList<Standing> Firm, IReadOnlyList<Standing> Running, IReadOnlyList<Standing> Near, IReadOnlyList<Standing> Half,
    IReadOnlyList<Standing> Far,
    IReadOnlyList<Standing> Unmeasured)
{
    private const decimal NearFrom = 0.85m;
    private const decimal HalfFrom = 0.50m;

    /// <returns>Null as long as most of what is pressing can still be kept.</returns>
    public static PressingGroups? Of(IReadOnlyList<Standing> pressing)
    {
        if (2 * pressing.Count(s => s.Status == ProgressStatus.Missed) <= pressing.Count)
        {
            return null;
        }

        var firm = pressing.Where(s => s.Target.Strength == Gravity.Firm).ToList();
        var others = pressing.Except(firm).ToList();
        var missed = others.Where(s => s.Status == ProgressStatus.Missed).ToLookup(DistanceOf);
        return new PressingGroups(
            firm, [.. others.Where(s => s.Status != ProgressStatus.Missed)],
            [.. NearestFirst(missed[Distance.Near])], [.. NearestFirst(missed[Distance.Half])],
            [.. missed[Distance.Far].OrderBy(s => s.ShareDone).ThenBy(s => s.Target.Code, StringComparer.Ordinal)],
            [.. missed[Distance.Unmeasured]]);
    }

    public static Distance DistanceOf(Standing standing) => standing.ShareDone switch
    {
        null => Distance.Unmeasured,
        >= NearFrom => Distance.Near,
        >= HalfFrom => Distance.Half,
        _ => Distance.Far,
    };

    private static IEnumerable<Standing> NearestFirst(IEnumerable<Standing> standings) =>
        standings.OrderByDescending(s => s.ShareDone).ThenBy(s => s.Target.Code, StringComparer.Ordinal);
}
