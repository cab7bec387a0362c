using BazhongTracker.Chaos.Servers;
using BazhongTracker.Chaos.Workload;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>A PostgreSQL with a stage to be copied, and a folder for what stands outside of it.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const int Writers = 16;
    private int copies;

    private Bench(PostgresServer server, string folder) => (Server, Folder) = (server, folder);

    public PostgresServer Server { get; }

    public string Folder { get; }

    public static async Task<Bench> Open()
    {
        var bench = new Bench(await PostgresServer.Start(), Directory.CreateTempSubdirectory("chaos-").FullName);
        await Stage.BuildTemplate(bench.Server, bench.Folder, Writers);
        return bench;
    }

    /// <returns>The name of a database of its own, and the place as seen through the port; null for directly.</returns>
    public async Task<(string Name, Place Place)> Copy(int? port = null, string more = "")
    {
        var name = $"chaos{Interlocked.Increment(ref copies)}";
        var place = await Stage.Copy(Server, name, Folder, port);
        return (name, place with { Connection = place.Connection + more });
    }

    /// <summary>For the checks: not through a proxy, and without connections that stay.</summary>
    public Place Direct(string name, Place place) => place with { Connection = Server.Connection(name) + ";Pooling=false" };

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
