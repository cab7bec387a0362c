using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Data.People;

/// <summary>Which roles 系统管理员 entered for an account. They wait for 安全管理员, who gives them or others; then the row goes.</summary>
public sealed class WishedRoles
{
    private WishedRoles()
    {
    }

    public string PersonId { get; private init; } = "";

    /// <summary>Names of roles, with commas between them.</summary>
    public string Roles { get; private init; } = "";
    public string EnteredBy { get; private init; } = "";
    public DateTime EnteredUtc { get; private init; }

    public IReadOnlyList<string> Names => Roles.Split(',');

    public static WishedRoles Of(string personId, IEnumerable<string> roles, Actor by, DateTime nowUtc) =>
        new() { PersonId = personId, Roles = string.Join(',', roles), EnteredBy = by.UserName, EnteredUtc = nowUtc };
}
