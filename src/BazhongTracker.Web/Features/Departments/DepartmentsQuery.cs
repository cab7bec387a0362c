using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Departments;

public enum DepartmentState
{
    Open,

    /// <summary>Its first day is to come.</summary>
    Coming,

    /// <summary>Its last day is to come or is today.</summary>
    Ending,
    Closed,
}

/// <summary>One 机构改革, whatever number of departments it touches.</summary>
public sealed record Reform(DateOnly On, DepartmentChangeKind Kind, IReadOnlyList<Department> From, IReadOnlyList<Department> To, string Reason, string RecordedBy, DateTime RecordedUtc);

/// <param name="Successors">Who took its place, from which day; empty while it is open.</param>
/// <param name="Chronicle">大事记: what happened to it, and to those it came of and those that came of it, in order of time.</param>
/// <param name="Leads">How many targets it leads today.</param>
public sealed record DepartmentRow(Department Department, DepartmentState State, IReadOnlyList<Department> Successors, IReadOnlyList<Reform> Chronicle, int Leads);

/// <summary>What a department has that a division must place.</summary>
public sealed record Estate(IReadOnlyList<(string Code, string Name)> Targets, IReadOnlyList<(string UserName, string DisplayName)> People);

[Asks(Actions.ReadText)]
public sealed class DepartmentsQuery(IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Permissions permissions)
{
    /// <returns>Those that are or will be open first, then by code.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<DepartmentRow>> All(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadText);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var today = clock.Today();
        var departments = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Code, cancellation);
        var leads = await db.Assignments.LeadingOn(today).GroupBy(a => a.DepartmentCode).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var reforms = (await db.DepartmentChanges.AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancellation)).GroupBy(c => c.OperationId)
            .Select(g => new Reform(
                g.First().EffectiveOn, g.First().Kind, [.. g.Select(c => departments[c.FromCode]).Distinct()], [.. g.Select(c => departments[c.ToCode]).Distinct()],
                g.First().Reason, g.First().RecordedBy, g.First().RecordedUtc))
            .OrderBy(r => r.On).ThenBy(r => r.RecordedUtc).ToList();
        return
        [
            .. departments.Values.Select(d => new DepartmentRow(
                    d, StateOf(d, today), reforms.Find(r => r.From.Contains(d))?.To ?? [], Chronicle(d, reforms), leads.GetValueOrDefault(d.Code)))
                .OrderBy(r => r.State == DepartmentState.Closed).ThenBy(r => r.Department.Code, StringComparer.Ordinal),
        ];
    }

    /// <returns>What a division on that day must place; nothing for an unknown department.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    [Asks(Actions.ChangeDepartments)]
    public async Task<Estate> EstateOf(string code, DateOnly on, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ChangeDepartments);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var led = db.Assignments.Where(a => a.DepartmentCode == code && a.Responsibility == Responsibility.Lead && (a.ValidTo == null || a.ValidTo >= on)).Select(a => a.TargetId);
        var targets = await db.Targets.AsNoTracking().Where(t => led.Contains(t.Id)).OrderBy(t => t.Code).ToListAsync(cancellation);
        var people = await db.Users.Where(p => db.Memberships.Any(m => m.PersonId == p.Id && m.DepartmentCode == code && (m.ValidTo == null || m.ValidTo >= on)))
            .OrderBy(p => p.UserName).Select(p => new { p.UserName, p.DisplayName }).ToListAsync(cancellation);
        return new Estate([.. targets.Select(t => (t.Code, t.Title()))], [.. people.Select(p => (p.UserName!, p.DisplayName))]);
    }

    public static DepartmentState StateOf(Department department, DateOnly today) =>
        department.ValidFrom > today ? DepartmentState.Coming
        : department.ValidTo is not { } last ? DepartmentState.Open
        : last < today ? DepartmentState.Closed : DepartmentState.Ending;

    private static List<Reform> Chronicle(Department department, List<Reform> reforms)
    {
        var (before, after) = (new HashSet<Department> { department }, new HashSet<Department> { department });
        var found = new HashSet<Reform>();
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var reform in reforms.Where(r => !found.Contains(r)))
            {
                var (ancestor, descendant) = (reform.To.Any(before.Contains), reform.From.Any(after.Contains));
                if (ancestor || descendant)
                {
                    before.UnionWith(ancestor ? reform.From : []);
                    after.UnionWith(descendant ? reform.To : []);
                    grown = found.Add(reform);
                }
            }
        }

        return [.. reforms.Where(found.Contains)];
    }
}
