using BazhongTracker.Chaos.Campaigns;
using BazhongTracker.Chaos.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(OneBench))]

namespace BazhongTracker.Chaos.Tests;

/// <summary>One PostgreSQL for all tests: each takes a database of its own, and what kills the server kills it for nobody else, for they run one after another.</summary>
public sealed class OneBench : IAsyncLifetime
{
    /// <summary>The one collection of all tests.</summary>
    public const string OneAfterAnother = "one after another";

    internal Bench Bench { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Bench = await Bench.Open();

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
