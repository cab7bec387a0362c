using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class RevisionTests
{
    private static readonly Quarter LongClosed = new(2024, 4);

    private static string Refusal(Func<object> deed) => Assert.Throws<RuleViolation>(deed).Code;

    private static ReportedFigure Accepted(Quarter? period = null, decimal value = 268.4m, DateTime? at = null)
    {
        var entry = new FigureEntry(period ?? A.Open, A.Target().NatureFor(period ?? A.Open), value);
        var figure = A.Report(entry: entry, reopened: true);
        figure.Accept(A.Reviewer(), null, figure.Version, at ?? A.Now, Guid.NewGuid().ToString());
        return figure;
    }

    private static ReportedFigure Revise(IReadOnlyCollection<ReportedFigure> earlier, decimal value = 271.9m, string? reason = "统计局核实", Actor? actor = null, string? seen = null, Quarter? period = null)
    {
        var asked = period ?? A.Open;
        var entry = new FigureEntry(asked, A.Target().NatureFor(asked), value) { Note = reason };
        return A.Target().Revise(entry, actor ?? A.Clerk(), A.Agriculture, earlier, seen ?? earlier.InForce()?.Version ?? "", A.Today, A.Now, Guid.NewGuid().ToString());
    }

    [Fact]
    public void A_revision_waits_for_review_with_the_next_number_and_leaves_the_accepted_figure_as_it_is()
    {
        var first = Accepted();
        var version = first.Version;

        var second = Revise([first]);

        Assert.Equal((FigureState.AwaitingReview, 1, "统计局核实"), (second.State, second.Revision, second.Note));
        Assert.Equal((FigureState.Accepted, version, 268.4m), (first.State, first.Version, first.Value));
        Assert.Equal(first, new[] { first, second }.InForce());
    }

    [Fact]
    public void A_figure_of_a_closed_period_is_revised_too()
    {
        var annual = Accepted(LongClosed);

        Assert.Equal((LongClosed, 1), Revise([annual], period: LongClosed) is var revised ? (revised.Period, revised.Revision) : default);
        Assert.Equal("report.period_closed", Refusal(() => A.Report(entry: new FigureEntry(LongClosed, FigureNature.Annual, 300))));
    }

    [Fact]
    public void A_revision_that_is_returned_or_withdrawn_leaves_its_number_to_the_next()
    {
        var first = Accepted();
        var second = Revise([first]);
        second.Return(A.Reviewer(), "请附核实文件", second.Version, A.Now, "op");
        var third = Revise([first, second]);
        third.Withdraw(A.Clerk(), third.Version, "op2");
        var fourth = Revise([first, second, third]);
        fourth.Accept(A.Reviewer(), null, fourth.Version, A.Now, "op3");

        Assert.Equal([1, 1, 1, 2], new[] { second, third, fourth, Revise([first, second, third, fourth], 272) }.Select(f => f.Revision));
        Assert.Equal(fourth, new[] { first, second, third, fourth }.InForce());
    }

    [Fact]
    public void What_is_refused_says_why()
    {
        var first = Accepted();
        var waits = Revise([first]);

        Assert.Equal("revise.nothing_accepted", Refusal(() => Revise([])));
        Assert.Equal("report.awaiting_review", Refusal(() => Revise([first, waits])));
        Assert.Equal("revise.reason_missing", Refusal(() => Revise([first], reason: "  ")));
        Assert.Equal("revise.same_value", Refusal(() => Revise([first], 268.40m)));
        Assert.Equal("revise.changed_meanwhile", Refusal(() => Revise([first], seen: "an older one")));
        Assert.Equal("report.not_yours", Refusal(() => Revise([first], actor: A.Clerk(department: "tourism"))));
        Assert.Equal("report.not_clerk", Refusal(() => Revise([first], actor: A.Reviewer())));
    }

    [Fact]
    public void An_accepted_revision_counts_from_its_acceptance_on_and_an_older_day_keeps_its_verdict()
    {
        var target = new Target
        {
            Id = 1, Code = "08-04", Name = "生猪出栏", Quote = "出栏生猪350万头",
            Definition = new TargetVersion
            {
                Kind = TargetKind.Reach, Measure = Measure.Flow, Frequency = Frequency.Quarterly, Unit = "万头",
                Comparator = Comparator.AtLeast, Value = 350, Start = new DateOnly(2021, 1, 1), Due = new DateOnly(2024, 12, 31),
                BaselineValue = 300, BaselinePeriod = "2020",
            },
        };
        var first = Accepted(LongClosed, 352, new DateTime(2025, 1, 20, 4, 0, 0, DateTimeKind.Utc));
        var before = target.Assess([first], new DateOnly(2026, 11, 23));
        var second = Revise([first], 349.5m, "第五次经济普查修订", period: LongClosed);

        Assert.Equal(ProgressStatus.Achieved, target.Assess([first, second], A.Today).Status);
        second.Accept(A.Reviewer(), null, second.Version, A.Now, "op");

        var after = target.Assess([first, second], A.Today);
        Assert.Equal((ProgressStatus.Missed, 349.5m), (after.Status, after.Value));
        var then = target.Assess([first, second], new DateOnly(2026, 11, 23));
        Assert.Equal((ProgressStatus.Achieved, 352m), (then.Status, then.Value));
        Assert.Equal((before.Status, before.Value), (then.Status, then.Value));
    }

    [Fact]
    public void Of_two_revisions_accepted_on_one_day_the_later_is_in_force()
    {
        var first = Accepted();
        var second = Revise([first], 300);
        second.Accept(A.Reviewer(), null, second.Version, A.Now, "op");
        var third = Revise([first, second], 280);
        third.Accept(A.Reviewer(), null, third.Version, A.Now, "op2");

        Assert.Equal(third, new[] { third, second, first }.InForce());
        Assert.Equal(280m, new FigureHistory(A.Target(), [third, second, first]).At(A.Open)!.Value);
    }

    [Fact]
    public void A_stage_that_was_too_high_is_gone_once_its_revision_is_accepted_but_not_for_the_days_before()
    {
        var target = A.Target(TargetKind.Milestone);
        var (said, entry) = (new DateTime(2026, 10, 20, 4, 0, 0, DateTimeKind.Utc),
            new FigureEntry(A.Open, FigureNature.Stage, null) { Stage = "命名", StageDate = A.Open.LastDay });
        var first = A.Report(target, entry);
        first.Accept(A.Reviewer(), null, first.Version, said, "op");
        var second = target.Revise(entry with { Stage = "公示", Note = "误报" }, A.Clerk(), A.Agriculture, [first], first.Version, A.Today, A.Now, "op2");
        second.Accept(A.Reviewer(), null, second.Version, A.Now, "op3");
        var row = new Target { Id = 1, Code = "12-01", Name = "示范市", Quote = "示范市", Definition = new TargetVersion { Kind = TargetKind.Milestone, Start = new DateOnly(2021, 7, 13), Due = new DateOnly(2029, 12, 31) } };

        Assert.Equal("命名", row.Assess([first, second], new DateOnly(2026, 11, 23)).Stage);
        Assert.Equal("公示", row.Assess([first, second], A.Today).Stage);
    }

    [Fact]
    public void A_wrong_day_of_a_stage_can_be_corrected_and_then_counts_no_longer()
    {
        var target = A.Target(TargetKind.Milestone);
        var entry = new FigureEntry(A.Open, FigureNature.Stage, null) { Stage = "命名", StageDate = new DateOnly(2026, 9, 1), Note = "更正" };
        var first = A.Report(target, entry);
        first.Accept(A.Reviewer(), null, first.Version, new DateTime(2026, 10, 20, 4, 0, 0, DateTimeKind.Utc), "op");
        var right = new DateOnly(2022, 11, 2);

        Assert.Equal("revise.same_value", Assert.Throws<RuleViolation>(
            () => target.Revise(entry, A.Clerk(), A.Agriculture, [first], first.Version, A.Today, A.Now, "op2")).Code);
        var second = target.Revise(
            entry with { StageDate = right }, A.Clerk(), A.Agriculture, [first], first.Version, A.Today, A.Now, "op2");
        second.Accept(A.Reviewer(), null, second.Version, A.Now, "op3");

        Assert.Equal((right, A.Today), (second.StageDate, first.ReplacedOn([first, second])));
    }

    [Fact]
    public void A_preliminary_figure_may_be_confirmed_as_it_was()
    {
        var flash = ReportedFigure.Imported(
            A.Target(), new FigureEntry(A.Open, FigureNature.Ytd, 271.9m) { Preliminary = true }, FigureOrigin.Published, new DateOnly(2026, 10, 20), "统计公报", null, A.Now, "flash");

        Assert.False(Revise([flash]).Preliminary);
    }
}
