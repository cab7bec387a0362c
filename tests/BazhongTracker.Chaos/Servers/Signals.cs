using System.Runtime.InteropServices;

namespace BazhongTracker.Chaos.Servers;

/// <summary>Signals to processes that this program started.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    /// <summary>The process and all below it.</summary>
    public static IReadOnlyList<int> Family(int process)
    {
        var children = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => int.TryParse(n, out _)).Select(n => int.Parse(n!, System.Globalization.CultureInfo.InvariantCulture))
            .Select(id => (Id: id, Parent: ParentOf(id))).ToLookup(p => p.Parent, p => p.Id);
        var family = new List<int> { process };
        for (var at = 0; at < family.Count; at++)
        {
            family.AddRange(children[family[at]]);
        }

        return family;
    }

    public static bool Lives(int process) => Directory.Exists($"/proc/{process}") && !Stat(process).StartsWith('Z');

    /// <summary>What the process calls itself; empty where it has ended.</summary>
    public static string Title(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int ParentOf(int process) => Stat(process).Split(' ') is [_, var parent, ..] && int.TryParse(parent, out var id) ? id : 0;

    // After the name, which may hold blanks and parentheses: state, parent, …
    private static string Stat(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..];
        }
        catch (IOException)
        {
            return "Z";
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
