using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access;

/// <summary>The cells of the file; several roles add up.</summary>
[Flags]
public enum Reach
{
    None = 0,
    Counts = 1,
    Self = 2,
    Published = 4,
    Own = 8,
    Assigned = 16,
    All = 32,
}

/// <summary>How far an actor may go with one action, as filters of queries. The state of what is touched is the domain's to judge.</summary>
/// <param name="Department">The actor's; empty for one who speaks for none.</param>
/// <param name="UserName">Whose assignments as a reviewer and former departments are read, at every question anew.</param>
public sealed record Scope(Reach Reach, string Department, string UserName = "")
{
    public bool IsNone => Reach == Reach.None;

    private bool IsAll => Reach.HasFlag(Reach.All);

    private bool HasOwn => Reach.HasFlag(Reach.Own) && Department.Length > 0;

    private bool HasOthers => Reach.HasFlag(Reach.Assigned);

    /// <summary>Whether a department is within it on a day.</summary>
    public async Task<bool> Covers(TrackerDbContext db, string department, DateOnly day, CancellationToken cancellation) =>
        IsAll || HasOwn && department == Department
        || HasOthers && department != Department && await Assigned(db, day, cancellation) is var assigned && (assigned is null || assigned.Contains(department));

    /// <summary>The targets that the own department leads on a day, by its dated assignments. Nothing of a target is assigned to a person.</summary>
    public IQueryable<int> Targets(TrackerDbContext db, DateOnly day)
    {
        var own = HasOwn;
        return IsAll
            ? db.Targets.Select(t => t.Id)
            : db.Assignments.LeadingOn(day).Where(a => own && a.DepartmentCode == Department).Select(a => a.TargetId);
    }

    /// <summary>The figures that may be seen though they are not accepted.</summary>
    /// <param name="day">Decides which targets are the department's own and what is assigned; a figure it reported once stays its own.</param>
    public async Task<IQueryable<ReportedFigure>> Figures(TrackerDbContext db, DateOnly day, CancellationToken cancellation)
    {
        var (all, own) = (IsAll, HasOwn);
        var led = db.Assignments.LeadingOn(day).Where(a => a.DepartmentCode == Department).Select(a => a.TargetId);
        if (all || !HasOthers)
        {
            return db.Figures.Where(f => all || own && (f.ReportedByDepartment == Department || led.Contains(f.TargetId)));
        }

        var others = NotOfOwnHouse(db.Figures, await db.WithMemberships(new Actor(UserName, "", Department, []), cancellation));
        if (await Assigned(db, day, cancellation) is { } assigned)
        {
            others = others.Where(f => assigned.Contains(f.ReportedByDepartment));
        }

        return db.Figures.Where(f => own && (f.ReportedByDepartment == Department || led.Contains(f.TargetId)) || others.Any(o => o.Id == f.Id));
    }

    /// <summary>What <see cref="ReportedFigure.IsOwnOf"/> says of the department of one figure, asked of the database.</summary>
    /// <param name="person">With memberships.</param>
    private static IQueryable<ReportedFigure> NotOfOwnHouse(IQueryable<ReportedFigure> figures, Actor person)
    {
        figures = figures.Where(f => f.ReportedByDepartment != person.DepartmentCode);
        foreach (var past in person.Memberships)
        {
            var (from, until) = (BusinessDay.BeginOf(past.ValidFrom), past.ValidTo is { } last ? BusinessDay.BeginOf(last.AddDays(2)) : DateTime.MaxValue);
            figures = figures.Where(f => f.ReportedByDepartment != past.DepartmentCode || f.ReportedAtUtc < from || f.ReportedAtUtc >= until);
        }

        return figures;
    }

    /// <returns>Null for who never had an assignment and reviews all departments.</returns>
    private async Task<List<string>?> Assigned(TrackerDbContext db, DateOnly day, CancellationToken cancellation)
    {
        var mine = db.ReviewerAssignments.AsNoTracking().Where(a => db.Users.Any(p => p.Id == a.PersonId && p.UserName == UserName));
        return await mine.AnyAsync(cancellation) ? await mine.HeldOn(day).Select(a => a.DepartmentCode).Distinct().ToListAsync(cancellation) : null;
    }
}
