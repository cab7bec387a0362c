using System.Globalization;
using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Shared.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BazhongTracker.Chaos.Workload;

/// <summary>
/// The verb <c>nightshift</c>: an instance that does the night of a day when it is told to, and is killed, frozen or cut off from outside. Reads lines: <c>night TIME POINT</c> (answers <c>at</c> when it has come to that point,
/// and at the end <c>ran N</c>, <c>nothing N</c> or <c>broke WHY</c>; N is how many points there were) and <c>on</c>.
/// </summary>
internal static class NightShift
{
    public static async Task<int> Run(Arguments arguments)
    {
        var place = new Place(Enum.Parse<DatabaseProvider>(arguments["provider"]), arguments["connection"], arguments["folder"]);
        var points = new Points();
        await using var services = place.Services(options => options.AddInterceptors(points));
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "on")
            {
                points.GoOn();
            }
            else if (line.Split(' ') is ["night", var time, var point])
            {
                points.Begin(int.Parse(point, CultureInfo.InvariantCulture), () => Console.WriteLine("at"));
                var recompute = Recompute(services.Contexts(), DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));
                _ = Task.Run(async () => Console.WriteLine(await Answer(recompute, points)));
            }
        }

        Environment.Exit(0);
        return 0;
    }

    public static RecomputeProgress Recompute(IDbContextFactory<TrackerDbContext> contexts, DateTimeOffset now) =>
        new(contexts, new At(now), new LiveChanges(), NullLogger<RecomputeProgress>.Instance, Permissions.Shipped());

    private static async Task<string> Answer(RecomputeProgress recompute, Points points)
    {
        try
        {
            return await recompute.Nightly() is JobRun ? $"ran {points.Count}" : $"nothing {points.Count}";
        }
        catch (Exception broken)
        {
            return $"broke {broken.GetBaseException().Message}".ReplaceLineEndings(" ");
        }
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
