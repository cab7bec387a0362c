using BazhongTracker.Domain.Progress;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

public sealed class ReportingGapTests
{
    private static readonly DateOnly Due = new(2025, 12, 31);
    private static readonly DateOnly Day = new(2026, 11, 30);
    private static readonly string[] Overdue = ["no_stage_report", "overdue_no_data"];

    private static ReportingGap? Of(
        ProgressStatus status, string[] flags, DateOnly? account = null, FiguresSoFar figures = FiguresSoFar.OfOthers,
        DateOnly? asOf = null) =>
        ReportingGap.Of(status, flags, Due, asOf ?? Day, account, figures);

    [Fact]
    public void Overdue_and_unreported_is_what_the_flag_says_and_nothing_else()
    {
        Assert.Equal(ReportingGapKind.OverdueUnreported, Of(ProgressStatus.InsufficientData, Overdue)!.Kind);
        Assert.Equal(
            ReportingGapKind.OverdueUnreported, Of(ProgressStatus.InsufficientData, Overdue, figures: FiguresSoFar.OfTarget)!.Kind);
        Assert.Equal(ReportingGapKind.NoData, Of(ProgressStatus.InsufficientData, ["no_stage_report"])!.Kind);
        foreach (var other in Enum.GetValues<ProgressStatus>().Where(s => s != ProgressStatus.InsufficientData))
        {
            Assert.Null(Of(other, Overdue));
        }
    }

    [Theory]
    [InlineData("2021-09-01", 334)]
    [InlineData("2026-11-20", 10)]
    [InlineData("2026-11-30", 0)]
    public void Its_days_are_counted_from_the_later_of_the_due_day_and_the_first_account(string account, int days) =>
        Assert.Equal(days,
            Of(ProgressStatus.InsufficientData, Overdue, DateOnly.Parse(account, System.Globalization.CultureInfo.InvariantCulture))!.Days);

    [Fact]
    public void Without_an_account_on_that_day_there_are_no_days()
    {
        Assert.Null(Of(ProgressStatus.InsufficientData, Overdue)!.Days);
        Assert.Null(Of(ProgressStatus.InsufficientData, Overdue, new DateOnly(2026, 12, 1))!.Days);
    }

    [Fact]
    public void What_was_reported_but_does_not_suffice_is_no_gap() =>
        Assert.Null(Of(ProgressStatus.InsufficientData, ["stale", "too_stale"], figures: FiguresSoFar.OfTarget));

    [Fact]
    public void Before_the_first_accepted_figure_of_all_there_are_no_data_and_nothing_is_overdue()
    {
        Assert.Equal(new ReportingGap(ReportingGapKind.NoData), Of(ProgressStatus.InsufficientData, Overdue, Due, FiguresSoFar.None));
        Assert.Equal(
            new ReportingGap(ReportingGapKind.NoData), Of(ProgressStatus.PendingFinal, ["awaiting_final"], Due, FiguresSoFar.None));
        Assert.Null(Of(ProgressStatus.Undefined, [], Due, FiguresSoFar.None));
    }

    [Fact]
    public void Every_sign_has_a_code_of_its_own_by_which_it_is_found()
    {
        Assert.Equal(StatusSign.All.Count, StatusSign.All.Select(s => s.Code).Distinct().Count());
        Assert.All(StatusSign.All, sign => Assert.Equal(sign, StatusSign.Find(sign.Code)));
        Assert.Null(StatusSign.Find("late"));
    }
}
