using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;

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
public sealed record Scope(Reach Reach, string Department)
{
    public bool IsNone => Reach == Reach.None;

    private bool IsAll => Reach.HasFlag(Reach.All);

    private bool HasOwn => Reach.HasFlag(Reach.Own) && Department.Length > 0;

    private bool HasOthers => Reach.HasFlag(Reach.Assigned);

    /// <summary>Whether a department is within it.</summary>
    public bool Covers(string department) => IsAll || HasOwn && department == Department || HasOthers && department != Department;

    /// <summary>The targets within it on a day, by the dated assignments of departments.</summary>
    public IQueryable<int> Targets(TrackerDbContext db, DateOnly day)
    {
        var (own, others) = (HasOwn, HasOthers);
        return IsAll
            ? db.Targets.Select(t => t.Id)
            : db.Assignments.LeadingOn(day)
                .Where(a => own && a.DepartmentCode == Department || others && a.DepartmentCode != Department).Select(a => a.TargetId);
    }

    /// <summary>The figures that may be seen though they are not accepted.</summary>
    /// <param name="day">Decides which targets are the department's own; a figure it reported once stays its own.</param>
    public IQueryable<ReportedFigure> Figures(TrackerDbContext db, DateOnly day)
    {
        var (all, own, others) = (IsAll, HasOwn, HasOthers);
        var led = db.Assignments.LeadingOn(day).Where(a => a.DepartmentCode == Department).Select(a => a.TargetId);
        return db.Figures.Where(f => all
            || own && (f.ReportedByDepartment == Department || led.Contains(f.TargetId))
            || others && f.ReportedByDepartment != Department);
    }
}
