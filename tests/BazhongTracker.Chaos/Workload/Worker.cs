using BazhongTracker.Chaos.Recording;
using BazhongTracker.Data;
using BazhongTracker.Web.Proof;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Chaos.Workload;

/// <summary>
/// The verb <c>worker</c>: a process with some writers and the sealing of the audit, which is killed from outside. Reads lines: pause (answers paused when no deed is under way), go, and dies with whoever started it.
/// </summary>
internal static class Worker
{
    public static async Task<int> Run(Arguments arguments)
    {
        var place = new Place(Enum.Parse<DatabaseProvider>(arguments["provider"]), arguments["connection"], arguments["folder"]);
        var (first, writers, start) = (arguments.Number("first", 0), arguments.Number("writers", 8), arguments.Number("start", 0));
        using var history = new History(Path.Combine(place.Folder, $"{first}-{start}.history"));
        var plan = Defects.Named(arguments.Text("defect", ""));
        await using var services = place.Services(options => plan.Plant(options, history));
        var deeds = plan.Deeds(services, history);
        plan.Ready(services);
        using var stop = new CancellationTokenSource();
        var all = Enumerable.Range(first, writers).Select(n => new Writer(services, deeds, n, start)).ToList();
        var work = all.ConvertAll(w => Task.Run(() => w.Run(stop.Token)));
        _ = Task.Run(() => Seal(services.GetRequiredService<SealAudit>(), stop.Token));
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "pause")
            {
                await Task.WhenAll(all.Select(w => w.Pause(stop.Token)));
                await Console.Out.WriteLineAsync(work.TrueForAll(w => w.IsCompletedSuccessfully) ? "dry" : work.Find(w => w.IsFaulted) is { } broken ? $"broken {broken.Exception!.GetBaseException()}".ReplaceLineEndings(" ") : "paused");
            }
            else if (line == "go")
            {
                all.ForEach(w => w.GoOn());
            }
        }

        Environment.Exit(0);
        return 0;
    }

    private static async Task Seal(SealAudit seal, CancellationToken cancellation)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await ticks.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await seal.Run(cancellation);
            }
            catch (Exception away) when (away is not OperationCanceledException)
            {
                // The database is away; the next tick tries again, as the timetable of the program does.
            }
        }
    }
}
