using System.Text;

namespace BazhongTracker.Chaos.Recording;

/// <summary>
/// What was begun, acknowledged, refused and left unknown: a file that is only appended to, outside the program under test and its database. Every line is with the kernel before the call returns,
/// so it survives the death of the process that wrote it. Fields are parted by a tab.
/// </summary>
internal sealed class History(string file) : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream lines = new(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>Where all files of the place are.</summary>
    public string Folder { get; } = Path.GetDirectoryName(Path.GetFullPath(file))!;

    /// <summary>Before anything is tried.</summary>
    public void Invoke(Deed deed) => Write($"invoke\t{deed.Op}\t{deed.Who}\t{deed.Kind}\t{deed.Subject}\t{deed.Said}");

    /// <summary>The person was shown this receipt.</summary>
    public void Ok(string op, string receipt) => Write($"ok\t{op}\t{receipt}");

    /// <summary>The person was told that nothing was stored.</summary>
    public void Fail(string op, string code) => Write($"fail\t{op}\t{code}");

    /// <summary>Nobody knows yet.</summary>
    public void Info(string op) => Write($"info\t{op}");

    /// <summary>What a later look said about a deed that was never answered; null for not stored.</summary>
    public void Settled(string op, string? receipt) => Write($"settled\t{op}\t{receipt ?? "none"}");

    public void Dispose() => lines.Dispose();

    private void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (gate)
        {
            lines.Write(bytes);
        }
    }
}
