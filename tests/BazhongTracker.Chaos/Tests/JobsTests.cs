using BazhongTracker.Chaos.Campaigns;
using BazhongTracker.Chaos.Checking;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

/// <summary>The size of the build; that of a night: docs/chaos.md.</summary>
[Collection(OneBench.OneAfterAnother)]
public sealed class JobsTests(OneBench one, ITestOutputHelper output)
{
    private void AssertOnce(Findings found, int rounds)
    {
        found.Words.ForEach(output.WriteLine);
        Assert.Equal((0, rounds), (found.Breaches, found.Rounds));
    }

    [Fact]
    public async Task A_night_whose_instance_is_killed_frozen_or_cut_off_is_done_once_and_seen_whole_on_PostgreSQL() =>
        AssertOnce(await JobsCampaign.OnPostgres(new JobsPlan(Seeds.Of(output), 1, 1, 1, 2), one.Bench, output.WriteLine), 5);

    [Fact]
    public async Task A_night_whose_instance_is_killed_is_done_once_and_seen_whole_on_SQLite() =>
        AssertOnce(await JobsCampaign.OnSqlite(new JobsPlan(Seeds.Of(output), 1, 1, 0, 0), output.WriteLine), 2);
}
