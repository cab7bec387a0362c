using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class TakingBackTests
{
    private static string Refusal(Action deed) => Assert.Throws<RuleViolation>(deed).Code;

    private static (ReportedFigure Figure, Review Acceptance) Accepted(DateTime? at = null, string operation = "accept")
    {
        var figure = A.Report();
        return (figure, figure.Accept(A.Reviewer(), null, figure.Version, at ?? A.Now, operation));
    }

    [Fact]
    public void Whoever_accepted_takes_it_back_and_the_figure_waits_again()
    {
        var (figure, acceptance) = Accepted();

        var review = figure.TakeBack(A.Reviewer(), [acceptance], [], "accept", A.Now.AddMinutes(10), "back");

        Assert.Equal((FigureState.AwaitingReview, null, "back"), (figure.State, figure.Published, figure.Version));
        Assert.Equal((ReviewOutcome.TakenBack, figure.Id, "back"), (review.Outcome, review.FigureId, review.OperationId));
        Assert.Equal((ReviewOutcome.Accepted, "accept"), (acceptance.Outcome, acceptance.OperationId));
        figure.Accept(A.Reviewer(), null, "back", A.Now.AddMinutes(11), "again");
        Assert.Equal(FigureState.Accepted, figure.State);
    }

    [Fact]
    public void It_is_refused_to_others_later_twice_and_of_another_version()
    {
        var (figure, acceptance) = Accepted();

        Assert.Equal(
            "takeback.not_yours", Refusal(() => figure.TakeBack(A.Reviewer("another"), [acceptance], [], "accept", A.Now, "back")));
        Assert.Equal("takeback.not_reviewer", Refusal(() => figure.TakeBack(A.Clerk(), [acceptance], [], "accept", A.Now, "back")));
        Assert.Equal("takeback.changed_meanwhile", Refusal(() => figure.TakeBack(A.Reviewer(), [acceptance], [], "before", A.Now, "back")));
        Assert.Equal("takeback.too_late",
            Refusal(() => figure.TakeBack(A.Reviewer(), [acceptance], [], "accept", A.Now.AddMinutes(10).AddSeconds(1), "back")));
        Assert.Equal((FigureState.Accepted, "accept"), (figure.State, figure.Version));

        var back = figure.TakeBack(A.Reviewer(), [acceptance], [], "accept", A.Now, "back");
        Assert.Equal("takeback.not_accepted", Refusal(() => figure.TakeBack(A.Reviewer(), [acceptance, back], [], "back", A.Now, "twice")));
    }

    [Fact]
    public void It_is_refused_once_the_target_has_a_figure_that_was_accepted_later_and_not_for_an_earlier_one()
    {
        var (first, earlier) = Accepted();
        var (second, later) = Accepted(A.Now.AddMinutes(1), "later");

        Assert.Equal("takeback.rested_on",
            Refusal(() => first.TakeBack(A.Reviewer(), [earlier, later], [second], "accept", A.Now.AddMinutes(2), "back")));
        var back = second.TakeBack(A.Reviewer(), [earlier, later], [first], "later", A.Now.AddMinutes(2), "back");
        first.TakeBack(A.Reviewer(), [earlier, later, back], [second], "accept", A.Now.AddMinutes(3), "too");

        Assert.All([first, second], f => Assert.Equal(FigureState.AwaitingReview, f.State));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void It_is_refused_while_a_correction_of_it_waits_and_not_once_that_was_withdrawn(bool waits, bool allowed)
    {
        var (figure, acceptance) = Accepted();
        var correction = A.Target().Revise(
            new FigureEntry(A.Open, figure.Nature, 270m) { Note = "核实修订" }, A.Clerk(), "agriculture", [figure], "accept", A.Today,
            A.Now, "revise");
        if (!waits)
        {
            correction.Withdraw(A.Clerk(), "revise", "withdrawn");
        }

        var refusal = Record.Exception(() => figure.TakeBack(A.Reviewer(), [acceptance], [correction], "accept", A.Now, "back"));

        Assert.Equal(allowed, refusal is null);
        Assert.Equal(allowed ? null : "takeback.rested_on", (refusal as RuleViolation)?.Code);
    }

    [Fact]
    public void Every_deed_can_be_hashed_again_after_those_that_followed()
    {
        var figure = A.Report();
        var reported = FigureHash.Of(figure);
        var acceptance = figure.Accept(A.Reviewer(), null, figure.Version, A.Now, "accept");
        var accepted = FigureHash.Of(figure);
        var back = figure.TakeBack(A.Reviewer(), [acceptance], [], "accept", A.Now, "back");
        var waiting = FigureHash.Of(figure);
        var returned = figure.Return(A.Reviewer(), "请核对", "back", A.Now, "return");

        Assert.Equal(
            [reported, accepted, waiting, FigureHash.Of(figure)],
            [FigureHash.Of(figure.AsReported()), FigureHash.Of(figure.AsLeftBy(acceptance)), FigureHash.Of(figure.AsLeftBy(back)),
                FigureHash.Of(figure.AsLeftBy(returned))]);
    }
}
