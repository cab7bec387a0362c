using System.Data.Common;
using BazhongTracker.Data;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BazhongTracker.Web.Startup;

internal static class Database
{
    /// <summary>SQLite in <c>var/tracker.db</c> below the folder the program is started in, unless the settings name another database.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is chosen without a connection string, or a setting cannot be read.</exception>
    public static IHostApplicationBuilder AddDatabase(this IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Database").Get<DatabaseSettings>() ?? new DatabaseSettings();
        var connection = builder.Configuration.GetConnectionString("Tracker");
        if (settings.Provider == DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(connection))
        {
            throw new InvalidOperationException("Database:Provider is Postgres, but ConnectionStrings:Tracker is not set.");
        }

        var keys = AuditKeys.Open(ProtectionKeys.Folder(builder.Configuration));
        builder.Services.AddSingleton(keys);
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            var file = string.IsNullOrWhiteSpace(connection) ? EmbeddedFile() : connection;
            builder.Services.AddTrackerDatabase(settings.Provider, file, keys.Current);
            builder.Services.AddSingleton(new DatabaseAddress(settings.Provider, file));
            return builder;
        }

        var complete = WithLimits(WithPassword(connection!, settings.PasswordFile));
        builder.Services.AddTrackerDatabase(settings.Provider, complete, keys.Current);
        builder.Services.AddSingleton(new DatabaseAddress(settings.Provider, complete));
        builder.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ChangeRelay>(provider, complete));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ChangeRelay>());
        return builder;
    }

    public static async Task Migrate(this IServiceProvider services, CancellationToken cancellation = default)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync(cancellation);
        await Migrating.Run(db, services.GetRequiredService<TimeProvider>(), cancellation);
    }

    /// <param name="profile">decision, published or demo; each includes the one before.</param>
    /// <returns>How many rows were added.</returns>
    /// <exception cref="RuleViolation">seed.demo_outside_development.</exception>
    public static async Task<int> SeedProfile(this IServiceProvider services, string profile, CancellationToken cancellation = default)
    {
        if (profile == "demo" && !services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            throw new RuleViolation("seed.demo_outside_development");
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await using var db = await services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync(cancellation);
        var added = await Seed.Decision(db, cancellation);
        return profile switch
        {
            "published" => added + await Seed.Published(db, now, cancellation),
            "demo" => added + await Seed.Demo(db, now, BusinessDay.Of(now), cancellation),
            _ => added,
        };
    }

    /// <summary><c>var</c> below the folder the program is started in; made when it is first asked for, for the owner alone: it holds figures and password hashes.</summary>
    public static string Folder
    {
        get
        {
            var folder = Path.Combine(Directory.GetCurrentDirectory(), "var");
            return (OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(folder)
                : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
        }
    }

    /// <summary>What a command committed is told to the running instances, where the database can (PostgreSQL).</summary>
    public static Task TellInstances(this IServiceProvider services, CancellationToken cancellation = default) =>
        services.GetService<ChangeRelay>()?.Announce(new TrackerChange(null), cancellation) ?? Task.CompletedTask;

    internal static string WithPassword(string connection, string? passwordFile) => string.IsNullOrWhiteSpace(passwordFile)
        ? connection
        : new NpgsqlConnectionStringBuilder(connection) { Password = File.ReadAllText(passwordFile).Trim() }.ConnectionString;

    /// <summary>Nobody waits without end: for a connection 5 s, for the answer of a statement 30 s, for a lock 5 s, and a transaction in which nothing happens is ended after 30 s. What the connection string says goes before.</summary>
    internal static string WithLimits(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        builder.Timeout = new DbConnectionStringBuilder { ConnectionString = connection }.ContainsKey("Timeout") ? builder.Timeout : 5;
        builder.Options = string.IsNullOrWhiteSpace(builder.Options) ? "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000" : builder.Options;
        return builder.ConnectionString;
    }

    private static string EmbeddedFile() =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, "tracker.db") }.ConnectionString;
}
