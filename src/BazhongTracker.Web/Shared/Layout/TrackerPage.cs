using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>A page by itself, for the navigation and the search.</summary>
/// <param name="Href">Below the base of the page, wherever the program stands.</param>
/// <param name="Name">Names it in the texts: <c>nav.…</c>.</param>
/// <param name="Action">What it asks for.</param>
/// <param name="InNavigation">Whether it stands in the bar, where there is little room; the others are folded beside it.</param>
/// <param name="KnowsDays">It can be read as of a past day.</param>
public sealed record TrackerPage(string Href, string Name, string Action, bool InNavigation = true, bool KnowsDays = false)
{
    public const string Home = "./";

    public static IReadOnlyList<TrackerPage> All { get; } =
    [
        new(Home, "nav.overview", Actions.ReadPublished, KnowsDays: true),
        new("targets", "nav.targets", Actions.ReadPublished, KnowsDays: true),
        new("decision", "nav.decision", Actions.ReadPublished, KnowsDays: true),
        new("my-figures", "nav.my_figures", Actions.ReportFigure),
        new("reviews", "nav.reviews", Actions.OpenQueue),
        new("receipts", "nav.receipts", Actions.ReadReceipt),
        new("start", "nav.start", Actions.ReadSteps),
        new("runs", "nav.runs", Actions.ReadRuns),
        new("people", "nav.people", Actions.ListAccounts),
        new("departments/changes", "nav.department_changes", Actions.ChangeDepartments),
        new("api-keys", "nav.api_keys", Actions.ListApiKeys),
        new("settings", "nav.settings", Actions.ReadSettings),
        new("audit", "nav.audit", Actions.ReadAudit),
        new("screen", "nav.screen", Actions.ReadPublished, InNavigation: false),
        new("departments", "nav.departments", Actions.ReadText, InNavigation: false),
        new("new-person", "nav.new_person", Actions.CreateAccount, InNavigation: false),
        new("new-people", "nav.new_people", Actions.CreateAccount, InNavigation: false),
        new("waiting-roles", "nav.waiting_roles", Actions.GrantRole, InNavigation: false),
        new("sessions", "nav.sessions", Actions.ListSessions, InNavigation: false),
        new("about", "nav.about", Actions.ReadAbout, InNavigation: false),
    ];

    /// <summary>Where one stands after signing in: what was asked for, or in place of an overview one may not read the first page one may open.</summary>
    public static string AfterSignIn(string? wanted, Actor actor, Permissions permissions) =>
        LocalAddress.BelowBase(wanted) is var local && local == Home && Of(actor, permissions).FirstOrDefault() is { } first ? first.Href : local;

    /// <summary>Those the actor may open, in the order of the navigation.</summary>
    public static IEnumerable<TrackerPage> Of(Actor actor, Permissions permissions) => All.Where(page => permissions.Allows(actor, page.Action));
}
