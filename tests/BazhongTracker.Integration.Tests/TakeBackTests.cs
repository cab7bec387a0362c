using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.LookingUp;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Taking an acceptance back, from the desk to the receipt.</summary>
public sealed class TakeBackTests : IAsyncLifetime
{
    private const int Rounds = 8;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private static readonly Actor Colleague = new("other", "王静", "statistics", [RoleNames.Reviewer]);
    private static readonly Quarter Open = new(2026, 3);
    private readonly TestDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var target = new Target
        {
            DecisionCode = Promises.Decision, Code = "08-02", Name = "新增高标准农田", Quote = "新增高标准农田190万亩以上",
            Definition = new TargetVersion
            {
                Kind = TargetKind.CumNew, Measure = Measure.Flow, Frequency = Frequency.Quarterly,
                Comparator = Comparator.AtLeast, Value = 190, Unit = "万亩", Start = new DateOnly(2021, 1, 1),
                Due = new DateOnly(2026, 12, 31),
            },
        };
        await db.AddPromise(target);
        await db.SaveChangesAsync(None);
        db.Add(new Assignment { TargetId = target.Id, DepartmentCode = "agriculture", ValidFrom = new DateOnly(2021, 7, 13) });
        await db.SaveChangesAsync(None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static string Number() => Guid.NewGuid().ToString();

    private ReviewFigure Review => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private TakeBackAcceptance TakeBack => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private ReviseFigure Revise => new(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped());

    private async Task<T> With<T>(Func<TrackerDbContext, Task<T>> read)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await read(db);
    }

    private Task<ReportedFigure> Stored(Guid id) => With(db => db.Figures.AsNoTracking().SingleAsync(f => f.Id == id, None));

