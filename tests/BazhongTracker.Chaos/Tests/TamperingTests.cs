using BazhongTracker.Chaos.Campaigns;
using BazhongTracker.Chaos.Checking;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

[Collection(OneBench.OneAfterAnother)]
public sealed class TamperingTests(OneBench one, ITestOutputHelper output)
{
    private const int Times = 100;
    private const int Clean = 10_000;

    private void AssertFound(Findings found)
    {
        found.Words.ForEach(output.WriteLine);
        Assert.Equal((0, Times), (found.Breaches, found.Rounds));
    }

    [Fact]
    public async Task Every_one_of_a_hundred_tamperings_is_found_and_nothing_else_on_PostgreSQL() =>
        AssertFound(await Tamperings.OnPostgres(one.Bench, Seeds.Of(output), Times, Clean, output.WriteLine));

    [Fact]
    public async Task Every_one_of_a_hundred_tamperings_is_found_and_nothing_else_on_SQLite() =>
        AssertFound(await Tamperings.OnSqlite(Seeds.Of(output), Times, Clean, output.WriteLine));
}
