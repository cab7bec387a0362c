using BazhongTracker.Domain.Departments;

namespace BazhongTracker.Domain.Reporting;

/// <summary>Who acts, with the department and roles held at that moment.</summary>
public sealed record Actor(string UserName, string DisplayName, string DepartmentCode, IReadOnlyList<string> Roles)
{
    /// <summary>The departments spoken for, by their dates: read from the database by whoever decides what is the own house. Empty where nobody asked.</summary>
    public IReadOnlyList<Membership> Memberships { get; init; } = [];

    /// <summary>Where the browser or program called from when its page was opened or its request sent; null for the command line, the timetable and the import.</summary>
    public string? Address { get; init; }

    /// <summary>The beginning of the session's hash, as in <c>session.ended</c>; null for who has no session.</summary>
    public string? Session { get; init; }

    /// <summary>Figures that were public before the system existed.</summary>
    public static Actor HistoricalImport { get; } = new("import", "历史导入", "", ["system"]);

    /// <summary>Scheduled work.</summary>
    public static Actor System { get; } = new("system", "系统", "", ["system"]);

    public bool Is(string role) => Roles.Contains(role);
}

/// <summary>填报人, 审核人, 督查, 领导, 只读, and the three administrators kept apart: 系统管理员, 安全管理员, 安全审计员.</summary>
public static class RoleNames
{
    public const string Clerk = "clerk";
    public const string Reviewer = "reviewer";
    public const string Supervision = "supervision";
    public const string Leader = "leader";
    public const string Reader = "reader";
    public const string Admin = "admin";
    public const string Security = "security";
    public const string Auditor = "auditor";

    public static IReadOnlyList<string> All { get; } = [Clerk, Reviewer, Supervision, Leader, Reader, Admin, Security, Auditor];

    /// <summary>三员: they keep the system and see no figures. Nobody holds two of them, nor one beside another role.</summary>
    public static IReadOnlyList<string> Administrators { get; } = [Admin, Security, Auditor];

    /// <summary>What a program's key may be given.</summary>
    public static IReadOnlyList<string> ThatOnlyRead { get; } = [Reader, Leader, Supervision];
}
