using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A stage with the day it was reached and the document that proves it, from the form to the verdict.</summary>
public sealed class StageProofTests : IAsyncLifetime
{
    private const string Code = "05-02";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Actor Reviewer = new("reviewer", "何建国", "statistics", [RoleNames.Reviewer]);
    private static readonly Quarter Open = new(2026, 3);
    private readonly TestDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var target = new Target
        {
            DecisionCode = Promises.Decision, Code = Code, Name = "创建国家生态文明建设示范市", Quote = "国家生态文明建设示范市",
            Definition = new TargetVersion
            {
                Kind = TargetKind.Milestone, Class = TargetClass.Milestone, Start = new DateOnly(2020, 12, 31),
                Due = new DateOnly(2025, 12, 31),
            },
        };
        await db.AddPromise(target);
        await db.SaveChangesAsync(None);
        db.Add(new Assignment { TargetId = target.Id, DepartmentCode = "agriculture", ValidFrom = new DateOnly(2021, 7, 13) });
        await db.SaveChangesAsync(None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<T> With<T>(Func<TrackerDbContext, Task<T>> read)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return await read(db);
    }

    private async Task<EntrySheet> Sheet()
    {
        var sheet = database.Sheet();
        await sheet.Open(Clerk);
        return sheet;
    }

    private static EntryRow Row(EntrySheet sheet) => sheet[OwedFigure.KeyOf(Code, Open)];

    private Task<ReportedFigure> Stored() =>
        With(db => db.Figures.AsNoTracking().OrderByDescending(f => f.ReportedAtUtc).FirstAsync(f => f.PeriodIndex == Open.Index, None));

    private async Task<ReportedFigure> Accepted()
    {
        var figure = await Stored();
        await new ReviewFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped())
            .Run(new ReviewForm(Guid.NewGuid().ToString(), figure.Id, figure.Version, ReviewOutcome.Accepted, null, FigureHash.Of(figure)),
                Reviewer, None);
        return await Stored();
    }

    private async Task Earlier(string stage, DateOnly day, string? number = null)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var target = await db.Targets.SingleAsync(None);
        db.Add(ReportedFigure.Imported(
            target, new FigureEntry(Open.Plus(-1), FigureNature.Stage, null) { Stage = stage, StageDate = day, DocumentNumber = number },
            FigureOrigin.Reported, Open.Plus(-1).LastDay, null, null, database.Clock.GetUtcNow().UtcDateTime, "earlier"));
        await db.SaveChangesAsync(None);
    }

    [Fact]
    public async Task A_title_of_2022_reported_today_with_its_day_was_won_in_time()
    {
        var sheet = await Sheet();
        Row(sheet).Choose("命名");
        Assert.Equal("2026-11-24", Row(sheet).Day);
        Row(sheet).DateStage("2022-11-02");
        Row(sheet).CiteNumber("环生态〔2022〕68号");
        Row(sheet).CiteIssuer("生态环境部");
        await sheet.Send();
        var figure = await Accepted();
        var target = await With(db => db.Targets.AsNoTracking().SingleAsync(None));

        var verdict = target.Assess([figure], new DateOnly(2026, 11, 24));

        Assert.Equal(
            (new DateOnly(2022, 11, 2), "环生态〔2022〕68号", "生态环境部"), (figure.StageDate, figure.DocumentNumber, figure.DocumentIssuer));
        Assert.Equal((ProgressStatus.Achieved, "命名"), (verdict.Status, verdict.Stage));
        Assert.Equal(671m / 1826m, verdict.E!.Value, 6);
        Assert.Contains("命名 2022-11-02 环生态〔2022〕68号 生态环境部", await With(db => db.Audit.AsNoTracking().Where(a => a.Action == "report")
            .Select(a => a.NewValue).SingleAsync(None)), StringComparison.Ordinal);
        Assert.NotNull(await With(db => db.Operations.AsNoTracking().SingleAsync(o => o.Kind == Operation.ReportKind, None)));
    }

    [Fact]
    public async Task The_day_and_the_document_are_part_of_what_the_hash_holds()
    {
        var sheet = await Sheet();
        Row(sheet).Choose("公示");
        Row(sheet).CiteNumber("川环函〔2022〕5号");
        await sheet.Send();

        var text = FigureHash.Text(await Stored());

        Assert.Contains("\nstage-date 10:2026-11-24\n", text, StringComparison.Ordinal);
        Assert.Contains("\ndocument-number 23:川环函〔2022〕5号\n", text, StringComparison.Ordinal);
        Assert.Contains("\ndocument-issuer -\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_change_means_the_old_stage_on_its_old_day_for_the_new_period()
    {
        await Earlier("列入创建", new DateOnly(2024, 5, 6), "川环函〔2024〕9号");
        var sheet = await Sheet();

        Row(sheet).LeaveUnchanged("本期无变化");
        await sheet.Send();
        var figure = await Stored();

        Assert.Equal((Open, "列入创建", new DateOnly(2024, 5, 6), "川环函〔2024〕9号"),
            (figure.Period, figure.Stage, figure.StageDate, figure.DocumentNumber));
    }

    [Fact]
    public async Task The_same_stage_proposes_its_old_day_and_another_one_today()
    {
        await Earlier("列入创建", new DateOnly(2024, 5, 6), "川环函〔2024〕9号");
        var row = Row(await Sheet());

        row.Choose("列入创建");
        Assert.Equal(("2024-05-06", "川环函〔2024〕9号"), (row.Day, row.DocumentNumber));
        row.Choose("省级验收");
        Assert.Equal(("2026-11-24", ""), (row.Day, row.DocumentNumber));
        row.DateStage("2026-09-18");
        row.Choose("公示");
        Assert.Equal("2026-09-18", row.Day);
        row.Choose(StageLadder.NotBegun);
        Assert.False(row.AsksForDay);
    }

    [Theory]
    [InlineData("去年秋天", "figure.not_a_day")]
    [InlineData("2026-11-25", "report.stage_day_ahead")]
    [InlineData("", "report.stage_day_missing")]
    public async Task A_day_that_cannot_be_is_said_at_the_row_and_kept_as_it_was_typed(string day, string code)
    {
        var sheet = await Sheet();
        Row(sheet).Choose("公示");
        sheet.Hear([new TypedCell(Row(sheet).Key, RowDraft.DayPart, day, true),
            new TypedCell(Row(sheet).Key, RowDraft.IssuerPart, "生态环", false)]);
        await sheet.Keep();

        var check = EntryCheck.Of(Row(sheet));
        var draft = await With(db => db.Drafts.AsNoTracking().SingleAsync(None));

        Assert.Equal((EntryState.Wrong, code), (check.State, check.Findings.Single().Rule!.Code));
        Assert.Equal((day, "生态环"), (draft.Day, draft.DocumentIssuer));
        Assert.Equal(day, Row(await Sheet()).Day);
    }

    [Fact]
    public async Task What_was_withdrawn_comes_back_with_its_day_and_document()
    {
        var sheet = await Sheet();
        Row(sheet).Choose("公示");
        Row(sheet).DateStage("2026-09-18");
        Row(sheet).CiteIssuer("生态环境部");
        await sheet.Send();
        var figure = await Stored();

        await new WithdrawFigure(database.Contexts, database.Clock, new LiveChanges(), Permissions.Shipped())
            .Run(new WithdrawalForm(Guid.NewGuid().ToString(), figure.Id, figure.Version), Clerk, None);
        var row = Row(await Sheet());

        Assert.Equal(("公示", "2026-09-18", "生态环境部"), (row.Stage, row.Day, row.DocumentIssuer));
    }
}
