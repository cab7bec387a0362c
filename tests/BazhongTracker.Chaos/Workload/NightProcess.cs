using System.Diagnostics;
using BazhongTracker.Chaos.Servers;

namespace BazhongTracker.Chaos.Workload;

/// <summary>An instance that does nights, as seen by whoever starts and kills it.</summary>
internal sealed class NightProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process process;

    private NightProcess(Process process) => this.process = process;

    public static async Task<NightProcess> Start(Place place)
    {
        string[] arguments = ["nightshift", "--provider", $"{place.Provider}", "--connection", place.Connection, "--folder", place.Folder];
        var host = Environment.ProcessPath!;
        var instance = new NightProcess(Process.Start(new ProcessStartInfo(host, Path.GetFileNameWithoutExtension(host) == "dotnet" ? ["exec", typeof(NightProcess).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcServer"] = "0" },
        })!);
        return await instance.Says() == "ready" ? instance : throw new InvalidOperationException("An instance did not come up.");
    }

    /// <param name="point">Where it stays, 0 for nowhere.</param>
    /// <returns><c>at</c>, or the answer when there are fewer points.</returns>
    public async Task<string> Night(DateOnly day, int point = 0)
    {
        await process.StandardInput.WriteLineAsync($"night {day:yyyy-MM-dd}T03:00:00+08:00 {point}");
        return await Says();
    }

    public async Task<string> GoesOn()
    {
        await process.StandardInput.WriteLineAsync("on");
        return await Says();
    }

    public bool IsAlive => !process.HasExited;

    public void Freeze() => Signals.Send(process.Id, Signals.Stop);

    public void Thaw() => Signals.Send(process.Id, Signals.Continue);

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

    private async Task<string> Says()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("An instance ended.");
    }
}
