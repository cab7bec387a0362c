using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>
/// kill -9 of the program while it brings an older database to the newest schema, at a statement drawn from the seed. The next start has to finish within ten seconds, whatever the killed one left behind,
/// and the database then holds what one holds that was never disturbed.
/// </summary>
internal static class MigrationCampaign
{
    /// <summary>The schema before the first one: an empty database. The schema of version 0.1.0 takes its place with the first migration after it.</summary>
    private const string Old = Migration.InitialDatabase;
    private const int Writers = 2;
    private static readonly TimeSpan Finished = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(Arguments arguments)
    {
        var kills = arguments.Number("kills", 4);
        await using var bench = await Bench.Open();
        var exit = Summary.Print("migrations on PostgreSQL", arguments.Seed, await OnPostgres(bench, arguments.Seed, kills, Console.WriteLine));
        return exit | Summary.Print("migrations on SQLite", arguments.Seed, await OnSqlite(arguments.Seed, kills, Console.WriteLine));
    }

    public static async Task<Findings> OnPostgres(Bench bench, int seed, int kills, Action<string> say)
    {
        var (old, place) = await bench.Copy(more: ";Pooling=false");
        await Age(place);
        return await Kills(
            seed, kills, say,
            async number =>
            {
                var name = $"{old}_{number}";
                await bench.Server.Query($"CREATE DATABASE {name} TEMPLATE {old}");
                return place with { Connection = bench.Server.Connection(name) + ";Pooling=false", Folder = Directory.CreateDirectory(Path.Combine(bench.Folder, name)).FullName };
            });
    }

    public static async Task<Findings> OnSqlite(int seed, int kills, Action<string> say)
    {
        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        try
        {
            var old = Pure(await Stage.OnSqlite(Path.Combine(folder, "old"), Writers));
            await Age(old);
            return await Kills(seed, kills, say, async number => Pure(await Stage.OnSqlite(Path.Combine(folder, $"{number}"), Writers, old)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Place Pure(Place place) => place with { Connection = place.Connection + ";Pooling=False" };

    private static async Task<Findings> Kills(int seed, int kills, Action<string> say, Func<int, Task<Place>> copy)
    {
        var (chance, found) = (new Random(seed), new Findings());
        var undisturbed = await copy(0);
        var whole = Stopwatch.StartNew();
        var points = (await Migrator.Start(undisturbed))!.Value;
        // On a busy machine everything takes longer, also what nobody disturbs.
        var limit = TimeSpan.FromSeconds(Math.Max(Finished.TotalSeconds, 3 * whole.Elapsed.TotalSeconds));
        var expected = await Held(undisturbed);
        for (var number = 1; number <= kills; number++)
        {
            var place = await copy(number);
            var point = chance.Next(1, points + 1);
            await Migrator.Start(place, point);
            var watch = Stopwatch.StartNew();
            await Migrator.Start(place);
            found.Rounds++;
            if (watch.Elapsed > limit)
            {
                found.Illegal++;
                found.Say(FormattableString.Invariant($"killed at point {point}, the next start took {watch.Elapsed.TotalSeconds:0.0} s"));
            }

            if (await Held(place) != expected)
            {
                found.Damaged++;
                found.Say($"killed at point {point}, the database holds something else");
            }

            say(FormattableString.Invariant($"killed at point {point} of {points}, finished in {watch.Elapsed.TotalSeconds:0.0} s"));
        }

        return found;
    }

    // Back to the old schema.
    private static async Task Age(Place place)
    {
        await using var services = place.Services();
        await using var db = await services.Contexts().CreateDbContextAsync();
        await db.GetService<IMigrator>().MigrateAsync(Old);
    }

    /// <summary>All rows of all tables, and that none is left to do.</summary>
    private static async Task<string> Held(Place place)
    {
        await using var services = place.Services();
        await using var db = await services.Contexts().CreateDbContextAsync();
        var text = new StringBuilder().AppendJoin(',', await db.Database.GetPendingMigrationsAsync());
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            text.Append('\n').Append(table).Append('\n').AppendJoin('\n', (await Rows(db, $"SELECT * FROM \"{table}\"")).Order(StringComparer.Ordinal));
        }

        text.AppendJoin('\n', place.Provider == DatabaseProvider.Sqlite ? [.. await Rows(db, "PRAGMA integrity_check"), .. await Rows(db, "PRAGMA foreign_key_check")] : []);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static async Task<List<string>> Rows(TrackerDbContext db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}")));
        }

        return rows;
    }
}
