using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class WithdrawalTests
{
    private static string Refusal(Action deed) => Assert.Throws<RuleViolation>(deed).Code;

    [Fact]
    public void A_figure_that_waits_is_withdrawn_and_the_period_can_be_reported_again()
    {
        var figure = A.Report();

        figure.Withdraw(A.Clerk("colleague"), figure.Version, "op");

        Assert.Equal((FigureState.Withdrawn, "op"), (figure.State, figure.Version));
        Assert.Equal(FigureState.AwaitingReview, A.Report(earlier: [figure]).State);
        Assert.Null(new FigureHistory(A.Target(), [figure]).At(A.Open));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_decided_is_not_withdrawn(bool accepted)
    {
        var figure = A.Report();
        var seen = figure.Version;
        _ = accepted ? figure.Accept(A.Reviewer(), null, seen, A.Now, "op") : figure.Return(A.Reviewer(), "请核对", seen, A.Now, "op");

        Assert.Equal("withdraw.already_decided", Refusal(() => figure.Withdraw(A.Clerk(), seen, "late")));
        Assert.Equal("op", figure.Version);
    }

    [Fact]
    public void What_was_withdrawn_is_neither_decided_nor_withdrawn_again()
    {
        var figure = A.Report();
        var seen = figure.Version;
        figure.Withdraw(A.Clerk(), seen, "op");

        Assert.Equal("review.withdrawn", Refusal(() => figure.Accept(A.Reviewer(), null, seen, A.Now, "late")));
        Assert.Equal("review.withdrawn", Refusal(() => figure.Return(A.Reviewer(), "请核对", seen, A.Now, "late")));
        Assert.Equal("withdraw.already_withdrawn", Refusal(() => figure.Withdraw(A.Clerk(), seen, "late")));
    }

    [Fact]
    public void Only_a_clerk_of_the_department_that_reported_it_withdraws_the_version_that_was_seen()
    {
        var figure = A.Report();

        Assert.Equal("withdraw.not_clerk", Refusal(() => figure.Withdraw(A.Reviewer(), figure.Version, "op")));
        Assert.Equal("withdraw.not_yours", Refusal(() => figure.Withdraw(A.Clerk(department: "tourism"), figure.Version, "op")));
        Assert.Equal("withdraw.changed_meanwhile", Refusal(() => figure.Withdraw(A.Clerk(), "another", "op")));
        Assert.Equal(FigureState.AwaitingReview, figure.State);
    }

    [Fact]
    public void A_withdrawn_figure_still_hashes_to_what_was_reported()
    {
        var figure = A.Report();
        var reported = FigureHash.Of(figure);

        figure.Withdraw(A.Clerk(), figure.Version, "op");

        Assert.Equal(reported, FigureHash.Of(figure.AsReported()));
        Assert.NotEqual(reported, FigureHash.Of(figure));
    }
}
