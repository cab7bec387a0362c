using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Chaos.Tests;

/// <summary>The whole program in this process, with demonstration data, on a database of the server that is killed.</summary>
public sealed class AwayServer(OneBench one) : IAsyncLifetime
{
    private const string Database = "away";
    private IDisposable page = null!;

    public WebApplication App { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public DatabaseState State => App.Services.GetRequiredService<DatabaseState>();

    public async ValueTask InitializeAsync()
    {
        await one.Bench.Server.Query($"CREATE DATABASE {Database}");
        App = Server.Build(
        [
            "--urls", "http://127.0.0.1:0", "--environment", "Development", "--Serilog:MinimumLevel:Default=Fatal", "--Database:Provider=Postgres",
            $"--ConnectionStrings:Tracker={one.Bench.Server.Connection(Database)}", $"--DataProtection:KeysFolder={Path.Combine(one.Bench.Folder, "away-keys")}",
        ]);
        await App.Prepare();
        await App.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        // As an open page does.
        page = State.Listen(() => { });
    }

    /// <summary>Waits until the program knows.</summary>
    public async Task Becomes(DatabaseCondition condition)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = State.Listen(() =>
        {
            if (State.Now == condition)
            {
                done.TrySetResult();
            }
        });
        if (State.Now != condition)
        {
            await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public async ValueTask DisposeAsync()
    {
        page.Dispose();
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
