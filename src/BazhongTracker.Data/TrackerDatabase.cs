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
    public static IServiceCollection AddTrackerDatabase(this IServiceCollection services, DatabaseProvider provider, string connectionString) =>
        provider == DatabaseProvider.Postgres
            ? services.Add<PostgresTrackerDbContext>(options => options.UseNpgsql(connectionString))
            : services.Add<SqliteTrackerDbContext>(options => options.UseSqlite(connectionString).AddInterceptors(new SqliteDurability()));

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
