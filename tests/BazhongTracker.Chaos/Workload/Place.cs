using BazhongTracker.Data;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BazhongTracker.Chaos.Workload;

/// <summary>Where the program under test stores.</summary>
/// <param name="Folder">Keys, checkpoints and histories of this database.</param>
internal sealed record Place(DatabaseProvider Provider, string Connection, string Folder)
{
    public string Checkpoints => Path.Combine(Folder, "checkpoints.tsv");

    /// <summary>The use cases as the program composes them.</summary>
    /// <param name="defect">What a planted defect changes about the contexts.</param>
    public ServiceProvider Services(Action<DbContextOptionsBuilder>? defect = null)
    {
        var keys = AuditKeys.Open(Folder);
        var services = new ServiceCollection();
        services.AddLogging(log => log.ClearProviders());
        services.AddTrackerDatabase(Provider, Connection, keys.Current);
        if (defect is not null)
        {
            services.ConfigureDbContext<PostgresTrackerDbContext>(defect);
            services.ConfigureDbContext<SqliteTrackerDbContext>(defect);
        }

        services.AddSingleton(keys);
        services.AddSingleton(new AuditSettings([Checkpoints]));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Permissions.Shipped());
        services.AddSingleton<LiveChanges>();
        services.AddSingleton<Outcomes>();
        services.AddSingleton<Checkpoints>();
        services.AddSingleton<SealAudit>();
        services.AddSingleton<VerifyAudit>();
        services.AddSingleton<RecomputeProgress>();
        services.AddTransient<SubmitFigure>();
        services.AddTransient<ReviseFigure>();
        services.AddTransient<WithdrawFigure>();
        services.AddTransient<ReviewFigure>();
        services.AddTransient<TakeBackAcceptance>();
        services.AddTransient<SaveDrafts>();
        return services.BuildServiceProvider();
    }
}

internal static class PlaceServices
{
    public static IDbContextFactory<TrackerDbContext> Contexts(this IServiceProvider services) => services.GetRequiredService<IDbContextFactory<TrackerDbContext>>();
}
