using BazhongTracker.Chaos.Planted;
using BazhongTracker.Chaos.Recording;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Chaos.Workload;

/// <summary>What a worker does otherwise than the program: nothing, or one defect that the checks have to see.</summary>
internal class Defects
{
    public static Defects Named(string name) => name switch
    {
        "" => new Defects(),
        "receipt-before-commit" => new ReceiptBeforeCommit(),
        "audit-outside" => new AuditOutside(),
        "retry-without-id" => new RetryWithoutId(),
        "unknown-said-failed" => new UnknownSaidFailed(),
        _ => throw new ArgumentException($"No such defect: {name}"),
    };

    public virtual void Plant(DbContextOptionsBuilder options, History history)
    {
    }

    public virtual Deeds Deeds(IServiceProvider services, History history) => new(services, history);

    public virtual void Ready(IServiceProvider services)
    {
    }
}
