using BazhongTracker.Chaos.Campaigns;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

/// <summary>Checks that see no defect would prove nothing.</summary>
[Collection(OneBench.OneAfterAnother)]
public sealed class PlantedTests(OneBench one, ITestOutputHelper output)
{
    public static TheoryData<string> Defects => [.. PlantedCampaign.Names];

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_planted_defect_is_caught(string defect)
    {
        var found = await PlantedCampaign.Run(defect, one.Bench, Seeds.Of(output), output.WriteLine);

        found.Words.Take(3).ToList().ForEach(output.WriteLine);
        Assert.NotEqual(0, found.Breaches);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Of_eight_instances_that_begin_the_same_night_one_does_it_and_either_wall_is_enough(bool isUnique, bool isLocked) =>
        Assert.Equal((0, 10), await PlantedCampaign.Jobs(one.Bench, isUnique, isLocked) is var found ? (found.Breaches, found.Rounds) : default);
}
