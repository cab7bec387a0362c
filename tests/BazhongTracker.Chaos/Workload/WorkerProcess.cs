using System.Diagnostics;
using BazhongTracker.Chaos.Servers;

namespace BazhongTracker.Chaos.Workload;

/// <summary>A worker as seen by whoever starts and kills it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private readonly Process process;

    private WorkerProcess(Process process) => this.process = process;

    /// <returns>When its writers are at work.</returns>
    public static async Task<WorkerProcess> Start(Place place, int first, int writers, int start, string defect = "")
    {
        string[] arguments =
        [
            "worker", "--provider", $"{place.Provider}", "--connection", place.Connection, "--folder", place.Folder,
            "--first", $"{first}", "--writers", $"{writers}", "--start", $"{start}", "--defect", defect,
        ];
        var host = Environment.ProcessPath!;
        var library = typeof(WorkerProcess).Assembly.Location;
        var worker = new WorkerProcess(Process.Start(new ProcessStartInfo(host, Path.GetFileNameWithoutExtension(host) == "dotnet" ? ["exec", library, .. arguments] : arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcServer"] = "0" },
        })!);
        await worker.Says("ready");
        return worker;
    }

    /// <returns>When no deed is under way. False when the writers have nothing left to do.</returns>
    public async Task<bool> Pause()
    {
        await process.StandardInput.WriteLineAsync("pause");
        return await Says("paused") != "dry";
    }

    public Task Go() => process.StandardInput.WriteLineAsync("go");

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        Signals.Send(process.Id, Signals.Kill);
        process.WaitForExit(Patience);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private async Task<string> Says(string expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        var line = await process.StandardOutput.ReadLineAsync(patience.Token);
        return line == expected || line == "dry" ? line : throw new InvalidOperationException($"A worker said “{line ?? "nothing"}” instead of “{expected}”.");
    }
}