    private async Task<ReportedFigure> Reported(string text = "196")
    {
        var operation = Number();
        await new SubmitFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped())
            .Run(new FigureForm(operation, "08-02", Open, text, null, null), Clerk, None);
        return await With(db => db.Figures.AsNoTracking().SingleAsync(f => f.OperationId == operation, None));
    }

    private async Task<ReportedFigure> Accepted(ReportedFigure figure)
    {
        await Review.Run(Accepting(figure), Reviewer, None);
        return await Stored(figure.Id);
    }

    private static ReviewForm Accepting(ReportedFigure figure) =>
        new(Number(), figure.Id, figure.Version, ReviewOutcome.Accepted, null, FigureHash.Of(figure));

    private static TakeBackForm Back(ReportedFigure accepted) => new(Number(), accepted.Id, accepted.Version);

    private Task<int> Differences() => With(db => new CheckReceipts(database.Clock, NullLogger<CheckReceipts>.Instance).Run(db, None));

    private static async Task<string> Told(Task<string> deed)
    {
        try
        {
            await deed;
            return "stored";
        }
        catch (RuleViolation refusal)
        {
            return refusal.Code;
        }
    }

    private Task<ProgressAssessment> Verdict() => With(db => db.Assessments.AsNoTracking().SingleAsync(a => a.IsCurrent, None));

    [Fact]
    public async Task The_figure_waits_again_the_verdict_is_judged_without_it_and_every_receipt_holds()
    {
        var reported = await Reported();
        var accepted = await Accepted(reported);
        Assert.Equal(ProgressStatus.Achieved, (await Verdict()).Status);

        var receipt = await TakeBack.Run(Back(accepted), Reviewer, None);

        var waiting = await Stored(accepted.Id);
        Assert.Equal((FigureState.AwaitingReview, null), (waiting.State, waiting.Published));
        Assert.Equal(ProgressStatus.InsufficientData, (await Verdict()).Status);
        Assert.Equal([ReviewOutcome.Accepted, ReviewOutcome.TakenBack],
            await With(db => db.Reviews.OrderBy(r => r.Outcome).Select(r => r.Outcome).ToListAsync(None)));
        var audit = await With(db => db.Audit.SingleAsync(a => a.Action == "take-back", None));
        Assert.Equal(("Accepted", "AwaitingReview", "reviewer"), (audit.OldValue, audit.NewValue, audit.UserName));
        foreach (var number in new[] { reported.Receipt, Receipts.For(accepted.Version), receipt })
        {
            var found = await new ReceiptQuery(database.Contexts, database.Clock, Permissions.Shipped()).Run(number, Clerk, None);
            Assert.Equal(found!.Operation.RowHash, found.Stored!.HashNow);
        }

        Assert.Equal(0, await Differences());
        var again = await Accepted(waiting);
        Assert.Equal((FigureState.Accepted, 0), (again.State, await Differences()));
        Assert.Equal(ProgressStatus.Achieved, (await Verdict()).Status);
    }

    [Fact]
    public async Task A_double_click_and_a_second_tab_take_back_once()
    {
        var accepted = await Accepted(await Reported());
        var form = Back(accepted);

        var receipts = await Task.WhenAll(
            Enumerable.Range(0, Rounds).Select(_ => Task.Run(() => TakeBack.Run(form, Reviewer, None), None)));
        var tab = await Told(TakeBack.Run(Back(accepted), Reviewer, None));

        Assert.Equal([Receipts.For(form.OperationId)], receipts.Distinct());
        Assert.Equal("takeback.not_accepted", tab);
        Assert.Equal((1, 2),
            (await With(db => db.Audit.CountAsync(a => a.Action == "take-back", None)), await With(db => db.Reviews.CountAsync(None))));
        Assert.Equal("report.operation_reused", await Told(TakeBack.Run(form, Colleague, None)));
    }

    [Fact]
    public async Task An_acceptance_sent_again_after_it_was_taken_back_stays_taken_back()
    {
        var reported = await Reported();
        var form = Accepting(reported);
        var receipt = await Review.Run(form, Reviewer, None);
        await TakeBack.Run(Back(await Stored(reported.Id)), Reviewer, None);

        Assert.Equal(receipt, await Review.Run(form, Reviewer, None));
        Assert.Equal("review.changed_meanwhile", await Told(Review.Run(Accepting(reported), Colleague, None)));
        Assert.Equal(FigureState.AwaitingReview, (await Stored(reported.Id)).State);
    }

    [Fact]
    public async Task A_colleague_and_whoever_comes_later_than_ten_minutes_are_refused_and_nothing_changes()
    {
        var accepted = await Accepted(await Reported());

        Assert.Equal("takeback.not_yours", await Told(TakeBack.Run(Back(accepted), Colleague, None)));
        Assert.Equal("access.denied", await Told(TakeBack.Run(Back(accepted), Clerk, None)));
        database.Clock.Advance(ReportedFigure.MayBeTakenBackFor + TimeSpan.FromSeconds(1));
        Assert.Equal("takeback.too_late", await Told(TakeBack.Run(Back(accepted), Reviewer, None)));
        Assert.Equal(accepted.Version, (await Stored(accepted.Id)).Version);
    }

    [Fact]
    public async Task Taking_back_and_correcting_at_the_same_instant_end_in_one_of_the_two()
    {
        var figure = await Accepted(await Reported());
        for (var round = 1; round <= Rounds; round++)
        {
            database.Clock.Advance(TimeSpan.FromSeconds(1));
            var correction = new RevisionForm(new FigureForm(Number(), "08-02", Open, $"{200 + round}", null, "核实修订"), figure.Version);

            var told = await Task.WhenAll(
                Task.Run(() => Told(TakeBack.Run(Back(figure), Reviewer, None)), None),
                Task.Run(() => Told(Revise.Run(correction, Clerk, None)), None));

            var figures = await With(db => db.Figures.AsNoTracking()
                .Where(f => f.State == FigureState.AwaitingReview || f.State == FigureState.Accepted).ToListAsync(None));
            Assert.Single(figures, f => f.State == FigureState.AwaitingReview);
            Assert.Contains((told[0], told[1]),
                new[] { ("stored", "report.awaiting_review"), ("stored", "revise.nothing_accepted"), ("takeback.rested_on", "stored") });
            var waiting = figures.Single(f => f.State == FigureState.AwaitingReview);
            if (told[0] == "stored")
            {
                figure = await Accepted(waiting);
            }
            else
            {
                await new WithdrawFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped())
                    .Run(new WithdrawalForm(Number(), waiting.Id, waiting.Version), Clerk, None);
            }
        }

        Assert.Equal(0, await Differences());
    }

    [Fact]
    public async Task From_the_bar_it_can_be_taken_back_for_ten_seconds_and_from_what_one_decided_for_ten_minutes()
    {
        await Reported();
        using var desk = database.Desk();
        await desk.Open(Reviewer);
        await desk.Decide(desk.Current!, ReviewOutcome.Accepted);
        await desk.OpenDecided(true);

        Assert.Single(desk.Undoable);
        database.Clock.Advance(ReviewDesk.UndoFor);
        Assert.Empty(desk.Undoable);
        var mine = Assert.Single(desk.Mine!);
        Assert.True(desk.MayTakeBack(mine));
        await desk.TakeBack(mine);

        Assert.Equal(("新增高标准农田", ReviewOutcome.TakenBack), (Assert.Single(desk.Done).Name, desk.Done[0].Outcome));
        Assert.Equal("08-02", desk.Current?.Target.Code);
        Assert.Equal([ReviewOutcome.TakenBack, ReviewOutcome.Accepted], desk.Mine!.Select(r => r.Review.Outcome).OrderDescending());
        Assert.DoesNotContain(desk.Mine!, desk.MayTakeBack);
    }

    [Fact]
    public async Task After_ten_minutes_the_list_offers_it_no_longer()
    {
        await Reported();
        using var desk = database.Desk();
        await desk.Open(Reviewer);
        await desk.Decide(desk.Current!, ReviewOutcome.Accepted);
        database.Clock.Advance(ReportedFigure.MayBeTakenBackFor + TimeSpan.FromSeconds(1));
        await desk.OpenDecided(true);

        Assert.False(desk.MayTakeBack(Assert.Single(desk.Mine!)));
    }

    [Fact]
    public async Task What_could_not_be_taken_back_is_named_with_the_reason()
    {
        var reported = await Reported();
        using var desk = database.Desk();
        await desk.Open(Reviewer);
        await desk.Decide(desk.Current!, ReviewOutcome.Accepted);
        await Revise.Run(new RevisionForm(
            new FigureForm(Number(), "08-02", Open, "199", null, "核实修订"), (await Stored(reported.Id)).Version), Clerk, None);

        await desk.Undo(desk.Undoable);

        Assert.Equal((0, true), (desk.Done.Count, desk.IsRefusedUndo));
        Assert.Contains("不能撤销", Assert.Single(desk.Refused).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_pressed_on_one_figure_never_decides_the_one_that_took_its_place()
    {
        await Reported();
        using var desk = database.Desk();
        await desk.Open(Reviewer);
        var other = desk.Current! with { Figure = ReportedFigure.Invented(
            desk.Current!.Target, new FigureEntry(Open, FigureNature.Ytd, 1), Clerk, "演示", database.Clock.GetUtcNow().UtcDateTime, Number()) };

        await desk.Decide(other, ReviewOutcome.Accepted);

        Assert.Contains("没有保存", desk.Refusal, StringComparison.Ordinal);
        Assert.False(await With(db => db.Reviews.AnyAsync(None)));
    }
}
