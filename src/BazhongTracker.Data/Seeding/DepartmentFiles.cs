using BazhongTracker.Domain.Departments;

namespace BazhongTracker.Data.Seeding;

/// <summary>Reads <c>seeds/departments.json</c>, <c>seeds/areas.json</c> and <c>seeds/leads.json</c>.</summary>
public static class DepartmentFiles
{
    public static IReadOnlyList<Department> ReadDepartments() => SeedFile.Read<List<Department>>("departments.json");

    public static IReadOnlyList<Area> ReadAreas() => SeedFile.Read<List<Area>>("areas.json");

    public static Leads ReadLeads() => SeedFile.Read<Leads>("leads.json");
}
