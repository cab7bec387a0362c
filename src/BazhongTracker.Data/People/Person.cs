using Microsoft.AspNetCore.Identity;

namespace BazhongTracker.Data.People;

/// <summary>Who signs in, and for which department they speak.</summary>
public sealed class Person : IdentityUser
{
    public string DisplayName { get; set; } = "";
    public string DepartmentCode { get; set; } = "";

    /// <summary>Since when the account is of no use; null while it is good.</summary>
    public DateTime? DisabledUtc { get; set; }
}
