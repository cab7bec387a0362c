namespace BazhongTracker.Chaos.Planted;

/// <summary>The moment a defect is about. Of a place, the first who comes to it stays there until the process is killed, so that the kill falls into it on every machine.</summary>
internal static class Held
{
    public static Task Once(string folder, CancellationToken cancellation)
    {
        try
        {
            using var first = new FileStream(Path.Combine(folder, "held"), FileMode.CreateNew);
        }
        catch (IOException)
        {
            return Task.CompletedTask;
        }

        return new TaskCompletionSource().Task.WaitAsync(cancellation);
    }
}
