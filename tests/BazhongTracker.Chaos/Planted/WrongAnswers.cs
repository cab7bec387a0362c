using BazhongTracker.Chaos.Recording;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Domain;

namespace BazhongTracker.Chaos.Planted;

/// <summary>Every try has a new number, so that nobody can tell a repeated deed from another one.</summary>
internal sealed class RetryWithoutId : Defects
{
    public override Deeds Deeds(IServiceProvider services, History history) => new Retrying(services, history);

    private sealed class Retrying(IServiceProvider services, History history) : Deeds(services, history)
    {
        protected override async Task<string> Carried(Deed deed, CancellationToken cancellation)
        {
            for (var op = deed.Op; ; op = Guid.CreateVersion7().ToString())
            {
                try
                {
                    return await Run(deed, op, cancellation);
                }
                catch (Exception unknown) when (unknown is not RuleViolation and not OperationCanceledException)
                {
                    // At once again.
                }
            }
        }
    }
}

/// <summary>保存失败 is said for whatever ended in an exception.</summary>
internal sealed class UnknownSaidFailed : Defects
{
    public override Deeds Deeds(IServiceProvider services, History history) => new Failing(services, history);

    private sealed class Failing(IServiceProvider services, History history) : Deeds(services, history)
    {
        protected override async Task<string> Carried(Deed deed, CancellationToken cancellation)
        {
            try
            {
                return await Run(deed, deed.Op, cancellation);
            }
            catch (Exception unknown) when (unknown is not RuleViolation and not OperationCanceledException)
            {
                throw new RuleViolation("operation.not_stored");
            }
        }
    }
}
