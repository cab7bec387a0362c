using System.Data.Common;
using BazhongTracker.Chaos.Recording;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BazhongTracker.Chaos.Planted;

/// <summary>The receipt is shown when everything is written and only COMMIT is missing.</summary>
internal sealed class ReceiptBeforeCommit : Defects
{
    private static readonly AsyncLocal<string?> Op = new();

    public override void Plant(DbContextOptionsBuilder options, History history) => options.AddInterceptors(new TooEarly(history));

    public override Deeds Deeds(IServiceProvider services, History history) => new Silent(services, history);

    private sealed class Silent(IServiceProvider services, History history) : Deeds(services, history)
    {
        public override async Task<string?> Do(Deed deed, CancellationToken cancellation)
        {
            History.Invoke(deed);
            Op.Value = deed.Op;
            try
            {
                return await Carried(deed, cancellation);
            }
            catch (RuleViolation refusal)
            {
                History.Fail(deed.Op, refusal.Code);
                return null;
            }
        }
    }

    private sealed class TooEarly(History history) : DbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            if (Op.Value is { } op)
            {
                history.Ok(op, Receipts.For(op));
                await Held.Once(history.Folder, cancellationToken);
            }

            return result;
        }
    }
}
