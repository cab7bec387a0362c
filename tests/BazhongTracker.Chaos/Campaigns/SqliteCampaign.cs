using System.Diagnostics;
using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Workload;
using Microsoft.Data.Sqlite;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>kill -9 of the program on SQLite; after each the file is examined before anything else, and then what it holds.</summary>
internal static class SqliteCampaign
{
    private const int Writers = 4;

    public static async Task<int> Run(Arguments arguments) => Summary.Print("sqlite", arguments.Seed, await Run(arguments.Seed, arguments.Number("kills", 4), Console.WriteLine));

    public static async Task<Findings> Run(int seed, int kills, Action<string> say)
    {
        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        try
        {
            var chance = new Random(seed);
            var template = await Stage.OnSqlite(Path.Combine(folder, "stage"), Writers);
            var total = new Findings();
            foreach (var group in Enumerable.Range(0, kills).Chunk(Stage.Starts).TakeWhile(_ => total.Breaches == 0))
            {
                var place = await Stage.OnSqlite(Path.Combine(folder, $"chaos{group[0]}"), Writers, template);
                var found = new Findings();
                foreach (var start in Enumerable.Range(0, group.Length).TakeWhile(_ => found.Breaches == 0))
                {
                    var watch = Stopwatch.StartNew();
                    using (var worker = await WorkerProcess.Start(place, 0, Writers, start))
                    {
                        await new Pace(chance, place.Folder).Work();
                        worker.Kill();
                    }

                    var direct = place with { Connection = place.Connection + ";Pooling=False" };
                    var damage = await Damage(direct);
                    found = await Check.Run(direct);
                    found.Damaged += damage.Count;
                    damage.ForEach(found.Say);
                    found.Rounds = start + 1;
                    say(FormattableString.Invariant($"kill -9 of the program on SQLite in {watch.Elapsed.TotalSeconds:0.0} s: {found}"));
                }

                total.Add(found);
            }

            return total;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<string>> Damage(Place place)
    {
        await using var connection = new SqliteConnection(place.Connection);
        await connection.OpenAsync();
        List<string> damage = [.. await Says(connection, "PRAGMA integrity_check"), .. await Says(connection, "PRAGMA foreign_key_check")];
        damage.Remove("ok");
        return damage;
    }

    private static async Task<List<string>> Says(SqliteConnection connection, string pragma)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = pragma;
        await using var reader = await command.ExecuteReaderAsync();
        var said = new List<string>();
        while (await reader.ReadAsync())
        {
            said.Add($"{reader.GetValue(0)}");
        }

        return said;
    }
}
