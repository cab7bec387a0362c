using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Data.Seeding;

/// <summary>A person of the demonstration. Accounts and passwords are made elsewhere from this list.</summary>
public sealed record DemoPerson(string UserName, string DisplayName, string DepartmentCode, IReadOnlyList<string> Roles)
{
    public Actor Actor => new(UserName, DisplayName, DepartmentCode, Roles);
}

/// <summary>The people of profile <c>demo</c>; all invented.</summary>
public static class DemoCast
{
    /// <summary>Since when they have their accounts.</summary>
    public static DateOnly Since { get; } = new(2021, 9, 1);

    public static DemoPerson Reviewer { get; } = new("tongji.wangjj", "王建军", "statistics", [RoleNames.Reviewer]);

    public static DemoPerson Supervision { get; } = new("ducha.hejg", "何建国", "supervision", [RoleNames.Supervision]);

    public static DemoPerson Leader { get; } = new("office.leader", "市委办公室", "office", [RoleNames.Leader]);

    public static IReadOnlyList<DemoPerson> Clerks { get; } =
    [
        new("nongye.lixm", "李晓梅", "agriculture", [RoleNames.Clerk]),
        new("lvyou.zhouwen", "周文", "tourism", [RoleNames.Clerk]),
        new("jiaotong.tanlin", "谭林", "transport", [RoleNames.Clerk]),
        new("shuili.houyi", "侯毅", "water", [RoleNames.Clerk]),
        new("fagai.luoyan", "罗燕", "development-reform", [RoleNames.Clerk]),
        new("jingxin.penglei", "彭磊", "economy-it", [RoleNames.Clerk]),
    ];

    public static IReadOnlyList<DemoPerson> Everyone { get; } = [.. Clerks, Reviewer, Supervision, Leader];
}
