using Microsoft.AspNetCore.Identity;

namespace BazhongTracker.Data.People;

/// <summary>Who signs in, and for which department they speak.</summary>
public sealed class Person : IdentityUser
{
    public string DisplayName { get; set; } = "";
    public string DepartmentCode { get; set; } = "";
}
