using Microsoft.AspNetCore.Identity;

namespace BazhongTracker.Data.People;

/// <summary>Who signs in. For which department the person speaks is dated: <see cref="Domain.Departments.Membership"/>.</summary>
public sealed class Person : IdentityUser
{
    public string DisplayName { get; set; } = "";

    /// <summary>
    /// 工号, by which two accounts of one person are told (<see cref="Domain.Reporting.StaffNumber"/>); null where nobody gave one.
    /// </summary>
    public string? StaffNumber { get; set; }

    /// <summary>Since when the account is of no use; null while it is good.</summary>
    public DateTime? DisabledUtc { get; set; }

    /// <summary>When the password in use was set; null for one without a term, as those of the demo people are.</summary>
    public DateTime? PasswordSetUtc { get; set; }

    /// <summary>Until when a password that was made for the person signs in; it must be changed then. Null for one that the person chose.</summary>
    public DateTime? OneTimeUntilUtc { get; set; }
}
