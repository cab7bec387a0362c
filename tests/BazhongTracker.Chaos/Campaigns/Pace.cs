using System.Threading.Channels;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>How long writers work before something happens: measured by what they wrote down, so that a slow machine does as much as a fast one.</summary>
internal sealed class Pace(Random chance, string folder)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Some 40 to 200 deeds, and no more than twenty seconds.</summary>
    public async Task Work()
    {
        var enough = Written() + chance.Next(8_000, 50_000);
        var more = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = new FileSystemWatcher(folder, "*.history");
        watcher.Changed += (_, _) => more.Writer.TryWrite(true);
        watcher.Created += (_, _) => more.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        using var patience = new CancellationTokenSource(Longest);
        try
        {
            while (Written() < enough)
            {
                await more.Reader.ReadAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The machine is slow: so much will do.
        }
    }

    private long Written() => new DirectoryInfo(folder).EnumerateFiles("*.history").Sum(f => f.Length);
}
