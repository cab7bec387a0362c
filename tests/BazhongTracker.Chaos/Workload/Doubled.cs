using BazhongTracker.Chaos.Recording;
using BazhongTracker.Domain;

namespace BazhongTracker.Chaos.Workload;

/// <summary>Every deed arrives twice at once, as from a button pressed twice: both have to be told the same.</summary>
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
        return answers[0].Receipt == answers[1].Receipt
            ? answers[0].Receipt ?? throw new RuleViolation(answers[0].Code!)
            : throw new RuleViolation($"told {answers[0]} and {answers[1]}");
    }
}
