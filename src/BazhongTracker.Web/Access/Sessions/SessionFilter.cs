using System.Text.Json;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.AspNetCore.SignalR;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>Every call of a browser on its connection: those of a session that is over cut the connection, and what a person does keeps the session.</summary>
internal sealed class SessionFilter(SessionWatch watch, OpenConnections open, CircuitOwners owners, ForgedEvents forged) : IHubFilter
{
    // What the browser says on its own (what it drew, that it is there, calls of scripts) is no deed of the person.
    private const string Call = "BeginInvokeDotNetFromJS";
    private const string EventCall = "DispatchEventAsync";
    private const string Moved = "OnLocationChanged";
    private const string Start = "StartCircuit";
    private const string TakeUp = "ConnectCircuit";

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (context.Context.User?.SessionHash() is { } hash)
        {
            open.Add(context.Context.ConnectionId, hash, context.Context.Abort);
            if (!await watch.Holds(hash))
            {
                open.Close(hash);
                return;
            }
        }

        await next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        open.Remove(context.Context.ConnectionId);
        return next(context, exception);
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.Context.User?.SessionHash() is { } hash && IsDeed(invocationContext) && await watch.Holds(hash))
        {
            await watch.Touch(hash);
        }

        var session = invocationContext.Context.User?.SessionHash();
        if (invocationContext.HubMethodName == TakeUp && invocationContext.HubMethodArguments is [string asked, ..] && !owners.Is(asked, session))
        {
            // As if there were no such page.
            return false;
        }

        object? answer;
        try
        {
            answer = await next(invocationContext);
        }
        catch (JsonException)
        {
            // No page of ours says it in this way.
            forged.Seen();
            invocationContext.Context.Abort();
            return null;
        }

        if (invocationContext.HubMethodName == Start && answer is string secret)
        {
            owners.Add(secret, session);
        }

        return answer;
    }

    private static bool IsDeed(HubInvocationContext call) =>
        call.HubMethodName == Moved || (call.HubMethodName == Call && call.HubMethodArguments is [_, _, EventCall, ..]);
}
