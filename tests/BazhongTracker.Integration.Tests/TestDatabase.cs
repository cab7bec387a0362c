using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A fresh database of its own for one test, on the provider the test run names.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly DatabaseProvider provider =
        Environment.GetEnvironmentVariable("TRACKER_TEST_DATABASE") == "postgres" ? DatabaseProvider.Postgres : DatabaseProvider.Sqlite;
    private readonly DatabaseTemplate? template;
    private ServiceProvider services = null!;

    public TestDatabase()
        : this(DatabaseTemplate.Schema)
    {
    }

    /// <param name="template">What the database holds at first; null: there is none yet.</param>
    internal TestDatabase(DatabaseTemplate? template) => this.template = template;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));

    public IDbContextFactory<TrackerDbContext> Contexts => services.GetRequiredService<IDbContextFactory<TrackerDbContext>>();

    internal string Name { get; } = "tracker_" + Guid.NewGuid().ToString("N");

    internal string SqliteFile => Path.Combine(Path.GetTempPath(), Name + ".db");

    /// <summary>The settings that make the program use this database.</summary>
    public string[] Settings => [$"--Database:Provider={provider}", $"--ConnectionStrings:Tracker={ConnectionString}", $"--DataProtection:KeysFolder={KeysFolder}"];

    public bool IsPostgres => provider == DatabaseProvider.Postgres;

    public string KeysFolder => Path.Combine(Path.GetTempPath(), Name + ".keys");

    private string ConnectionString => provider == DatabaseProvider.Postgres
        ? new NpgsqlConnectionStringBuilder(DatabaseTemplate.Server) { Database = Name, MaxPoolSize = 20 }.ConnectionString
        : $"Data Source={SqliteFile};Pooling=False";

    public async ValueTask InitializeAsync()
    {
        await (template?.CopyTo(this) ?? Task.CompletedTask);
        services = new ServiceCollection().AddTrackerDatabase(provider, ConnectionString, AuditKeys.Open(KeysFolder).Current).BuildServiceProvider();
    }

    /// <summary>Contexts of the same database in which something happens at certain moments.</summary>
    public IDbContextFactory<TrackerDbContext> ContextsWith(IInterceptor interceptor) => new ServiceCollection()
        .AddTrackerDatabase(provider, ConnectionString, AuditKeys.Open(KeysFolder).Current)
        .ConfigureDbContext<SqliteTrackerDbContext>(options => options.AddInterceptors(interceptor))
        .ConfigureDbContext<PostgresTrackerDbContext>(options => options.AddInterceptors(interceptor))
        .BuildServiceProvider().GetRequiredService<IDbContextFactory<TrackerDbContext>>();

    /// <summary>Nobody comes in any more: a database with a connection left open is not copied.</summary>
    public async Task Close()
    {
        if (IsPostgres)
        {
            await DatabaseTemplate.OnServer($"ALTER DATABASE {Name} ALLOW_CONNECTIONS false");
            await DatabaseTemplate.OnServer($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}'");
        }
    }

    /// <summary>The recompute of the program on this database, by its own clock.</summary>
    public RecomputeProgress Recompute => new(Contexts, Clock, new LiveChanges(), NullLogger<RecomputeProgress>.Instance, Permissions.Shipped());

    /// <summary>The decision that ships, with its targets and the public figures; nothing is judged.</summary>
    public async Task SeedPublished()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        await Seed.Decision(db);
        await Seed.Published(db, Clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>粮食产量, led by 市农业农村局.</summary>
    public async Task<Target> GrainOutput()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        var target = new Target
        {
            DecisionCode = Promises.Decision, Code = "08-02", Name = "粮食产量", Quote = "产量190万吨以上",
            Definition = new TargetVersion
            {
                Kind = TargetKind.Reach, Measure = Measure.Flow, Frequency = Frequency.Quarterly,
                Comparator = Comparator.AtLeast, Value = 190, Unit = "万吨", Start = new DateOnly(2020, 12, 31),
            },
        };
        await db.AddPromise(target);
        await db.SaveChangesAsync();
        db.Add(new Assignment { TargetId = target.Id, DepartmentCode = "agriculture", ValidFrom = new DateOnly(2021, 7, 13) });
        await db.SaveChangesAsync();
        return target;
    }

    /// <summary>An account of the department that may report, since that day.</summary>
    public async Task GiveClerk(string department, DateOnly since)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        var person = new Person { UserName = $"clerk-{department}", NormalizedUserName = $"CLERK-{department.ToUpperInvariant()}",
            DisplayName = department };
        var role = await db.Roles.FirstOrDefaultAsync(r => r.Name == RoleNames.Clerk)
            ?? new IdentityRole(RoleNames.Clerk) { NormalizedName = RoleNames.Clerk.ToUpperInvariant() };
        if (db.Entry(role).State == EntityState.Detached)
        {
            db.Add(role);
        }

        db.Add(person);
        db.Add(new IdentityUserRole<string> { UserId = person.Id, RoleId = role.Id });
        db.Add(new Membership { PersonId = person.Id, DepartmentCode = department, ValidFrom = since });
        await db.SaveChangesAsync();
    }

    /// <summary>An account that nobody uses: without any, the way to sign in leads to the set-up.</summary>
    public async Task Somebody()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        if (!await db.Users.AnyAsync())
        {
            db.Add(new Person { UserName = "somebody", NormalizedUserName = "SOMEBODY", DisplayName = "某人", OneTimeUntilUtc = null });
            await db.SaveChangesAsync();
        }
    }

    /// <summary>As if the person had changed the password that was made for the account to the same one.</summary>
    public async Task<string> Settled(string userName, string password)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        await db.Users.Where(p => p.UserName == userName).ExecuteUpdateAsync(set => set.SetProperty(p => p.OneTimeUntilUtc, (DateTime?)null));
        return password;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsPostgres)
        {
            await DatabaseTemplate.OnServer($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
            await using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
        else
        {
            await using var db = await Contexts.CreateDbContextAsync();
            await db.Database.EnsureDeletedAsync();
        }

        await services.DisposeAsync();
        if (Directory.Exists(KeysFolder))
        {
            Directory.Delete(KeysFolder, true);
        }
    }
}
