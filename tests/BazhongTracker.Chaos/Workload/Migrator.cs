using System.Diagnostics;
using System.Globalization;
using BazhongTracker.Chaos.Servers;
using BazhongTracker.Data;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Chaos.Workload;

/// <summary>The verb <c>migrator</c>: brings a database to the newest schema as the program does at its start, says <c>at</c> and stays when it has come to a point, and at the end says <c>done N</c>; N is how many points there were.</summary>
internal static class Migrator
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static async Task<int> Run(Arguments arguments)
    {
        var place = new Place(Enum.Parse<DatabaseProvider>(arguments["provider"]), arguments["connection"], arguments["folder"]);
        var points = new Points();
        await using var services = place.Services(options => options.AddInterceptors(points));
        await using var db = await services.Contexts().CreateDbContextAsync();
        points.Begin(arguments.Number("point", 0), () => Console.WriteLine("at"));
        await Migrating.Run(db, TimeProvider.System, CancellationToken.None);
        await Console.Out.WriteLineAsync($"done {points.Count}");
        return 0;
    }

    /// <summary>In a process of its own; killed with <c>kill -9</c> when it comes to the point.</summary>
    /// <returns>How many points there were; null when it was killed.</returns>
    public static async Task<int?> Start(Place place, int point = 0)
    {
        string[] arguments = ["migrator", "--provider", $"{place.Provider}", "--connection", place.Connection, "--folder", place.Folder, "--point", $"{point}"];
        var host = Environment.ProcessPath!;
        using var process = Process.Start(new ProcessStartInfo(host, Path.GetFileNameWithoutExtension(host) == "dotnet" ? ["exec", typeof(Migrator).Assembly.Location, .. arguments] : arguments) { RedirectStandardOutput = true })!;
        using var patience = new CancellationTokenSource(Patience);
        var said = await process.StandardOutput.ReadLineAsync(patience.Token);
        if (said == "at")
        {
            Signals.Send(process.Id, Signals.Kill);
        }

        process.WaitForExit(Patience);
        return said?.Split(' ') switch
        {
            ["at"] => null,
            ["done", var points] => int.Parse(points, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"A migration ended with “{said}”."),
        };
    }
}
