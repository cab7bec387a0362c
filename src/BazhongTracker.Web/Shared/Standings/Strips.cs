using BazhongTracker.Domain.Decisions;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>One theme of a decision: a glyph per target, gravest first.</summary>
/// <param name="IsFirstBelow">The first of those that are of no group and carry the others.</param>
public sealed record Strip(Theme Theme, bool IsFirstBelow, IReadOnlyList<Standing> Targets)
{
    public int Pressing => Targets.Count(t => t.Status.NeedsAttention());
}

/// <summary>The targets by the themes of their decision.</summary>
public static class Strips
{
    public static IReadOnlyList<Strip> Of(Decision decision, IReadOnlyCollection<Standing> standings)
    {
        var below = decision.Themes.FirstOrDefault(t => t.Group is null);
        return [.. decision.Themes.Select(t => new Strip(t, t == below, [.. standings.Where(s => t.Items.Contains(s.Target.Item)).GravestFirst()]))];
    }
}
