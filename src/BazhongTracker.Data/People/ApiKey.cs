using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Data.People;

/// <summary>Lets a program read what a role may see. The key itself is shown once and kept only as a hash.</summary>
public sealed class ApiKey
{
    private ApiKey()
    {
    }

    public int Id { get; private init; }
    public string Name { get; private init; } = "";

    /// <summary>SHA-256 of the secret part, in hexadecimal.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>Role names with commas between them.</summary>
    public string Roles { get; private init; } = "";
    public string DepartmentCode { get; private init; } = "";
    public DateTime CreatedUtc { get; private init; }

    /// <summary>The last day on which it is good; null for no end.</summary>
    public DateOnly? Expires { get; private init; }
    public DateTime? RevokedUtc { get; private set; }

    /// <summary>The last day in Shanghai on which it was used.</summary>
    public DateOnly? LastUsed { get; private init; }

    public static ApiKey Of(string name, string hash, IEnumerable<string> roles, string department, DateOnly? expires, DateTime nowUtc) => new()
    {
        Name = name,
        Hash = hash,
        Roles = string.Join(',', roles),
        DepartmentCode = department,
        CreatedUtc = nowUtc,
        Expires = expires,
    };

    public bool IsGoodOn(DateOnly today) => RevokedUtc is null && (Expires is null || today <= Expires);

    public void Revoke(DateTime nowUtc) => RevokedUtc ??= nowUtc;

    /// <summary>Whoever uses the key, as far as reading goes: with a department also what its 填报人 may see.</summary>
    public Actor Reader => new($"key:{Name}", Name, DepartmentCode, [.. Roles.Split(','), .. DepartmentCode.Length > 0 ? [RoleNames.Clerk] : Array.Empty<string>()]);
}
