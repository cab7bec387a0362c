using System.Data.Common;
using System.Runtime.CompilerServices;
using BazhongTracker.Chaos.Recording;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BazhongTracker.Chaos.Planted;

/// <summary>The audit row is written after COMMIT, in a transaction of its own.</summary>
internal sealed class AuditOutside : Defects
{
    private readonly ConditionalWeakTable<DbContext, List<AuditRow>> held = [];
    private readonly ConditionalWeakTable<DbContext, object> afterwards = [];
    private IServiceProvider? services;

    public override void Plant(DbContextOptionsBuilder options, History history) => options.AddInterceptors(new Holding(this), new Late(this, history.Folder));

    public override void Ready(IServiceProvider services) => this.services = services;

    private sealed class Holding(AuditOutside defect) : SaveChangesInterceptor
    {
        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var db = eventData.Context!;
            foreach (var row in defect.afterwards.TryGetValue(db, out _) ? [] : db.ChangeTracker.Entries<AuditRow>().Where(e => e.State == EntityState.Added).ToList())
            {
                row.State = EntityState.Detached;
                defect.held.GetOrCreateValue(db).Add(row.Entity);
            }

            return ValueTask.FromResult(result);
        }
    }

    private sealed class Late(AuditOutside defect, string folder) : DbTransactionInterceptor
    {
        public override async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is { } db && defect.held.TryGetValue(db, out var rows) && defect.services is { } services)
            {
                await Held.Once(folder, cancellationToken);
                await using TrackerDbContext second = await services.Contexts().CreateDbContextAsync(cancellationToken);
                defect.afterwards.Add(second, rows);
                second.AddRange(rows);
                await second.SaveChangesAsync(cancellationToken);
            }
        }
    }
}
