namespace BazhongTracker.Chaos.Campaigns;

/// <summary>How long writers work before something happens: measured by what they wrote down, so that a slow machine does as much as a fast one.</summary>
internal sealed class Pace(Random chance, string folder)
{
    private const int Ticks = 400;

    /// <summary>Some 40 to 200 deeds, and no more than twenty seconds.</summary>
    public async Task Work()
    {
        var enough = Written() + chance.Next(8_000, 50_000);
        for (var tick = 0; Written() < enough && tick < Ticks; tick++)
        {
            await Task.Delay(50);
        }
    }

    private long Written() => new DirectoryInfo(folder).EnumerateFiles("*.history").Sum(f => f.Length);
}
