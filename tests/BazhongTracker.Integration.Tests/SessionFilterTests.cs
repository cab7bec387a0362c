using System.Reflection;
using System.Security.Claims;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Which calls of a browser are deeds of the person.</summary>
public sealed class SessionFilterTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("BeginInvokeDotNetFromJS", "DispatchEventAsync", true)]
    [InlineData("OnLocationChanged", "http://tracker/targets", true)]
    [InlineData("BeginInvokeDotNetFromJS", "OnSizeChanged", false)]
    [InlineData("OnRenderCompleted", "1", false)]
    [InlineData("EndInvokeJSFromDotNet", "1", false)]
    public async Task Only_what_a_person_does_keeps_a_session(string method, string third, bool isDeed)
    {
        var name = $"deeds-{method}-{third}".ToLowerInvariant().Replace(":", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal);
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().Create(name, name, "agriculture", [RoleNames.Clerk], Actor.System);
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var id = await server.Services.GetRequiredService<SessionTable>().Begin(await db.Users.SingleAsync(p => p.UserName == name, None), "", "", None);
        var watch = server.Services.GetRequiredService<SessionWatch>();
        server.Database.Clock.Advance(TimeSpan.FromMinutes(29));

        var ran = false;
        await new SessionFilter(watch, server.Services.GetRequiredService<OpenConnections>(), new CircuitOwners(), server.Services.GetRequiredService<ForgedEvents>()).InvokeMethodAsync(
            new HubInvocationContext(new Caller(id), scope.ServiceProvider, new Circuits(), typeof(Circuits).GetMethod(method)!, ["1", null, third, 1L, "[]"]),
            _ =>
            {
                ran = true;
                return ValueTask.FromResult<object?>(null);
            });
        server.Database.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(ran);
        Assert.Equal(isDeed, await watch.Holds(SessionIds.HashOf(id)));
    }

    [Theory]
    [InlineData("BeginInvokeDotNetFromJS")]
    [InlineData("OnLocationChanged")]
    public void The_calls_are_still_called_so(string method) =>
        Assert.NotNull(typeof(Microsoft.AspNetCore.Components.Server.CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", true)!.GetMethod(method, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance));

    private sealed class Circuits : Hub
    {
        public static void BeginInvokeDotNetFromJS()
        {
        }

        public static void OnLocationChanged()
        {
        }

        public static void OnRenderCompleted()
        {
        }

        public static void EndInvokeJSFromDotNet()
        {
        }
    }

    private sealed class Caller(string session) : HubCallerContext
    {
        public override string ConnectionId => "1";
        public override string? UserIdentifier => null;
        public override ClaimsPrincipal User { get; } = new(new ClaimsIdentity([new Claim(SessionIds.Claim, session)], "test"));
        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();
        public override IFeatureCollection Features { get; } = new FeatureCollection();
        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort()
        {
        }
    }
}
