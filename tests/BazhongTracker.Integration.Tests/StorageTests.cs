using System.Diagnostics;
using System.Globalization;
using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>On what the program does not start, and what it says.</summary>
public sealed class StorageTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TestDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<string> Refused(bool durable = false, string environment = "Production")
    {
        await using var app = Server.Build(
            ["--urls", "http://127.0.0.1:0", "--environment", environment, "--Serilog:MinimumLevel:Default=Error", .. database.Settings],
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(database.Clock)).Replace(ServiceDescriptor.Singleton(new StorageDemands(durable))));
        return await Record.ExceptionAsync(app.Prepare) is { } refusal ? Assert.IsType<ConfigurationRefused>(refusal).Message : "";
    }

    private async Task Run(string sql)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Database.ExecuteSqlRawAsync(sql, None);
    }

    [Fact]
    public async Task A_server_of_PostgreSQL_that_may_forget_is_refused_in_Production_and_SQLite_as_it_ships_is_not()
    {
        // The PostgreSQL of the tests runs without fsync.
        Assert.Equal(database.IsPostgres, (await Refused(durable: true)).Contains("fsync=off", StringComparison.Ordinal));
        Assert.Equal("", await Refused(durable: true, environment: "Development"));
    }

    [Theory]
    [InlineData("/srv/data/tracker.db", "nfs4")]
    [InlineData("/srv/tracker.db", "ext4")]
    [InlineData("/srv/data2/tracker.db", "ext4")]
    [InlineData("/mnt/my share/tracker.db", "cifs")]
    public void The_kind_of_file_system_is_that_of_the_nearest_mount(string file, string kind) =>
        Assert.Equal(kind, Storage.KindOf(file, ["/dev/vda / ext4 rw 0 0", "server:/x /srv/data nfs4 rw 0 0", "//server/y /mnt/my\\040share cifs rw 0 0", "proc /proc proc rw 0 0"]));

    [Fact]
    public async Task A_key_that_others_can_read_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(Path.Combine(database.KeysFolder, "audit-1.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Contains("audit-1.key can be read by others", await Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_missing_or_another_is_refused()
    {
        Assert.Equal("", await Refused());
        var file = Path.Combine(database.KeysFolder, "audit-1.key");
        File.Delete(file);
        Assert.Contains("is not the key with which the audit was signed", await Refused(), StringComparison.Ordinal);

        File.Move(file, Path.Combine(database.KeysFolder, "audit-2.key"));
        Assert.Contains("signed with audit-1.key, which is not in the folder", await Refused(), StringComparison.Ordinal);
        Assert.Equal("", await Refused(environment: "Development"));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_newer_schema_is_refused_everywhere_with_both_versions(string environment)
    {
        await Run("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29990101000000_Later', '10.0.0')");

        var refusal = await Refused(environment: environment);

        Assert.Contains("29990101000000_Later", refusal, StringComparison.Ordinal);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        Assert.Contains(db.Database.GetMigrations().Last(), refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_of_migrations_left_by_a_killed_process_does_not_stop_the_next_start()
    {
        if (database.IsPostgres)
        {
            return;
        }

        await Run("CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL CONSTRAINT \"PK___EFMigrationsLock\" PRIMARY KEY, \"Timestamp\" TEXT NOT NULL); INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");

        Assert.Equal("", await Refused().WaitAsync(TimeSpan.FromSeconds(60), None));
    }

    [Fact]
    public async Task Several_that_start_at_once_on_an_empty_database_all_start()
    {
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            await db.Database.EnsureDeletedAsync(None);
            if (database.IsPostgres)
            {
                await db.GetService<IRelationalDatabaseCreator>().CreateAsync(None);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () =>
            {
                await using var db = await database.Contexts.CreateDbContextAsync(None);
                await Migrating.Run(db, TimeProvider.System, None);
            },
            None)));

        await using var after = await database.Contexts.CreateDbContextAsync(None);
        Assert.Empty(await after.Database.GetPendingMigrationsAsync(None));
    }

    [Fact]
    public async Task A_database_that_is_not_there_yet_is_made()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Database.EnsureDeletedAsync(None);

        await Migrating.Run(db, TimeProvider.System, None);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(None));
    }

    [Fact]
    public async Task A_start_names_the_files_of_the_database_and_the_list_of_seals_that_others_can_read()
    {
        if (OperatingSystem.IsWindows() || database.IsPostgres)
        {
            return;
        }

        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await db.Database.OpenConnectionAsync(None);
        await Run("PRAGMA user_version = 1");
        var file = db.Database.GetDbConnection().DataSource;
        var seals = file + ".seals.tsv";
        await File.WriteAllTextAsync(seals, "", None);
        string[] exposed = [file, file + "-wal", file + "-shm", seals];
        foreach (var name in exposed)
        {
            File.SetUnixFileMode(name, shared);
        }

        var log = new HeardLog();
        try
        {
            await using var app = await RunningServer.Start(database, "Production", [$"--Audit:Checkpoints:0={seals}", .. log.Settings]);
            await app.StopAsync(None);
        }
        finally
        {
            File.Delete(seals);
        }

        var said = log.Said.Select(line => line.RenderMessage(CultureInfo.InvariantCulture)).ToList();
        Assert.All(exposed, name => Assert.Contains(
            said, line => line.Contains($"{name}\" can be read by others", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_program_makes_is_for_its_owner_alone_wherever_it_lies()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("tracker-files-");
        var elsewhere = folder.CreateSubdirectory("elsewhere");
        var start = new ProcessStartInfo("dotnet", [typeof(Server).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { WorkingDirectory = folder.FullName, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Database__Provider"] = "Sqlite";
        start.Environment["ConnectionStrings__Tracker"] = $"Data Source={elsewhere.FullName}/named.db";
        start.Environment["Serilog__MinimumLevel__Override__Microsoft.Hosting.Lifetime"] = "Information";
        using var program = Process.Start(start)!;
        try
        {
            var other = program.StandardOutput.ReadToEndAsync(None);
            while (await program.StandardError.ReadLineAsync(None) is { } line && !line.Contains("Now listening", StringComparison.Ordinal))
            {
            }

            Assert.False(program.HasExited);
            Assert.All(["named.db", "named.db-wal", "named.db-shm"], name => Assert.True(File.Exists(Path.Combine(elsewhere.FullName, name)), name));
            Assert.Empty(folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => OwnFiles.IsExposed(file.FullName)).Select(file => file.FullName));
        }
        finally
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync(None);
            folder.Delete(recursive: true);
        }
    }
}
