using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>What a page may call inferred.</summary>
public class TargetPathTests
{
    private static Target Row(TargetKind kind, string json) => new()
    {
        Code = "06-08", Name = "目标", Quote = "目标", Kind = kind, Comparator = Comparator.AtLeast, Value = 700, Start = new DateOnly(2020, 12, 31), Due = new DateOnly(2025, 12, 31), RowJson = json,
    };

    [Theory]
    [InlineData("{}", PathBasis.Linear)]
    [InlineData("""{"path":"linear"}""", PathBasis.Linear)]
    [InlineData("""{"path":"geometric"}""", PathBasis.Geometric)]
    [InlineData("""{"path":[["2022Q4",450]]}""", PathBasis.Given)]
    [InlineData("""{"path":[["2025Q4",700]]}""", PathBasis.Linear)]
    public void A_way_is_inferred_unless_somebody_laid_down_values_on_it(string json, PathBasis basis) => Assert.Equal(basis, Row(TargetKind.Reach, json).PathBasis());

    [Fact]
    public void A_title_goes_by_the_stages_laid_down_and_else_by_time()
    {
        var planned = Row(TargetKind.Milestone, """{"plan":[["2023-12-31","公示"],["2022-12-31","列入创建"]]}""");

        Assert.Equal((PathBasis.Given, PathBasis.Linear), (planned.PathBasis(), Row(TargetKind.Milestone, "{}").PathBasis()));
        Assert.Equal([(new DateOnly(2022, 12, 31), "列入创建"), (new DateOnly(2023, 12, 31), "公示")], planned.StagePlan());
    }
}
