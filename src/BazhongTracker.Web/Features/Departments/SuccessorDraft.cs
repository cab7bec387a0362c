using BazhongTracker.Domain.Departments;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Departments;

/// <summary>A successor while it is being chosen or typed.</summary>
public sealed class SuccessorDraft
{
    /// <summary>Empty for a new one.</summary>
    public string Existing { get; set; } = "";
    public string Code { get; set; } = "";
    public string Name { get; set; } = "";

    public Successor Read() => Existing.Length > 0 ? new Successor(Existing) : new Successor(Code.Trim(), Name);

    /// <returns>Empty while there is none.</returns>
    public string Title(IEnumerable<Department> departments) =>
        Existing.Length > 0 ? departments.FirstOrDefault(d => d.Code == Existing)?.FullTitle() ?? Existing : Name.Trim();
}
