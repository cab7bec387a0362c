using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using Xunit;

namespace BazhongTracker.Seeds.Tests;

public class MethodOnCatalogueTests
{
    private static readonly IReadOnlyList<Target> Targets = DecisionFolder.Main.ReadTargets();

    [Theory]
    [InlineData("2021-06-30")]
    [InlineData("2021-07-13")]
    [InlineData("2023-12-31")]
    [InlineData("2026-03-31")]
    [InlineData("2030-01-01")]
    public void Every_row_can_be_judged_on_any_day(string day) =>
        Assert.All(Targets, t => Assert.NotEqual(ProgressStatus.Cancelled, t.Assess([], DateOnly.Parse(day, null)).Status));

    [Fact]
    public void A_target_with_a_date_and_a_measure_of_its_own_is_never_undefined() =>
        Assert.All(Targets.Where(t => t.Due is not null && !t.IsParent && (t.Value is not null || t.Class == TargetClass.Milestone || t.Kind == TargetKind.Beat)),
            t => Assert.NotEqual(ProgressStatus.Undefined, t.Assess([], new DateOnly(2023, 12, 31)).Status));

    [Fact]
    public void Names_within_a_list_of_projects_differ_since_stages_are_told_apart_by_them() =>
        Assert.All(Targets.Where(t => t.ParentCode is not null).GroupBy(t => t.ParentCode), family => Assert.Distinct(family.Select(t => t.Name)));
}
