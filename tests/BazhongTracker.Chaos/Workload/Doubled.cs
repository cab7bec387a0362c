using BazhongTracker.Chaos.Recording;
using BazhongTracker.Domain;

namespace BazhongTracker.Chaos.Workload;

/// <summary>Every deed arrives twice at once, as from a button pressed twice: stored once at the most.</summary>
internal sealed class Doubled(IServiceProvider services, History history) : Deeds(services, history)
{
    protected override async Task<string> Carried(Deed deed, CancellationToken cancellation)
    {
        async Task<(string? Receipt, string? Code)> Once()
        {
            try
            {
                return (await base.Carried(deed, cancellation), null);
            }
            catch (RuleViolation refusal)
            {
                return (null, refusal.Code);
            }
        }

        var answers = await Task.WhenAll(Task.Run(Once, cancellation), Task.Run(Once, cancellation));
        // One may be refused for what stood in the way a moment before the other was stored; then the receipt is what counts.
        return answers.Select(a => a.Receipt).FirstOrDefault(r => r is not null) ?? throw new RuleViolation(answers[0].Code!);
    }
}
