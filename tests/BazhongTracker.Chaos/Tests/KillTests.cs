using BazhongTracker.Chaos.Campaigns;
using BazhongTracker.Chaos.Checking;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

/// <summary>The campaigns in the size of the build; the same in the size of a night: docs/chaos.md.</summary>
[Collection(OneBench.OneAfterAnother)]
public sealed class KillTests(OneBench one, ITestOutputHelper output)
{
    private static void AssertWhole(Findings found, int rounds)
    {
        Assert.Equal((0, rounds), (found.Breaches, found.Rounds));
        Assert.True(found.Acknowledged > 20, $"{found}");
    }

    [Fact]
    public async Task Killing_PostgreSQL_and_the_program_loses_doubles_and_hides_nothing()
    {
        var found = await PostgresCampaign.Run(new PostgresPlan(Seeds.Of(output), 2, 1, 1, 0, 0), one.Bench, output.WriteLine);

        AssertWhole(found, 4);
    }

    [Fact]
    public async Task A_lost_late_or_cut_answer_to_COMMIT_ends_in_the_truth()
    {
        var found = await PostgresCampaign.Run(new PostgresPlan(Seeds.Of(output), 0, 0, 0, 20, 1) { CommitsOfARound = 10 }, one.Bench, output.WriteLine);

        AssertWhole(found, 3);
        Assert.True(found.Unknown > 0, $"{found}");
    }

    [Fact]
    public async Task Killing_the_program_on_SQLite_loses_doubles_and_hides_nothing_and_leaves_the_file_whole() =>
        AssertWhole(await SqliteCampaign.Run(Seeds.Of(output), 3, output.WriteLine), 3);
}
