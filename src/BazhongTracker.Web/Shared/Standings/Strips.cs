namespace BazhongTracker.Web.Shared.Standings;

/// <summary>One strip of 三市两地一枢纽: a glyph per target, gravest first.</summary>
/// <param name="Key">Names it in the texts: <c>strip.…</c>.</param>
/// <param name="Items">The items of the decision whose targets stand in it.</param>
public sealed record Strip(string Key, IReadOnlyList<int> Items, IReadOnlyList<Standing> Targets)
{
    public int Pressing => Targets.Count(t => t.Status.NeedsAttention());
}

/// <summary>Which items of the decision make which strip: three cities, two bases, one hub, and below them what carries them.</summary>
public static class Strips
{
    private static readonly (string Key, int[] Items)[] Mapping =
    [
        ("revival", [4]), ("ecology", [5]), ("tourism", [6]),
        ("red", [7]), ("green", [8]),
        ("hub", [9]),
        ("industry", [11]), ("facilities", [12]), ("engines", [10, 13, 14, 15, 16, 17, 18, 19]),
    ];

    /// <summary>The first of those that are not one of the three cities, two bases and one hub.</summary>
    public const string FirstBelow = "industry";

    public static IReadOnlyList<Strip> Of(IReadOnlyCollection<Standing> standings) =>
        [.. Mapping.Select(m => new Strip(m.Key, m.Items, [.. standings.Where(s => m.Items.Contains(s.Target.Item)).GravestFirst()]))];
}
