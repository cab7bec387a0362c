using System.Diagnostics;
using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Proof;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>The owner of the tables alters the audit, once after another; each has to be found, and what was not altered must not be.</summary>
internal static class Tamperings
{
    private const int Rows = 600;
    private const int SealEvery = 100;

    public static async Task<int> Run(Arguments arguments)
    {
        var (tamperings, clean, exit) = (arguments.Number("tamperings", 100), arguments.Number("clean", 100_000), 0);
        var providers = arguments.Text("provider", "both");
        if (providers is "both" or "postgres")
        {
            await using var bench = await Bench.Open();
            exit |= Summary.Print("audit on PostgreSQL", arguments.Seed, await OnPostgres(bench, arguments.Seed, tamperings, clean, Console.WriteLine));
        }

        return providers is "both" or "sqlite" ? exit | Summary.Print("audit on SQLite", arguments.Seed, await OnSqlite(arguments.Seed, tamperings, clean, Console.WriteLine)) : exit;
    }

    public static async Task<Findings> OnPostgres(Bench bench, int seed, int tamperings, int clean, Action<string> say)
    {
        var found = await Clean((await bench.Copy()).Place, clean, say);
        found.Add(await Altered((await bench.Copy()).Place, seed, tamperings, say));
        return found;
    }

    public static async Task<Findings> OnSqlite(int seed, int tamperings, int clean, Action<string> say)
    {
        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        try
        {
            var found = await Clean(await Stage.OnSqlite(Path.Combine(folder, "clean"), 0), clean, say);
            found.Add(await Altered(await Stage.OnSqlite(Path.Combine(folder, "altered"), 0), seed, tamperings, say));
            return found;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Findings> Clean(Place place, int rows, Action<string> say)
    {
        await using var services = place.Services();
        var watch = Stopwatch.StartNew();
        await Write(services, rows, 1000);
        var written = watch.Elapsed;
        watch.Restart();
        await services.GetRequiredService<SealAudit>().Run();
        var isSealed = watch.Elapsed;
        watch.Restart();
        var verdict = await services.GetRequiredService<VerifyAudit>().Run([place.Checkpoints]);
        say(FormattableString.Invariant(
            $"{place.Provider}: {rows} rows signed and written in {written.TotalSeconds:0.0} s ({rows / written.TotalSeconds:0} a second), sealed in {isSealed.TotalSeconds:0.0} s, verified in {watch.Elapsed.TotalSeconds:0.0} s; first fault: {verdict.First?.ToString() ?? "none"}"));
        var findings = new Findings();
        if (verdict.First is not null || verdict.Rows != rows || verdict.Unsealed != 0)
        {
            findings.Damaged++;
            findings.Say($"false alarm: {verdict}");
        }

        return findings;
    }

    private static async Task<Findings> Altered(Place place, int seed, int tamperings, Action<string> say)
    {
        await using var services = place.Services();
        await Write(services, Rows, SealEvery);
        await Sql(services, Tampering.Prepare(place.Provider));
        var findings = new Findings();
        var (chance, kinds, seen) = (new Random(seed), new SortedDictionary<string, int>(StringComparer.Ordinal), 0);
        for (; findings.Rounds < tamperings; findings.Rounds++)
        {
            var tampering = Tampering.Next(chance, Rows, Rows / SealEvery);
            await Sql(services, tampering.Sql);
            kinds[tampering.Name] = kinds.GetValueOrDefault(tampering.Name) + 1;
            if ((await Verify(services, place)).First is null)
            {
                findings.Damaged++;
                findings.Say($"not found: {tampering.Sql}");
            }
            else
            {
                seen++;
            }

            await Sql(services, Tampering.Undo);
            if ((await Verify(services, place)).First is { } fault)
            {
                findings.Damaged++;
                findings.Say($"false alarm after {tampering.Name}: {fault}");
            }
        }

        say($"{place.Provider}: {seen} of {tamperings} tamperings found ({string.Join(", ", kinds.Select(k => $"{k.Key} {k.Value}"))})");
        return findings;
    }

    private static Task<AuditVerdict> Verify(ServiceProvider services, Place place) => services.GetRequiredService<VerifyAudit>().Run([place.Checkpoints]);

    private static async Task Write(ServiceProvider services, int rows, int atOnce)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var part in Enumerable.Range(1, rows).Chunk(atOnce))
        {
            await using var db = await services.Contexts().CreateDbContextAsync();
            db.AddRange(part.Select(i => AuditRow.Of(Stage.Clerk(i % 7), "report", $"W0-{i} 2024Q1", i % 2 == 0 ? null : "150.2", $"{i}", now.AddMilliseconds(i), Guid.CreateVersion7().ToString())));
            await db.SaveChangesAsync();
            if (atOnce == SealEvery)
            {
                await services.GetRequiredService<SealAudit>().Run();
            }
        }
    }

    private static async Task Sql(ServiceProvider services, string statements)
    {
        await using var db = await services.Contexts().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(statements.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }
}
