using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class ReportingTests
{
    private static string Refusal(Action act) => Assert.Throws<RuleViolation>(act).Code;

    [Fact]
    public void A_reported_figure_waits_for_review_and_does_not_count_yet()
    {
        var figure = A.Report();

        Assert.Equal(FigureState.AwaitingReview, figure.State);
        Assert.Null(figure.Published);
        Assert.Equal(268.4m, figure.Value);
    }

    [Fact]
    public void An_accepted_figure_counts_from_the_day_of_acceptance_in_Shanghai()
    {
        var figure = A.Report();
        var lateEvening = new DateTime(2026, 11, 24, 17, 0, 0, DateTimeKind.Utc);

        var review = figure.Accept(A.Reviewer(), "属实", figure.Version, lateEvening, "op");

        Assert.Equal(FigureState.Accepted, figure.State);
        Assert.Equal(new DateOnly(2026, 11, 25), figure.Published);
        Assert.Equal(figure.Id, review.FigureId);
        Assert.Equal("属实", review.Comment);
    }

    [Fact]
    public void A_figure_for_a_quarter_that_has_not_ended_is_refused() =>
        Assert.Equal("report.period_not_ended", Refusal(() => A.Report(entry: new FigureEntry(new Quarter(2026, 4), FigureNature.Annual, 1))));

    [Fact]
    public void A_figure_for_a_closed_period_is_refused_unless_it_was_reopened()
    {
        var old = new FigureEntry(new Quarter(2025, 4), FigureNature.Annual, 352);

        Assert.Equal("report.period_closed", Refusal(() => A.Report(entry: old)));
        Assert.Equal(352, A.Report(entry: old, reopened: true).Value);
    }

    [Fact]
    public void A_yearly_target_is_not_reported_in_between() =>
        Assert.Equal("report.not_this_period", Refusal(() => A.Report(A.Target(frequency: Frequency.Annual))));

    [Fact]
    public void Somebody_elses_target_cannot_be_reported() =>
        Assert.Equal("report.not_yours", Refusal(() => A.Report(actor: A.Clerk(department: "tourism"))));

    [Fact]
    public void Only_a_clerk_reports() =>
        Assert.Equal("report.not_clerk", Refusal(() => A.Report(actor: A.Reviewer())));

    [Fact]
    public void A_second_report_for_the_same_period_is_refused_until_the_first_is_returned()
    {
        var first = A.Report();
        Assert.Equal("report.awaiting_review", Refusal(() => A.Report(earlier: [first])));

        first.Return(A.Reviewer(), "与快报差1.2万头", first.Version, A.Now, "op");
        Assert.Equal(FigureState.AwaitingReview, A.Report(earlier: [first]).State);
    }

    [Fact]
    public void An_accepted_figure_is_not_reported_over()
    {
        var first = A.Report();
        first.Accept(A.Reviewer(), null, first.Version, A.Now, "op");

        Assert.Equal("report.already_accepted", Refusal(() => A.Report(earlier: [first])));
    }

    [Fact]
    public void A_negative_quantity_is_refused() =>
        Assert.Equal("report.negative", Refusal(() => A.Report(entry: new FigureEntry(A.Open, FigureNature.Ytd, -5))));

    [Fact]
    public void A_count_is_whole()
    {
        var count = A.Target(TargetKind.CumNew, unit: "家");

        Assert.Equal("report.not_whole", Refusal(() => A.Report(count, new FigureEntry(A.Open, FigureNature.Cum, 2.5m))));
    }

    [Fact]
    public void A_share_stays_below_one_hundred_percent()
    {
        var share = A.Target(TargetKind.Hold, Measure.Rate, unit: "%");

        Assert.Equal("report.above_100", Refusal(() => A.Report(share, new FigureEntry(A.Open, FigureNature.Rate, 100.1m))));
    }

    [Fact]
    public void Another_unit_is_refused_with_both_units_named()
    {
        var refusal = Assert.Throws<RuleViolation>(() => A.Report(entry: new FigureEntry(A.Open, FigureNature.Ytd, 1) { Unit = "头" }));

        Assert.Equal("report.wrong_unit", refusal.Code);
        Assert.Equal(["万头", "头"], refusal.Arguments);
    }

    [Fact]
    public void Nobody_accepts_their_own_figure()
    {
        var both = new Actor("both", "both", A.Agriculture, [RoleNames.Clerk, RoleNames.Reviewer]);
        var figure = A.Report(actor: both);

        Assert.Equal("review.own_figure", Refusal(() => figure.Accept(both, null, figure.Version, A.Now, "op")));
    }

    [Fact]
    public void Nobody_decides_what_the_own_department_reported()
    {
        var figure = A.Report();
        var colleague = A.Reviewer("colleague") with { DepartmentCode = A.Agriculture };

        Assert.Equal("review.own_department", Refusal(() => figure.Accept(colleague, null, figure.Version, A.Now, "op")));
        Assert.Equal("review.own_department", Refusal(() => figure.Return(colleague, "请核对", figure.Version, A.Now, "op")));
    }

    [Fact]
    public void A_clerk_does_not_review()
    {
        var figure = A.Report();

        Assert.Equal("review.not_reviewer", Refusal(() => figure.Accept(A.Clerk("other"), null, figure.Version, A.Now, "op")));
    }

    [Fact]
    public void A_return_needs_its_reason()
    {
        var figure = A.Report();

        Assert.Equal("review.reason_missing", Refusal(() => figure.Return(A.Reviewer(), " ", figure.Version, A.Now, "op")));
    }

    [Fact]
    public void A_decided_figure_is_not_decided_again()
    {
        var figure = A.Report();
        figure.Accept(A.Reviewer(), null, figure.Version, A.Now, "op");

        Assert.Equal("review.already_decided", Refusal(() => figure.Return(A.Reviewer("second"), "x", figure.Version, A.Now, "op2")));
    }

    [Fact]
    public void A_reviewer_who_saw_another_version_is_told() =>
        Assert.Equal("review.changed_meanwhile", Refusal(() => A.Report().Accept(A.Reviewer(), null, "stale", A.Now, "op")));

    [Fact]
    public void The_same_operation_has_the_same_receipt()
    {
        Assert.Equal(Receipts.For("a"), Receipts.For("a"));
        Assert.NotEqual(Receipts.For("a"), Receipts.For("b"));
        Assert.Matches("^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$", Receipts.For("a"));
    }
}
