using BazhongTracker.Data;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Standings;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Ledger;

/// <summary>The rows of one item of the decision, gravest first.</summary>
public sealed record LedgerGroup(int Item, string Title, IReadOnlyList<Standing> Rows);

/// <summary>A filter that could be taken away from one that finds nothing, and how many rows that would give.</summary>
/// <param name="Name">status, department, item, kind, q or firm.</param>
public sealed record Loosening(string Name, LedgerFilter Filter, int Count);

/// <param name="Statuses">Every status with the number of rows it would give; the other filters hold.</param>
/// <param name="Departments">Leads with code and name, by name.</param>
/// <param name="Loosenings">Only when nothing was found; the largest first.</param>
/// <param name="IsEmpty">Nothing was accepted by that day.</param>
/// <param name="HasDemo">Some figure of any target is invented.</param>
public sealed record LedgerView(
    DateOnly Day, int Total, IReadOnlyList<LedgerGroup> Groups, IReadOnlyList<(StatusSign Status, int Count)> Statuses, int Firm,
    IReadOnlyList<(string Code, string Name)> Departments, IReadOnlyList<(int Number, string Title)> Items, IReadOnlyList<TargetKind> Kinds,
    IReadOnlyList<Loosening> Loosenings, bool HasDemo,
    bool IsEmpty)
{
    public int Found => Groups.Sum(g => g.Rows.Count);
}

[Asks(Actions.ReadPublished)]
public sealed class LedgerQuery(
    IDbContextFactory<TrackerDbContext> contexts, Decisions decisions, TimeProvider clock, Permissions permissions, LastGood lastGood)
{
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task<LedgerView> Run(LedgerFilter filter, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadPublished);
        var today = clock.Today();
        var decision = await decisions.Default(cancellation);
        var standings = await contexts.Standings(decision.Code, filter.AsOf, null, today, lastGood, cancellation);
        return View(decision.Decision, standings, filter, filter.AsOf ?? today);
    }

    internal static LedgerView View(Decision decision, IReadOnlyCollection<Standing> all, LedgerFilter filter, DateOnly day)
    {
        var found = all.Where(filter.Holds).ToList();
        var butStatus = all.Where(filter.HoldsButStatus).ToList();
        var firmable = filter with { Firm = true };
        return new LedgerView(
            day,
            all.Count,
            [.. found.GroupBy(s => s.Target.Item).OrderBy(g => g.Key).Select(g => new LedgerGroup(g.Key, decision.TitleOf(g.Key), [.. g.GravestFirst()]))],
            [.. Gravity.Statuses.Select(s => (s, butStatus.Count(b => b.Sign == s)))],
            all.Count(firmable.Holds),
            [.. all.Where(s => s.LeadCode.Length > 0).Select(s => (s.LeadCode, s.Lead)).Distinct().OrderBy(d => d.Lead, StringComparer.Ordinal)],
            [.. all.Select(s => s.Target.Item).Distinct().Order().Select(item => (item, decision.TitleOf(item)))],
            [.. all.Select(s => s.Target.Kind).Distinct().Order()],
            found.Count > 0 ? [] : [.. Without(filter).Select(w => new Loosening(w.Name, w.Filter, all.Count(w.Filter.Holds))).Where(l => l.Count > 0).OrderByDescending(l => l.Count)],
            all.Any(s => s.Accepted.Any(f => f.Origin == FigureOrigin.Demo)),
            all.NothingAccepted());
    }

    private static IEnumerable<(string Name, LedgerFilter Filter)> Without(LedgerFilter filter)
    {
        (string Name, LedgerFilter Filter)[] looser =
        [
            ("firm", filter with { Firm = false }), ("status", filter with { Statuses = [] }), ("department", filter with { Department = null }),
            ("item", filter with { Item = null }), ("kind", filter with { Kind = null }), ("q", filter with { Text = null }),
        ];
        return looser.Where(l => l.Filter.Href != filter.Href);
    }
}
