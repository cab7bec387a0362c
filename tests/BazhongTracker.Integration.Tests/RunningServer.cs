using System.Text.Json.Nodes;
using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The program in Development with demonstration data on a fresh database, on 25 November 2026 for ever.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    /// <summary>
    /// Beside the settings of a start: passwords cost what they cost in earnest. Hundreds of tests sign somebody in, to most of them it does
    /// not matter.
    /// </summary>
    public const string HashInEarnest = "--Tests:Hashing=InEarnest";

    private const int QuickHashing = 1_000;
    private WebApplication app = null!;

    public TestDatabase Database { get; } = new(DatabaseTemplate.Demonstration);

    /// <summary>Does not follow redirects and keeps no cookies.</summary>
    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        app = await Start(Database, "Development");
        Http = ClientOf(app);
    }

    /// <param name="settings">Beside the usual ones; nobody is asked for a second factor unless they say so.</param>
    public static async Task<WebApplication> Start(TestDatabase database, string environment, params string[] settings)
    {
        var app = Server.Build(
            ["--urls", "http://127.0.0.1:0", "--environment", environment, "--Serilog:MinimumLevel:Default=Warning", "--SignIn:SecondFactor=Off", .. database.Settings, .. settings],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(database.Clock));
                builder.Services.Replace(ServiceDescriptor.Singleton(new StorageDemands(Durable: false)));
                if (!settings.Contains(HashInEarnest))
                {
                    builder.Services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = QuickHashing);
                }
            });
        await app.Prepare();
        await app.StartAsync();
        return app;
    }

    public static HttpClient ClientOf(WebApplication app) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
    };

    public async Task<JsonNode> Json(string path) => JsonNode.Parse(await Http.GetStringAsync(path))!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Database.DisposeAsync();
    }
}
