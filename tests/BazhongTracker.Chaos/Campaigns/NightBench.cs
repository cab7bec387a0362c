using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Servers;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Data;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>A database with the catalogue and the demonstration figures, two instances' ways to it, and who looks at it meanwhile.</summary>
internal sealed class NightBench : IAsyncDisposable
{
    private const string Instance = "night-first";
    private readonly ServiceProvider services;
    private readonly Bench? bench;
    private readonly string? folder;
    private int targets;

    private NightBench(Place direct, Place first, Place second, Bench? bench, CommitProxy? proxy, string? folder) =>
        (services, First, Second, this.bench, ProxyOrNone, this.folder) = (direct.Services(), first, second, bench, proxy, folder);

    public Place First { get; }
    public Place Second { get; }
    public bool HasServer => bench is not null;
    public CommitProxy Proxy => ProxyOrNone!;
    private CommitProxy? ProxyOrNone { get; }

    public static async Task<NightBench> OnPostgres(Bench bench)
    {
        var (name, place) = await bench.Copy();
        await bench.Server.Query("DELETE FROM \"Reopenings\"; DELETE FROM \"Assignments\"; DELETE FROM \"Targets\"; DELETE FROM \"Departments\"", name);
        var proxy = CommitProxy.Start(bench.Server.Port);
        var night = new NightBench(
            bench.Direct(name, place), place with { Connection = $"{bench.Server.Connection(name, proxy.Port)};Pooling=false;Application Name={Instance}" }, bench.Direct(name, place), bench, proxy, null);
        await night.Seed();
        return night;
    }

    public static async Task<NightBench> OnSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        var place = new Place(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "tracker.db")};Pooling=False", folder);
        var night = new NightBench(place, place, place, null, null, folder);
        await night.Seed();
        return night;
    }

    /// <summary>The server ends the connections of the first instance.</summary>
    public Task CutOff() => bench!.Server.Query($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{Instance}'");

    public async Task<bool> IsDone(DateOnly day)
    {
        await using var db = await services.Contexts().CreateDbContextAsync();
        var key = $"nightly:{day:yyyy-MM-dd}";
        return await db.JobRuns.AnyAsync(r => r.Key == key);
    }

    /// <summary>Looks again and again until it is disposed.</summary>
    public Reader Watch(Findings found) => new(this, found);

    /// <summary>The day is in force everywhere, its run is there once, and what is stored stays to the byte when everything is judged again.</summary>
    public async Task Check(DateOnly day, Findings found)
    {
        if (await Look(found) != day)
        {
            found.Lost++;
            found.Say($"{day:O} is not in force");
        }

        var before = await Rows(day);
        var again = await NightShift.Recompute(services.Contexts(), new DateTimeOffset(day, new TimeOnly(4, 0), TimeSpan.FromHours(8))).Now(Actor.System, null, $"again:{day:O}");
        if (again.Changed != 0 || !before.SequenceEqual(await Rows(day)))
        {
            found.Damaged++;
            found.Say($"{day:O} judged again is not what was stored ({again.Changed} differ)");
        }

        await using var db = await services.Contexts().CreateDbContextAsync();
        foreach (var key in (await db.JobRuns.Select(r => r.Key).ToListAsync()).GroupBy(k => k).Where(g => g.Count() > 1))
        {
            found.Duplicates++;
            found.Say($"the run {key.Key} is stored {key.Count()} times");
        }

        foreach (var open in await db.JobRuns.Where(r => r.FinishedUtc == null || r.Failed > 0 || r.Assessed != targets).Select(r => r.Key).ToListAsync())
        {
            found.Illegal++;
            found.Say($"the run {open} is not whole");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (ProxyOrNone is not null)
        {
            await ProxyOrNone.DisposeAsync();
        }

        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task Seed()
    {
        var now = new DateTimeOffset(2026, 1, 4, 3, 0, 0, TimeSpan.FromHours(8)).UtcDateTime;
        await using var db = await services.Contexts().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        await Data.Seeding.Seed.Decision(db);
        await Data.Seeding.Seed.Published(db, now);
        await Data.Seeding.Seed.Demo(db, now, new DateOnly(2026, 1, 4));
        targets = await db.Targets.CountAsync();
    }

    private async Task<List<string>> Rows(DateOnly day)
    {
        await using var db = await services.Contexts().CreateDbContextAsync();
        return await db.Assessments.Where(a => a.IsCurrent || a.AsOf == day).OrderBy(a => a.Id).Select(a => a.Id + " " + a.TargetId + " " + a.Status + " " + a.Stamp + " " + a.Working).ToListAsync();
    }

    // The old result whole or the new one, nothing between.
    private async Task<DateOnly?> Look(Findings found)
    {
        await using var db = await services.Contexts().CreateDbContextAsync();
        var seen = await db.Assessments.Where(a => a.IsCurrent).Select(a => a.AsOf).ToListAsync();
        var days = seen.Distinct().ToList();
        if (days.Count > 1 || seen.Count != 0 && seen.Count != targets)
        {
            found.Illegal++;
            found.Say($"a reader saw a mixture: {seen.Count} verdicts of {string.Join(", ", days.Select(d => $"{d:O}"))}");
        }

        return days.Count == 0 ? null : days[0];
    }

    internal sealed class Reader : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task looking;

        public Reader(NightBench bench, Findings found) => looking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await bench.Look(found);
                Looks++;
                await Task.Delay(10);
            }
        });

        public int Looks { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await looking;
            stop.Dispose();
        }
    }
}
