using BazhongTracker.Chaos.Campaigns;
using BazhongTracker.Chaos.Checking;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

[Collection(OneBench.OneAfterAnother)]
public sealed class InterleavingTests(OneBench one, ITestOutputHelper output)
{
    private const int Cases = 300;

    private void AssertLawful(Findings found)
    {
        found.Words.ForEach(output.WriteLine);
        Assert.Equal((0, Cases), (found.Breaches, found.Rounds));
    }

    [Fact]
    public async Task No_order_of_drafts_reports_and_reviews_loses_anything_or_ends_in_two_states_on_PostgreSQL() =>
        AssertLawful(await Interleavings.OnPostgres(one.Bench, Cases, Seeds.Of(output)));

    [Fact]
    public async Task No_order_of_drafts_reports_and_reviews_loses_anything_or_ends_in_two_states_on_SQLite() =>
        AssertLawful(await Interleavings.OnSqlite(Cases, Seeds.Of(output)));
}
