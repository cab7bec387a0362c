using BazhongTracker.Chaos.Campaigns;
using BazhongTracker.Chaos.Checking;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

/// <summary>The size of the build; that of a night: docs/chaos.md.</summary>
[Collection(OneBench.OneAfterAnother)]
public sealed class MigrationTests(OneBench one, ITestOutputHelper output)
{
    private const int Kills = 2;

    private void AssertWhole(Findings found)
    {
        found.Words.ForEach(output.WriteLine);
        Assert.Equal((0, Kills), (found.Breaches, found.Rounds));
    }

    [Fact]
    public async Task A_killed_change_of_the_schema_is_finished_by_the_next_start_on_PostgreSQL() =>
        AssertWhole(await MigrationCampaign.OnPostgres(one.Bench, Seeds.Of(output), Kills, output.WriteLine));

    [Fact]
    public async Task A_killed_change_of_the_schema_is_finished_by_the_next_start_on_SQLite() =>
        AssertWhole(await MigrationCampaign.OnSqlite(Seeds.Of(output), Kills, output.WriteLine));
}
