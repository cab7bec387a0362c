using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BazhongTracker.Data;

/// <summary>Every audit row is signed on its way into the database, in the transaction of the deed.</summary>
internal sealed class AuditSigning(AuditKey key) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Sign(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Sign(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private void Sign(DbContext db)
    {
        foreach (var row in db.ChangeTracker.Entries<AuditRow>().Where(e => e.State == EntityState.Added))
        {
            row.Entity.Sign(key);
        }
    }
}
