using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace BazhongTracker.Integration.Tests.Circuits;

/// <summary>An open page without a browser: it says what it wants to the server.</summary>
internal sealed partial class ForgedCircuit : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> waiting = [];
    private readonly List<Handler> handlers = [];
    private readonly TaskCompletionSource interop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim sending = new(1);
    private TaskCompletionSource drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string origin = "";
    private string dispatcher = "";
    private string why = "";
    private int calls;

    private ForgedCircuit()
    {
    }

    /// <summary>What the server made for the page, with which it comes back after a lost connection.</summary>
    public string Secret { get; private set; } = "";

    public string Token { get; private set; } = "";

    public Task Closed => closed.Task.WaitAsync(Patience);

    public bool IsOpen => !closed.Task.IsCompleted;

    public static async Task<ForgedCircuit> Open(WebApplication app, SignedInVisitor visitor, string path)
    {
        using var answer = await visitor.Get(path, "text/html");
        var page = await answer.Content.ReadAsStringAsync(None);
        var circuit = await Connect(app, visitor);
        var (operations, state) = DrawnPage.Read(page);
        circuit.Secret = await circuit.Ask("StartCircuit", circuit.origin + "/", circuit.origin + path, "[]", state);
        await circuit.Send(Packing.Framed(1L, new Dictionary<string, string>(), null, "UpdateRootComponents", new object?[] { operations, state }, Array.Empty<object?>()));
        await circuit.interop.Task.WaitAsync(Patience);
        return circuit;
    }

    /// <summary>A connection that knows no page yet.</summary>
    /// <param name="token">Of a connection there is already; null for a new one.</param>
    public static async Task<ForgedCircuit> Connect(WebApplication app, SignedInVisitor visitor, string? token = null)
    {
        var circuit = new ForgedCircuit();
        using var http = RunningServer.ClientOf(app);
        circuit.origin = http.BaseAddress!.ToString().TrimEnd('/');
        if (token is null)
        {
            using var negotiated = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", circuit.origin } } });
            token = (string)JsonNode.Parse(await negotiated.Content.ReadAsStringAsync(None))!["connectionToken"]!;
        }

        circuit.Token = token;
        circuit.socket.Options.SetRequestHeader("Origin", circuit.origin);
        circuit.socket.Options.SetRequestHeader("Cookie", string.Join("; ", visitor.Cookies.Select(c => $"{c.Key}={c.Value}")));
        await circuit.socket.ConnectAsync(new Uri(circuit.origin.Replace("http", "ws", StringComparison.Ordinal) + "/_blazor?id=" + Uri.EscapeDataString(token)), None);
        await circuit.socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, None);
        _ = circuit.Listen();
        await circuit.shaken.Task.WaitAsync(Patience);
        return circuit;
    }

    /// <summary>Waits until the page shows such a handler.</summary>
    public async Task Shows(string element, string name)
    {
        while (true)
        {
            var next = drawn.Task;
            if (HandlersOf(element, name).Count > 0)
            {
                return;
            }

            await next.WaitAsync(Patience);
        }
    }

    /// <param name="element">Null for all: what is drawn anew in a known element does not say in which.</param>
    /// <returns>The ids of handlers drawn so far, the newest last.</returns>
    public IReadOnlyList<long> HandlersOf(string? element, string name)
    {
        lock (handlers)
        {
            return [.. handlers.Where(h => (element is null || h.Element == element) && h.Event == name).Select(h => h.Id)];
        }
    }

    public async Task Send(byte[] bytes)
    {
        await sending.WaitAsync(None);
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Binary, true, None);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>As if somebody had typed, chosen or clicked.</summary>
    /// <returns>What the server answered; null when it cut the connection instead.</returns>
    public async Task<string?> Event(long handler, string name, object? value = null) => (await Events((handler, name, value ?? "")))[0];

    /// <summary>Without waiting for an answer.</summary>
    public Task Send(long handler, string name) => Send(Packing.Framed(
        1L, new Dictionary<string, string>(), null, "BeginInvokeDotNetFromJS",
        new object?[] { "0", null, "DispatchEventAsync", long.Parse(dispatcher, null), JsonSerializer.Serialize(new object?[] { new { eventHandlerId = handler, eventName = name, eventFieldInfo = (object?)null }, new { type = name } }) },
        Array.Empty<object?>()));

    /// <summary>All in one message of the socket.</summary>
    public async Task<IReadOnlyList<string?>> Events(params (long Handler, string Name, object Value)[] all)
    {
        List<byte> frame = [];
        List<Task<string>> answers = [];
        foreach (var (handler, name, value) in all)
        {
            var call = Interlocked.Increment(ref calls).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var arguments = JsonSerializer.Serialize(new object?[] { new { eventHandlerId = handler, eventName = name, eventFieldInfo = (object?)null }, name == "change" ? new { value } : new { type = name } });
            answers.Add(Wait("call " + call));
            frame.AddRange(Packing.Framed(1L, new Dictionary<string, string>(), null, "BeginInvokeDotNetFromJS", new object?[] { call, null, "DispatchEventAsync", long.Parse(dispatcher, null), arguments }, Array.Empty<object?>()));
        }

        await Send([.. frame]);
        var said = new List<string?>();
        foreach (var answer in answers)
        {
            said.Add(await Task.WhenAny(answer, closed.Task).WaitAsync(Patience) == answer ? await answer : null);
        }

        return said;
    }

    /// <returns>What the server answered, as text.</returns>
    public async Task<string> Ask(string method, params object?[] arguments)
    {
        var id = "ask" + Interlocked.Increment(ref calls);
        var answer = Wait(id);
        await Send(Packing.Framed(1L, new Dictionary<string, string>(), id, method, arguments, Array.Empty<object?>()));
        return await Task.WhenAny(answer, closed.Task).WaitAsync(Patience) == answer ? await answer : "closed " + why;
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await closed.Task.WaitAsync(Patience);
        socket.Dispose();
        sending.Dispose();
    }

    private Task<string> Wait(string key) => waiting.GetOrAdd(key, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Answer(string key, string text)
    {
        if (waiting.TryGetValue(key, out var asked))
        {
            asked.TrySetResult(text);
        }
    }

    private async Task Listen()
    {
        try
        {
            var buffer = new byte[64 * 1024];
            for (var isShaken = false; ; isShaken = true)
            {
                using var received = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer, None);
                    received.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                shaken.TrySetResult();
                foreach (var message in isShaken ? Packing.Messages(received.ToArray()) : [])
                {
                    await Hear(message);
                }
            }
        }
        catch (Exception problem)
        {
            why = problem.Message;
        }
        finally
        {
            closed.TrySetResult();
        }
    }

    private async Task Hear(object?[] message)
    {
        if (message is [3L, _, string asked, ..])
        {
            Answer(asked, message.Length > 4 ? message[4]?.ToString() ?? "" : "");
        }
        else if (message is [1L, _, _, "JS.RenderBatch", object?[] batch, ..])
        {
            lock (handlers)
            {
                handlers.AddRange(Drawing.Handlers((byte[])batch[1]!));
            }

            var before = drawn;
            drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            before.SetResult();
            await Send(Packing.Framed(1L, new Dictionary<string, string>(), null, "OnRenderCompleted", new object?[] { batch[0], null }, Array.Empty<object?>()));
        }
        else if (message is [1L, _, _, "JS.EndInvokeDotNet", object?[] done, ..])
        {
            Answer("call " + done[0], $"{done[1]} {done[2]}");
        }
        else if (message is [1L, _, _, "JS.BeginInvokeJS", object?[] call, ..])
        {
            var text = string.Join(' ', call);
            if (text.Contains("attachWebRendererInterop", StringComparison.Ordinal))
            {
                dispatcher = Reference().Match(text).Groups["id"].Value;
                interop.TrySetResult();
            }

            if ((call[0] as long? ?? (Handle().Match(text) is { Success: true } found ? long.Parse(found.Groups["id"].Value, null) : 0)) is > 0 and var handle)
            {
                await Send(Packing.Framed(1L, new Dictionary<string, string>(), null, "EndInvokeJSFromDotNet", new object?[] { handle, true, $"[{handle},true,null]" }, Array.Empty<object?>()));
            }
        }
    }

    [GeneratedRegex("__dotNetObject[^0-9]+(?<id>[0-9]+)")]
    private static partial Regex Reference();

    [GeneratedRegex("asyncHandle\"?:(?<id>[0-9]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Handle();
}
