namespace BazhongTracker.Web.Access.Passwords;

/// <summary>As many passwords are hashed at once as there are cores; the others wait without holding a thread, so that a rush of sign-ins does not stop the open pages.</summary>
public sealed class HashingQueue : IDisposable
{
    private readonly SemaphoreSlim places = new(Environment.ProcessorCount);

    public async Task<T> Run<T>(Func<T> hash, CancellationToken cancellation = default)
    {
        await places.WaitAsync(cancellation);
        try
        {
            return await Task.Run(hash, cancellation);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
