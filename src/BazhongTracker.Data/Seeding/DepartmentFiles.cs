using BazhongTracker.Domain.Areas;
using BazhongTracker.Domain.Departments;

namespace BazhongTracker.Data.Seeding;

/// <summary>Reads <c>seeds/departments.json</c> and <c>seeds/areas.json</c>.</summary>
public static class DepartmentFiles
{
    public static IReadOnlyList<Department> ReadDepartments() => SeedFile.Read<List<Department>>("departments.json");

    public static IReadOnlyList<Area> ReadAreas() => SeedFile.Read<List<Area>>("areas.json");
}
