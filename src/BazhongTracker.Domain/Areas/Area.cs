namespace BazhongTracker.Domain.Areas;

/// <summary>A place for which figures are reported: a nation, a province, a city, a district or a zone. Each but the first lies in its parent.</summary>
public sealed class Area
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? NameEn { get; init; }

    /// <summary>Null at the top of the tree.</summary>
    public string? ParentCode { get; init; }
}
