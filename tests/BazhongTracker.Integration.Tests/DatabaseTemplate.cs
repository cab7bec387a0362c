using BazhongTracker.Data;
using BazhongTracker.Domain.Departments;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BazhongTracker.Integration.Tests;

/// <summary>A database that is made once in a test run and copied, with the folder of its keys, for every test that asks for it.</summary>
internal sealed class DatabaseTemplate
{
    /// <summary>The schema and two departments.</summary>
    public static readonly DatabaseTemplate Schema = new(() => new TestDatabase(null), AddSchema);

    /// <summary>What the program makes of it by its first start in Production.</summary>
    public static readonly DatabaseTemplate Production = new(() => new TestDatabase(Schema), database => StartOnce(database, "Production"));

    /// <summary>What the program makes of it by its first start in Development: the demonstration and its people.</summary>
    public static readonly DatabaseTemplate Demonstration = new(() => new TestDatabase(Schema), database => StartOnce(database, "Development"));

    private readonly Lazy<Task<TestDatabase>> made;

    private DatabaseTemplate(Func<TestDatabase> empty, Func<TestDatabase, Task> fill) => made = new(async () =>
    {
        var database = empty();
        await database.InitializeAsync();
        await fill(database);
        await database.Close();
        // Whatever runs after the last test of an assembly runs too early for a fixture of another one.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().Wait();
        return database;
    });

    /// <summary>The PostgreSQL server that the test script has started.</summary>
    public static string Server => Environment.GetEnvironmentVariable("TRACKER_TEST_POSTGRES")
        ?? throw new InvalidOperationException("TRACKER_TEST_POSTGRES is not set; run eng/test.");

    public async Task CopyTo(TestDatabase copy)
    {
        var original = await made.Value;
        if (original.IsPostgres)
        {
            await OnServer($"CREATE DATABASE {copy.Name} TEMPLATE {original.Name} STRATEGY FILE_COPY");
        }
        else
        {
            File.Copy(original.SqliteFile, copy.SqliteFile);
        }

        if (!Directory.Exists(original.KeysFolder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(original.KeysFolder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.KeysFolder, Path.GetRelativePath(original.KeysFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>A statement about a database, from beside it.</summary>
    public static async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task AddSchema(TestDatabase database)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.Database.MigrateAsync();
        if (!database.IsPostgres && !OperatingSystem.IsWindows())
        {
            // As the program makes it.
            File.SetUnixFileMode(database.SqliteFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        db.Add(new Department { Code = "agriculture", Name = "市农业农村局" });
        db.Add(new Department { Code = "tourism", Name = "市文化广电旅游局" });
        await db.SaveChangesAsync();
    }

    private static async Task StartOnce(TestDatabase database, string environment)
    {
        await using var app = await RunningServer.Start(database, environment);
        await app.StopAsync();
    }
}
