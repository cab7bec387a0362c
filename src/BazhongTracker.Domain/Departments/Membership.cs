namespace BazhongTracker.Domain.Departments;

/// <summary>For which department a person speaks, from when to when. Who speaks for none on a day has no row of that day.</summary>
public sealed class Membership
{
    public int Id { get; init; }
    public required string PersonId { get; init; }
    public required string DepartmentCode { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>The last day; the day before <see cref="ValidFrom"/> where the person was moved twice on one day.</summary>
    public DateOnly? ValidTo { get; private set; }

    public void EndBefore(DateOnly day) => ValidTo = day.AddDays(-1);

    /// <summary>
    /// Whether the person belonged to the department for a part of that day. People are moved in the course of a day, so the day on which one
    /// leaves a department belongs to it still: what it reported that morning is not decided by him that afternoon.
    /// </summary>
    public bool Touches(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo.Value.AddDays(1));
}

/// <summary>Which department's figures a person reviews, from when to when. Who never had one reviews every department but the own.</summary>
public sealed class ReviewerAssignment
{
    public int Id { get; init; }
    public required string PersonId { get; init; }
    public required string DepartmentCode { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>The last day; the day before <see cref="ValidFrom"/> for what was taken back on the day it was given.</summary>
    public DateOnly? ValidTo { get; private set; }
    public required string Reason { get; init; }

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    public void EndBefore(DateOnly day) => ValidTo = day.AddDays(-1);
}
