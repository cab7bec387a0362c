using BazhongTracker.Domain.Proof;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Data;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>Which database stands behind the program.</summary>
public static class TrackerDatabase
{
    /// <summary>Registers <c>IDbContextFactory&lt;TrackerDbContext&gt;</c> for the chosen provider.</summary>
    /// <param name="key">Signs what is written to the audit.</param>
    public static IServiceCollection AddTrackerDatabase(this IServiceCollection services, DatabaseProvider provider, string connectionString, AuditKey key)
    {
        var signing = new AuditSigning(key);
        return provider == DatabaseProvider.Postgres
            ? services.Add<PostgresTrackerDbContext>(options => options.UseNpgsql(connectionString).AddInterceptors(signing))
            : services.Add<SqliteTrackerDbContext>(options => options.UseSqlite(connectionString).AddInterceptors(new SqliteDurability(), signing));
    }

    /// <summary>From now on the statements of this context may take as long as they need, on a connection of its own until it is disposed: for what reads everything, or changes the schema.</summary>
    public static async Task TakeItsTime(this TrackerDbContext db, CancellationToken cancellation)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.OpenConnectionAsync(cancellation);
            await db.Database.ExecuteSqlRawAsync("SET statement_timeout = 0", cancellation);
        }
    }

    private static IServiceCollection Add<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : TrackerDbContext
    {
        services.AddDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<TrackerDbContext>, Factory<TContext>>();
        services.AddScoped<TrackerDbContext>(provider => provider.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContext());
        return services;
    }

    // IDbContextFactory is not covariant.
    private sealed class Factory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<TrackerDbContext>
        where TContext : TrackerDbContext
    {
        public TrackerDbContext CreateDbContext() => inner.CreateDbContext();
    }
}

// The tools that write migrations need a context without a host.
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteTrackerDbContext>
{
    public SqliteTrackerDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteTrackerDbContext>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class PostgresDesignFactory : IDesignTimeDbContextFactory<PostgresTrackerDbContext>
{
    public PostgresTrackerDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresTrackerDbContext>().UseNpgsql("Host=localhost").Options);
}
