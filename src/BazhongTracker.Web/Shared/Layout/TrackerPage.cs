using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>A page by itself, for the navigation and the search.</summary>
/// <param name="Name">Names it in the texts: <c>nav.…</c>.</param>
/// <param name="Roles">Who may open it; empty for everybody signed in.</param>
/// <param name="InNavigation">Whether it stands in the bar, where there is little room.</param>
/// <param name="KnowsDays">It can be read as of a past day.</param>
public sealed record TrackerPage(string Href, string Name, IReadOnlyList<string> Roles, bool InNavigation = true, bool KnowsDays = false)
{
    public static IReadOnlyList<TrackerPage> All { get; } =
    [
        new("/", "nav.overview", [], KnowsDays: true),
        new("/targets", "nav.targets", [], KnowsDays: true),
        new("/decision", "nav.decision", [], KnowsDays: true),
        new("/my-figures", "nav.my_figures", [RoleNames.Clerk]),
        new("/reviews", "nav.reviews", [RoleNames.Reviewer]),
        new("/runs", "nav.runs", [RoleNames.Reviewer, RoleNames.Admin]),
        new("/screen", "nav.screen", [], InNavigation: false),
    ];

    public bool MayOpen(Actor actor) => Roles.Count == 0 || Roles.Any(actor.Is);
}
