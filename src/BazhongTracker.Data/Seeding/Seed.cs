using BazhongTracker.Domain.Departments;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Data.Seeding;

/// <summary>Puts what ships in <c>seeds/</c> into the database. Safe to run again: what is there is left as it is.</summary>
public static partial class Seed
{
    /// <summary>Profile <c>decision</c>: departments, areas, and every decision that ships, with its text, its targets and who leads them.</summary>
    /// <returns>How many targets were added, parents included.</returns>
    public static async Task<int> Decision(TrackerDbContext db, CancellationToken cancellation = default)
    {
        var departments = (await db.Departments.Select(d => d.Code).ToListAsync(cancellation)).ToHashSet();
        var areas = (await db.Areas.Select(a => a.Code).ToListAsync(cancellation)).ToHashSet();
        db.AddRange(DepartmentFiles.ReadDepartments().Where(d => !departments.Contains(d.Code)));
        db.AddRange(DepartmentFiles.ReadAreas().Where(a => !areas.Contains(a.Code)));
        await db.SaveChangesAsync(cancellation);
        var added = 0;
        foreach (var folder in DecisionFolder.All)
        {
            added += await Decision(db, folder, cancellation);
        }

        return added;
    }

    /// <summary>One decision from its files.</summary>
    /// <remarks>A row already stored stays as it is even when the files have changed, so that nothing a city has corrected is undone;
    /// a target that anybody leads or supports keeps its assignments.</remarks>
    /// <returns>How many targets were added, parents included.</returns>
    public static async Task<int> Decision(TrackerDbContext db, DecisionFolder folder, CancellationToken cancellation = default)
    {
        var decision = folder.ReadDecision();
        if (!await db.Decisions.AnyAsync(d => d.Code == decision.Code, cancellation))
        {
            db.Add(decision);
            db.Add(folder.ReadVersion());
        }

        var known = (await db.Targets.Where(t => t.DecisionCode == decision.Code).Select(t => t.Code).ToListAsync(cancellation)).ToHashSet();
        var missing = folder.ReadTargets().Where(t => !known.Contains(t.Code)).ToList();
        db.AddRange(missing);
        await db.SaveChangesAsync(cancellation);
        await AddAssignments(db, decision.Code, folder.ReadLeads(), cancellation);
        return missing.Count;
    }

    private static async Task AddAssignments(TrackerDbContext db, string decision, Leads leads, CancellationToken cancellation)
    {
        var ids = await db.Targets.Where(t => t.DecisionCode == decision).Select(t => new { t.Code, t.Id }).ToDictionaryAsync(t => t.Code, t => t.Id, cancellation);
        var assigned = (await db.Assignments.Select(a => a.TargetId).Distinct().ToListAsync(cancellation)).ToHashSet();
        foreach (var lead in leads.Targets.Where(l => !assigned.Contains(ids[l.Code])))
        {
            Assignment By(string department, Responsibility responsibility) => new()
            {
                TargetId = ids[lead.Code],
                DepartmentCode = department,
                Responsibility = responsibility,
                ValidFrom = leads.ValidFrom,
            };

            db.Add(By(lead.Lead, Responsibility.Lead));
            db.AddRange(lead.Supporting.Select(s => By(s, Responsibility.Supporting)));
        }

        await db.SaveChangesAsync(cancellation);
    }
}
