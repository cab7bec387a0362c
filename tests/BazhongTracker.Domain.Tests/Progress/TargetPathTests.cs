using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>What a page may call inferred.</summary>
public class TargetPathTests
{
    private static Target Row(TargetKind kind, bool geometric = false, PathNode[]? path = null, PlannedStage[]? plan = null) => new()
    {
        Code = "06-08", Name = "目标", Quote = "目标",
        Definition = new TargetVersion
        {
            Kind = kind, Comparator = Comparator.AtLeast, Value = 700, Start = new DateOnly(2020, 12, 31),
            Due = new DateOnly(2025, 12, 31), Geometric = geometric, Path = path ?? [], Plan = plan ?? [],
        },
    };

    [Theory]
    [InlineData(false, null, PathBasis.Linear)]
    [InlineData(true, null, PathBasis.Geometric)]
    [InlineData(false, "2022Q4", PathBasis.Given)]
    [InlineData(false, "2025Q4", PathBasis.Linear)]
    public void A_way_is_inferred_unless_somebody_laid_down_values_on_it(bool geometric, string? node, PathBasis basis) =>
        Assert.Equal(basis, Row(TargetKind.Reach, geometric, node is null ? null : [new PathNode(Quarter.Parse(node), 450)]).PathBasis());

    [Fact]
    public void A_title_goes_by_the_stages_laid_down_and_else_by_time()
    {
        var planned = Row(
            TargetKind.Milestone, plan: [new PlannedStage(new DateOnly(2023, 12, 31), "公示"), new PlannedStage(new DateOnly(2022, 12, 31), "列入创建")]);

        Assert.Equal((PathBasis.Given, PathBasis.Linear), (planned.PathBasis(), Row(TargetKind.Milestone).PathBasis()));
        Assert.Equal([(new DateOnly(2022, 12, 31), "列入创建"), (new DateOnly(2023, 12, 31), "公示")], planned.StagePlan());
    }
}
