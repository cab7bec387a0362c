namespace BazhongTracker.Domain.Reporting;

/// <summary>Which roles one person may hold, and which somebody must always hold.</summary>
public static class HeldRoles
{
    /// <summary>Without one of each nobody could make an account or give a role.</summary>
    public static IReadOnlyList<string> NeverWithout { get; } = [RoleNames.Admin, RoleNames.Security];

    /// <summary>三员: each of the three stands alone; all other roles may be held together.</summary>
    public static bool StandTogether(IEnumerable<string> roles) => roles.Distinct().ToList() is var held && (held.Count <= 1 || !held.Any(RoleNames.Administrators.Contains));

    /// <returns>Each once, in the order of <see cref="RoleNames.All"/>.</returns>
    /// <exception cref="RuleViolation">role.unknown (name); role.apart.</exception>
    public static IReadOnlyList<string> Read(IReadOnlyList<string> roles)
    {
        if (roles.FirstOrDefault(r => !RoleNames.All.Contains(r)) is { } unknown)
        {
            throw new RuleViolation("role.unknown", unknown);
        }

        return StandTogether(roles) ? [.. RoleNames.All.Where(roles.Contains)] : throw new RuleViolation("role.apart");
    }
}
