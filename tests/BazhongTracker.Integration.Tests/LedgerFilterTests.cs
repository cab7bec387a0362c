using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Features.Ledger;
using BazhongTracker.Web.Shared.Standings;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class LedgerFilterTests
{
    private static readonly Standing[] Standings =
    [
        Stand.Of(Stand.Target("06-01", TargetKind.CumNew, strength: "确保"), ProgressStatus.OffTrack, lead: "tourism"),
        Stand.Of(Stand.Target("06-08", strength: "力争"), ProgressStatus.Behind, lead: "tourism"),
        Stand.Of(Stand.Target("08-04", strength: "实现"), ProgressStatus.Behind),
        Stand.Of(Stand.Target("08-06", strength: "实现"), ProgressStatus.OffTrack),
    ];

    private static LedgerView View(LedgerFilter filter) => LedgerQuery.View(DecisionFolder.Main.ReadDecision(), Standings, filter, Stand.Day);

    private static string Codes(LedgerView view) => string.Join(' ', view.Groups.SelectMany(g => g.Rows).Select(s => s.Target.Code));

    [Fact]
    public void The_whole_filter_stands_in_the_address_and_is_read_from_it_again()
    {
        var filter = new LedgerFilter([ProgressStatus.AtRisk, ProgressStatus.Missed], "tourism", 6, TargetKind.CumNew, "示范 区", true, Stand.Day);

        Assert.Equal("targets?status=at_risk&status=missed&department=tourism&item=6&kind=cum_new&q=%E7%A4%BA%E8%8C%83%20%E5%8C%BA&firm=1&as_of=2025-07-31", filter.Href);
        Assert.Equal(filter.Href, LedgerFilter.Read(["at_risk", "missed"], "tourism", "6", "cum_new", "示范 区", "1", Stand.Day).Href);
    }

    [Fact]
    public void Words_the_address_does_not_know_are_as_if_they_were_not_there() =>
        Assert.Equal("targets", LedgerFilter.Read(["well", ""], "", "six", "unknown", " ", "yes", null).Href);

    [Fact]
    public void A_chip_counts_what_it_would_give_beside_the_other_filters()
    {
        var view = View(new LedgerFilter([ProgressStatus.Behind], Item: 8));

        Assert.Equal("08-04", Codes(view));
        Assert.Equal(1, view.Statuses.Single(s => s.Status == ProgressStatus.OffTrack).Count);
        Assert.Equal(0, view.Statuses.Single(s => s.Status == ProgressStatus.Missed).Count);
        Assert.Equal((4, 0), (view.Total, view.Firm));
    }

    [Fact]
    public void Rows_are_grouped_by_item_gravest_first() =>
        Assert.Equal("06-01 06-08 08-06 08-04", Codes(View(LedgerFilter.Everything(null))));

    [Fact]
    public void Name_words_and_code_are_searched()
    {
        Assert.Equal("08-06", Codes(View(LedgerFilter.Everything(null) with { Text = "08-06" })));
        Assert.Equal(4, View(LedgerFilter.Everything(null) with { Text = "生猪350" }).Found);
        Assert.Equal("08-06", Codes(View(LedgerFilter.Everything(null) with { Text = "8.6" })));
    }

    [Fact]
    public void When_nothing_is_found_it_says_which_filter_to_drop_and_what_that_gives()
    {
        var view = View(new LedgerFilter([ProgressStatus.Behind], Item: 6, Firm: true));

        Assert.Equal(0, view.Found);
        Assert.Equal([("firm", 1), ("status", 1)], view.Loosenings.Select(l => (l.Name, l.Count)));
        Assert.Equal("targets?status=behind&item=6", view.Loosenings[0].Filter.Href);
    }
}
