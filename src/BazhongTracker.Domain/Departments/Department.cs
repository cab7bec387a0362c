namespace BazhongTracker.Domain.Departments;

/// <summary>Who answers for targets. Departments merge and split, so each has dates of validity.</summary>
public sealed class Department
{
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>How lists name it; null where the name is short enough.</summary>
    public string? ShortName { get; init; }
    public string? NameEn { get; init; }
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day; null for one whose end nobody has decided.</summary>
    public DateOnly? ValidTo { get; init; }

    public bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo);
}

public enum Responsibility
{
    Lead,
    Supporting,
}

/// <summary>Who leads or supports a target, from when to when. Assigned by the system's owner, not by the text.</summary>
public sealed class Assignment
{
    public int Id { get; init; }
    public int TargetId { get; init; }
    public required string DepartmentCode { get; init; }
    public Responsibility Responsibility { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; private set; }

    public bool HoldsOn(DateOnly date) => ValidFrom <= date && (ValidTo is null || date <= ValidTo);

    public void EndBefore(DateOnly day) => ValidTo = day.AddDays(-1);
}
