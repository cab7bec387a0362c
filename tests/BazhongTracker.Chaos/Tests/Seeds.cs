using System.Globalization;
using System.Security.Cryptography;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

internal static class Seeds
{
    /// <summary>Another one each time, written to the output; that of a failure is given again in TRACKER_CHAOS_SEED.</summary>
    public static int Of(ITestOutputHelper output)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TRACKER_CHAOS_SEED"), CultureInfo.InvariantCulture, out var given) ? given : RandomNumberGenerator.GetInt32(1, int.MaxValue);
        output.WriteLine($"seed {seed}");
        return seed;
    }
}
