using BazhongTracker.Chaos.Servers;
using Xunit;

namespace BazhongTracker.Browser.Tests;

/// <summary>The program on a PostgreSQL of its own, which is killed and started again; between the two stands a proxy.</summary>
public sealed class PostgresTracker : IAsyncLifetime
{
    private const string Database = "tracker";

    internal PostgresServer Server { get; private set; } = null!;

    internal CommitProxy Proxy { get; private set; } = null!;

    public RunningTracker Tracker { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await PostgresServer.Start();
        await Server.Query($"CREATE DATABASE {Database}");
        Proxy = CommitProxy.Start(Server.Port);
        Tracker = new RunningTracker
        {
            Settings = new Dictionary<string, string> { ["Database__Provider"] = "Postgres", ["ConnectionStrings__Tracker"] = Server.Connection(Database, Proxy.Port) },
        };
        await Tracker.InitializeAsync();
    }

    public Task<long> Figures() => Server.Ask<long>("""SELECT count(*) FROM "Figures" """, Database);

    public async ValueTask DisposeAsync()
    {
        await Tracker.DisposeAsync();
        await Proxy.DisposeAsync();
        await Server.DisposeAsync();
    }
}
