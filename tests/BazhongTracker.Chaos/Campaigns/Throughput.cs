using System.Diagnostics;
using BazhongTracker.Chaos.Checking;
using BazhongTracker.Chaos.Recording;
using BazhongTracker.Chaos.Workload;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>How many audited deeds a second are acknowledged when nothing is broken; each is a figure or a review with its operation and its audit row in one durable transaction.</summary>
internal static class Throughput
{
    public static async Task<int> Run(Arguments arguments)
    {
        var seconds = arguments.Number("seconds", 20);
        var total = new Findings();
        await using (var bench = await Bench.Open())
        {
            var (name, place) = await bench.Copy();
            total.Add(await Measured(place, bench.Direct(name, place), Bench.Writers, seconds));
        }

        var folder = Directory.CreateTempSubdirectory("chaos-").FullName;
        var file = await Stage.OnSqlite(Path.Combine(folder, "stage"), 4);
        total.Add(await Measured(file, file with { Connection = file.Connection + ";Pooling=False" }, 4, seconds));
        Directory.Delete(folder, recursive: true);
        return Summary.Print("throughput", 0, total);
    }

    private static async Task<Findings> Measured(Place place, Place direct, int writers, int seconds)
    {
        await using (var services = place.Services())
        using (var history = new History(Path.Combine(place.Folder, "throughput.history")))
        using (var stop = new CancellationTokenSource())
        {
            var deeds = new Deeds(services, history);
            var all = Enumerable.Range(0, writers).Select(n => new Writer(services, deeds, n, 0)).ToList();
            var work = all.ConvertAll(w => Task.Run(() => w.Run(stop.Token)));
            // The first deeds go to starting up.
            await new Pace(new Random(0), place.Folder).Work();
            var before = Ledger.Read(place.Folder).Acknowledged;
            var watch = Stopwatch.StartNew();
            await Task.WhenAny(Task.WhenAll(work), Task.Delay(TimeSpan.FromSeconds(seconds)));
            var (done, elapsed) = (Ledger.Read(place.Folder).Acknowledged - before, watch.Elapsed);
            await Task.WhenAll(all.Select(w => w.Pause(CancellationToken.None)));
            await stop.CancelAsync();
            Console.WriteLine(FormattableString.Invariant($"{place.Provider}, {writers} writers: {done} audited deeds in {elapsed.TotalSeconds:0.0} s, {done / elapsed.TotalSeconds:0} a second"));
        }

        return await Check.Run(direct);
    }
}
