using BazhongTracker.Domain.Departments;

namespace BazhongTracker.Data;

/// <summary>What <see cref="Assignment.HoldsOn"/> says of one assignment, asked of the database.</summary>
public static class AssignmentsOn
{
    public static IQueryable<Assignment> HeldOn(this IQueryable<Assignment> assignments, DateOnly day) =>
        assignments.Where(a => a.ValidFrom <= day && (a.ValidTo == null || a.ValidTo >= day));

    /// <summary>牵头 on that day.</summary>
    public static IQueryable<Assignment> LeadingOn(this IQueryable<Assignment> assignments, DateOnly day) =>
        assignments.HeldOn(day).Where(a => a.Responsibility == Responsibility.Lead);
}
