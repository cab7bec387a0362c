using System.Globalization;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A period closes with the day in Shanghai, to the millisecond, wherever the server stands.</summary>
public sealed class PeriodEdgeTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private static readonly Quarter Closing = new(2025, 4);
    private static readonly Quarter Opening = new(2026, 1);
    private static readonly CancellationToken None = CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Figures.ExecuteDeleteAsync(None);
        await db.Drafts.ExecuteDeleteAsync(None);
        if (!await db.Targets.AnyAsync(None))
        {
            await database.GrainOutput();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static FakeTimeProvider At(string utc, string zone)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture));
        clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById(zone));
        return clock;
    }

    private async Task<RuleViolation?> Reported(Quarter period, TimeProvider clock) => await Record.ExceptionAsync(() =>
        new SubmitFigure(database.Contexts, clock, new LiveChanges(), Permissions.Shipped())
            .Run(new FigureForm(Guid.CreateVersion7().ToString(), "08-02", period, "151.2", null, null), Clerk, None)) as RuleViolation;

    private async Task<RuleViolation?> Typed(Quarter period, TimeProvider clock) => (await new SaveDrafts(database.Contexts, clock, Permissions.Shipped())
        .Run([new DraftForm("08-02", period, DraftCells.Nothing with { Text = "151.2" }, DraftCells.Nothing)], Clerk, None)).Single().Refusal;

    [Theory]
    [InlineData("2026-03-31T15:59:59.999Z", "UTC", null, "report.period_not_ended")]
    [InlineData("2026-03-31T15:59:59.999Z", "America/Los_Angeles", null, "report.period_not_ended")]
    [InlineData("2026-03-31T16:00:00.000Z", "UTC", "report.period_closed", null)]
    [InlineData("2026-03-31T16:00:00.000Z", "America/Los_Angeles", "report.period_closed", null)]
    [InlineData("2026-03-31T16:00:00.000Z", "Asia/Urumqi", "report.period_closed", null)]
    [InlineData("2026-03-31T16:00:00.001Z", "Asia/Shanghai", "report.period_closed", null)]
    public async Task A_period_closes_at_the_end_of_its_last_day_in_Shanghai_and_the_next_opens(string utc, string zone, string? closing, string? opening)
    {
        var clock = At(utc, zone);

        Assert.Equal((closing, opening), ((await Typed(Closing, clock))?.Code, (await Typed(Opening, clock))?.Code));
        Assert.Equal((closing, opening), ((await Reported(Closing, clock))?.Code, (await Reported(Opening, clock))?.Code));
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(closing is null ? Closing.Index : Opening.Index, (await db.Figures.SingleAsync(None)).PeriodIndex);
    }

    [Theory]
    [InlineData("2026-03-31T15:59:59.999Z", "2026年一季度还没有结束，不能填报（服务器时间2026-03-31 23:59:59.999）。")]
    [InlineData("2026-03-31T16:00:00.000Z", "2025年四季度已过填报期，不能填报（服务器时间2026-04-01 00:00:00.000）。")]
    public async Task Who_comes_too_early_or_too_late_is_told_what_the_server_has_for_the_time(string utc, string sentence)
    {
        var clock = At(utc, "Asia/Urumqi");

        var refusal = await Reported(sentence.StartsWith("2026", StringComparison.Ordinal) ? Opening : Closing, clock);

        Assert.Equal(sentence, Speech.Of<Spoken>().Refusal(refusal!));
    }
}
