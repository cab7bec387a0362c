using BazhongTracker.Data;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Shared.Verdicts;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A clock was 200 days ahead while everything was judged; now it is right.</summary>
public sealed class AheadTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly QuartersEnd = new(2026, 12, 31);
    private readonly TestDatabase database = new();
    private readonly FakeTimeProvider wrong = new();
    private readonly List<string> said = [];

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Seed.Decision(db, None);
        await Seed.Published(db, database.Clock.GetUtcNow().UtcDateTime, None);
        wrong.SetUtcNow(database.Clock.GetUtcNow().AddDays(200));
        await By(wrong).Nightly(None);
        await By(wrong).WithHistoryWhereDue(None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private RecomputeProgress By(TimeProvider clock) =>
        new(database.Contexts, clock, new LiveChanges(NullLogger<LiveChanges>.Instance), new Heard(said), Permissions.Shipped());

    private async Task<List<DateOnly>> DaysInForce()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        return [.. (await db.CurrentVerdicts(None)).Values.Select(v => v.AsOf).Distinct()];
    }

    private async Task<HealthStatus> Health() =>
        (await new RecomputeHealth(database.Contexts, database.Clock, Options.Create(new RecomputeSettings()))
            .CheckHealthAsync(new HealthCheckContext(), None)).Status;

    [Fact]
    public async Task Recompute_brings_today_back_and_says_so_and_health_is_degraded_until_then()
    {
        Assert.Equal([BusinessDay.Of(wrong.GetUtcNow().UtcDateTime)], await DaysInForce());
        Assert.Equal(HealthStatus.Degraded, await Health());

        var run = await By(database.Clock).Now(Actor.System, null, "op", None);

        Assert.Equal([database.Clock.Today()], await DaysInForce());
        Assert.True(run.Changed > 0);
        Assert.Contains(said, line => line.Contains("by a clock that was ahead", StringComparison.Ordinal));
        Assert.Equal(HealthStatus.Healthy, await Health());
    }

    [Fact]
    public async Task A_start_brings_today_back()
    {
        Assert.NotNull(await By(database.Clock).WithHistoryWhereDue(None));

        Assert.Equal([database.Clock.Today()], await DaysInForce());
        Assert.Null(await By(database.Clock).WithHistoryWhereDue(None));
    }

    [Fact]
    public async Task The_night_that_a_wrong_clock_did_is_done_when_it_comes_and_the_quarter_that_closed_meanwhile_is_judged_anew()
    {
        await By(database.Clock).Nightly(None);
        database.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 2, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(database.Clock.Today(), (await By(database.Clock).Nightly(None))!.AsOf);
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            var day = await db.Assessments.AsNoTracking().Where(a => a.AsOf == QuartersEnd && a.IsShown).ToListAsync(None);
            var judged = (await db.Judged(QuartersEnd, await db.Targets.AsNoTracking().ToListAsync(None), None))
                .ToDictionary(v => v.TargetId, v => v.Stored);
            Assert.All(day, a => Assert.Equal(judged[a.TargetId], a.Working));
        }

        database.Clock.SetUtcNow(wrong.GetUtcNow().AddSeconds(-1));
        Assert.NotNull(await By(database.Clock).Nightly(None));
    }

    [Fact]
    public void A_session_that_began_ahead_is_over()
    {
        var (now, minute) = (database.Clock.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(1));
        var session = BazhongTracker.Data.People.Session.Of("hash", "person", "standing", "", "", wrong.GetUtcNow().UtcDateTime);

        Assert.NotNull(session.EndAt(now, "standing", 30 * minute, 480 * minute));
    }

    private sealed class Heard(List<string> said) : ILogger<RecomputeProgress>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            said.Add(formatter(state, exception));
    }
}
