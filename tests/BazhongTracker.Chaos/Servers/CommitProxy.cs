using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BazhongTracker.Chaos.Servers;

/// <summary>
/// Stands between the program and PostgreSQL and reads the messages that go by (type, length, content; without encryption). It finds COMMIT and its answer and does to them what it was told.
/// </summary>
internal sealed class CommitProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<CommitFault> armed = new();
    private readonly int server;
    private TimeSpan delay;
    private int done;
    private TaskCompletionSource all = new();
    private int wanted;

    private CommitProxy(int server) => this.server = server;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static CommitProxy Start(int server)
    {
        var proxy = new CommitProxy(server);
        proxy.listener.Start();
        _ = Task.Run(proxy.Listen);
        return proxy;
    }

    /// <summary>The next COMMITs, one fault each.</summary>
    /// <exception cref="TimeoutException">There were not that many.</exception>
    public async Task Tamper(IReadOnlyList<CommitFault> faults, TimeSpan late, TimeSpan patience)
    {
        (delay, done, wanted, all) = (late, 0, faults.Count, new TaskCompletionSource());
        foreach (var fault in faults)
        {
            armed.Enqueue(fault);
        }

        try
        {
            await all.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{done} of {wanted} answers were tampered with, {armed.Count} COMMITs did not come.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        end.Dispose();
    }

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                _ = Task.Run(() => Serve(client));
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The campaign is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        using (client)
        {
            using var upstream = new TcpClient { NoDelay = true };
            client.NoDelay = true;
            Pair? pair = null;
            try
            {
                await upstream.ConnectAsync(IPAddress.Loopback, server, cut.Token);
                pair = new Pair(client.GetStream(), upstream.GetStream());
                await await Task.WhenAny(Requests(pair, cut.Token), Answers(pair, cut.Token));
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException or EndOfStreamException)
            {
                // Whoever was connected is cut off, as the other side is.
            }

            await cut.CancelAsync();
            if (pair?.Due is not null)
            {
                // Whoever waited gave up before the answer came by.
                Count();
            }
        }
    }

    private sealed class Pair(NetworkStream client, NetworkStream server)
    {
        public NetworkStream Client => client;
        public NetworkStream Server => server;

        /// <summary>Drawn when COMMIT went by, done when its answer does.</summary>
        public CommitFault? Due { get; set; }
    }

    private async Task Requests(Pair pair, CancellationToken cancellation)
    {
        // The first message has no type: the start, or the wish to cancel something.
        var first = new byte[4];
        await pair.Client.ReadExactlyAsync(first, cancellation);
        var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(first) - 4];
        await pair.Client.ReadExactlyAsync(rest, cancellation);
        await pair.Server.WriteAsync((byte[])[.. first, .. rest], cancellation);
        while (true)
        {
            var message = await Read(pair.Client, cancellation);
            if (message[0] == (byte)'Q' && message.AsSpan(5).StartsWith("COMMIT"u8) && armed.TryDequeue(out var fault))
            {
                if (fault == CommitFault.CutRequest)
                {
                    Count();
                    throw new IOException("cut");
                }

                pair.Due = fault;
            }

            await pair.Server.WriteAsync(message, cancellation);
        }
    }

    private async Task Answers(Pair pair, CancellationToken cancellation)
    {
        while (true)
        {
            var message = await Read(pair.Server, cancellation);
            if (pair.Due is { } fault && message[0] == (byte)'C' && message.AsSpan(5).StartsWith("COMMIT"u8))
            {
                pair.Due = null;
                switch (fault)
                {
                    case CommitFault.Swallow:
                        Count();
                        await Silence(pair.Server, cancellation);
                        break;
                    case CommitFault.CutBefore:
                        Count();
                        throw new IOException("cut");
                    case CommitFault.CutAfter:
                        await pair.Client.WriteAsync(message, cancellation);
                        Count();
                        throw new IOException("cut");
                    default:
                        Count();
                        await Task.Delay(delay, cancellation);
                        break;
                }
            }

            await pair.Client.WriteAsync(message, cancellation);
        }
    }

    private static async Task Silence(NetworkStream from, CancellationToken cancellation)
    {
        var lost = new byte[4096];
        while (await from.ReadAsync(lost, cancellation) > 0)
        {
        }

        await Task.Delay(Timeout.Infinite, cancellation);
    }

    private void Count()
    {
        if (Interlocked.Increment(ref done) == wanted)
        {
            all.TrySetResult();
        }
    }

    private static async Task<byte[]> Read(NetworkStream from, CancellationToken cancellation)
    {
        var head = new byte[5];
        await from.ReadExactlyAsync(head, cancellation);
        var message = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
        head.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(5), cancellation);
        return message;
    }
}
