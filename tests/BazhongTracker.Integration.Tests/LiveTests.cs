using System.Threading.Channels;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class LiveTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(20);
    private static readonly CancellationToken None = CancellationToken.None;

    private static ChannelReader<TrackerChange> Ear(LiveChanges changes)
    {
        var heard = Channel.CreateUnbounded<TrackerChange>();
        changes.Listen(change => heard.Writer.TryWrite(change));
        return heard.Reader;
    }

    /// <summary>Everything that was heard up to the change that is waited for.</summary>
    private static async Task<List<TrackerChange>> Until(ChannelReader<TrackerChange> heard, Func<TrackerChange, bool> awaited, TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        var all = new List<TrackerChange>();
        do
        {
            all.Add(await heard.ReadAsync(patience.Token));
        }
        while (!awaited(all[^1]));
        return all;
    }

    [Fact]
    public async Task Whoever_saves_does_not_meet_the_exception_of_a_page_and_the_other_pages_still_hear()
    {
        var changes = new LiveChanges();
        changes.Listen(_ => throw new InvalidOperationException("a page that is going"));
        var heard = Ear(changes);

        changes.Say(new TrackerChange("08-02"));

        Assert.Equal("08-02", (await Until(heard, _ => true, AtOnce)).Single().TargetCode);
    }

    [Fact]
    public async Task Whoever_saves_does_not_wait_for_a_page_that_takes_long()
    {
        var changes = new LiveChanges();
        using var gate = new ManualResetEventSlim();
        var done = new TaskCompletionSource();
        changes.Listen(_ =>
        {
            gate.Wait(None);
            done.SetResult();
        });

        changes.Say(new TrackerChange(null));
        Assert.False(done.Task.IsCompleted);

        gate.Set();
        await done.Task.WaitAsync(AtOnce, None);
    }

    [Fact]
    public async Task On_PostgreSQL_an_instance_hears_what_another_committed_within_two_seconds_and_on_SQLite_nobody_listens()
    {
        await using var here = await RunningServer.Start(database, "Production");
        if (!database.IsPostgres)
        {
            Assert.DoesNotContain(here.Services.GetServices<IHostedService>(), s => s is ChangeRelay);
            await here.StopAsync(None);
            return;
        }

        await using var there = await RunningServer.Start(database, "Production");
        var (own, other) = (here.Services.GetRequiredService<LiveChanges>(), there.Services.GetRequiredService<LiveChanges>());
        var (heardHere, heardThere) = (Ear(own), Ear(other));

        own.Say(new TrackerChange("08-02"));
        var came = (await Until(heardThere, c => c.TargetCode == "08-02", AtOnce))[^1];
        other.Say(new TrackerChange("08-03"));
        var all = await Until(heardHere, c => c.TargetCode == "08-03", AtOnce);

        Assert.True(came.FromElsewhere);
        Assert.True(all[^1].FromElsewhere);
        Assert.False(Assert.Single(all, c => c.TargetCode == "08-02").FromElsewhere);

        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            await db.Database.ExecuteSqlRawAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'", None);
        }

        await Until(heardThere, c => c is { TargetCode: null, FromElsewhere: true }, AfterTrouble);
        own.Say(new TrackerChange("08-04"));
        await Until(heardThere, c => c.TargetCode == "08-04", AtOnce);
        await here.StopAsync(None);
        await there.StopAsync(None);
    }
}
