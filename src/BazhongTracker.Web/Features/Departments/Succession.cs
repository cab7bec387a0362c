using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Departments;

/// <summary>What goes over from departments that end to those that take their place, inside the transaction of the change. Nothing is stored here.</summary>
internal sealed class Succession(TrackerDbContext db, IReadOnlyList<string> from, IReadOnlyList<string> to, DateOnly on)
{
    /// <summary>Leads end the day before and begin with the successor; who supports goes to every successor that does not lead.</summary>
    /// <param name="leads">Successor by code of the target; null where there is one successor.</param>
    /// <exception cref="RuleViolation">department.target_open (target); department.successor (code).</exception>
    public async Task MoveLeads(IReadOnlyDictionary<string, string>? leads, CancellationToken cancellation)
    {
        var old = await db.Assignments.Where(a => from.Contains(a.DepartmentCode) && (a.ValidTo == null || a.ValidTo >= on)).ToListAsync(cancellation);
        var ids = old.Select(a => a.TargetId).Distinct().ToList();
        var targets = await db.Targets.AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellation);
        var successors = await db.Assignments.Where(a => to.Contains(a.DepartmentCode) && ids.Contains(a.TargetId) && (a.ValidTo == null || a.ValidTo >= on)).ToListAsync(cancellation);
        foreach (var one in old.OrderBy(a => a.Responsibility))
        {
            var begin = one.ValidFrom > on ? one.ValidFrom : on;
            var end = one.ValidTo;
            one.EndBefore(on);
            foreach (var code in one.Responsibility == Responsibility.Supporting ? to : [Of(leads, targets[one.TargetId].Code, "department.target_open", targets[one.TargetId])])
            {
                if (one.Responsibility == Responsibility.Lead)
                {
                    foreach (var supporting in successors.Where(a => a.TargetId == one.TargetId && a.DepartmentCode == code && a.Responsibility == Responsibility.Supporting && a.HoldsOn(begin)))
                    {
                        supporting.EndBefore(begin);
                    }
                }
                else if (successors.Exists(a => a.TargetId == one.TargetId && a.DepartmentCode == code && a.HoldsOn(begin)))
                {
                    continue;
                }

                var next = new Assignment { TargetId = one.TargetId, DepartmentCode = code, Responsibility = one.Responsibility, ValidFrom = begin };
                if (end is { } last)
                {
                    next.EndBefore(last.AddDays(1));
                }

                db.Add(next);
                successors.Add(next);
            }
        }
    }

    /// <param name="people">Successor by user name; null where there is one successor.</param>
    /// <returns>Who was moved, from where, to where.</returns>
    /// <exception cref="RuleViolation">department.person_open (user name); department.successor (code).</exception>
    public async Task<IReadOnlyList<(string UserName, string Old, string Next)>> MovePeople(IReadOnlyDictionary<string, string>? people, CancellationToken cancellation)
    {
        var moved = new List<(string, string, string)>();
        var held = await db.Memberships.AsNoTracking().Where(m => from.Contains(m.DepartmentCode) && (m.ValidTo == null || m.ValidTo >= on))
            .Join(db.Users, m => m.PersonId, p => p.Id, (m, p) => new { m.PersonId, m.DepartmentCode, p.UserName }).OrderBy(m => m.UserName).ToListAsync(cancellation);
        foreach (var one in held)
        {
            var next = Of(people, one.UserName!, "department.person_open", one.UserName!);
            await db.Move(one.PersonId, next, on, cancellation);
            moved.Add((one.UserName!, one.DepartmentCode, next));
        }

        return moved;
    }

    /// <summary>Who reviews one that ends goes on doing so, for what it has reported, and reviews its successors too.</summary>
    public async Task MoveReviewers(string reason, CancellationToken cancellation)
    {
        var held = await db.ReviewerAssignments.AsNoTracking()
            .Where(a => (from.Contains(a.DepartmentCode) || to.Contains(a.DepartmentCode)) && (a.ValidTo == null || a.ValidTo >= on && a.ValidTo >= a.ValidFrom)).ToListAsync(cancellation);
        foreach (var person in held.Where(a => from.Contains(a.DepartmentCode)).GroupBy(a => a.PersonId))
        {
            var longest = person.OrderByDescending(a => a.ValidTo ?? DateOnly.MaxValue).First();
            foreach (var code in to.Where(t => !held.Exists(a => a.PersonId == person.Key && a.DepartmentCode == t)))
            {
                var next = new ReviewerAssignment { PersonId = person.Key, DepartmentCode = code, ValidFrom = longest.ValidFrom > on ? longest.ValidFrom : on, Reason = reason };
                if (longest.ValidTo is { } last)
                {
                    next.EndBefore(last.AddDays(1));
                }

                db.Add(next);
            }
        }
    }

    private string Of(IReadOnlyDictionary<string, string>? chosen, string key, string missing, object named) =>
        chosen is null ? to[0]
        : !chosen.TryGetValue(key, out var code) || code.Length == 0 ? throw new RuleViolation(missing, named)
        : to.Contains(code) ? code : throw new RuleViolation("department.successor", code);
}
