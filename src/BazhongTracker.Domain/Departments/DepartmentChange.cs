namespace BazhongTracker.Domain.Departments;

public enum DepartmentChangeKind
{
    Merged,
    Split,
}

/// <summary>
/// 机构改革: one department that ends and one that takes its place from a day on. A merger of two is two rows, a division into two is two rows, of one
/// <see cref="OperationId"/> each. Written once, never changed.
/// </summary>
public sealed class DepartmentChange
{
    public int Id { get; init; }
    public DepartmentChangeKind Kind { get; init; }
    public required string FromCode { get; init; }
    public required string ToCode { get; init; }

    /// <summary>The first day of the successor.</summary>
    public DateOnly EffectiveOn { get; init; }
    public required string Reason { get; init; }
    public required string RecordedBy { get; init; }
    public DateTime RecordedUtc { get; init; }
    public required string OperationId { get; init; }
}
