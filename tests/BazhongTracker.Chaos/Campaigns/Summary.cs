using BazhongTracker.Chaos.Checking;

namespace BazhongTracker.Chaos.Campaigns;

internal static class Summary
{
    /// <returns>The exit code: 1 on any breach.</returns>
    public static int Print(string campaign, int seed, Findings findings)
    {
        findings.Words.ForEach(Console.WriteLine);
        Console.WriteLine(FormattableString.Invariant($"{campaign}: {findings}, seed {seed}"));
        return findings.Breaches == 0 ? 0 : 1;
    }
}
