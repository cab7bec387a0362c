using System.Net;
using System.Text.RegularExpressions;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Issuer;
using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BazhongTracker.Integration.Tests.Issuer;

/// <summary>The program in Production, which trusts a small issuer.</summary>
public sealed partial class IssuerServer : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Administrator = new("an-admin", "管理", "", [RoleNames.Admin]);
    private readonly string secret = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".secret");

    public TestDatabase Database { get; } = new();

    public WebApplication App { get; private set; } = null!;

    internal LocalIssuer Issuer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Issuer = new LocalIssuer(Database.Clock);
        await Issuer.Start();
        await File.WriteAllTextAsync(secret, LocalIssuer.Secret + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(secret, UnixFileMode.UserRead);
        }

        App = Server.Build(
            [
                "--urls", "http://127.0.0.1:0", "--environment", "Production", "--Serilog:MinimumLevel:Default=Error", "--SignIn:SecondFactor=Privileged", .. Database.Settings,
                $"--SignIn:OpenIdConnect:Authority={Issuer.Address}", $"--SignIn:OpenIdConnect:ClientId={LocalIssuer.ClientId}", $"--SignIn:OpenIdConnect:ClientSecretFile={secret}",
            ],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Database.Clock)).Replace(ServiceDescriptor.Singleton(new StorageDemands(Durable: false)));
                builder.Services.Configure<OpenIdConnectOptions>(IssuerSetup.Scheme, options => options.BackchannelHttpHandler = Believing());
            });
        await App.Prepare();
        await App.StartAsync();

        // Where nobody exists, the sign-in page leads to the set-up.
        await Made();
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Issuer.DisposeAsync();
        await Database.DisposeAsync();
        File.Delete(secret);
    }

    /// <summary>An account that may be signed in to at the issuer, as yet linked to nobody.</summary>
    public async Task<string> Made(bool allowed = true, string role = RoleNames.Clerk)
    {
        var name = $"p-{Guid.NewGuid():N}"[..14];
        await using var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().Create(name, name, "agriculture", [role], Actor.System);
        if (allowed)
        {
            await scope.ServiceProvider.GetRequiredService<IssuerPermission>().Allow(name, Administrator, None);
        }

        return name;
    }

    public async Task With<T>(Func<T, Actor, Task> deed)
        where T : class
    {
        await using var scope = App.Services.CreateAsyncScope();
        await deed(scope.ServiceProvider.GetRequiredService<T>(), Administrator);
    }

    /// <returns>Where the program leads to: an address of the issuer.</returns>
    public static async Task<Uri> Leave(SignedInVisitor visitor, string back = "/targets")
    {
        using var answer = await visitor.Get($"/sign-in/issuer?return={Uri.EscapeDataString(back)}", "text/html");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    /// <returns>Where the issuer leads back to, as a path of the program.</returns>
    public static async Task<string> Ask(Uri address)
    {
        using var http = new HttpClient(Believing());
        using var answer = await http.GetAsync(address, None);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>The whole way, as a browser goes it.</summary>
    /// <returns>Where it ends.</returns>
    internal async Task<string> Come(SignedInVisitor visitor, Said says, string back = "/targets")
    {
        Issuer.Says = says;
        using var answer = await visitor.Get(await Ask(await Leave(visitor, back)), "text/html");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <returns>What the sign-in page says in its red field.</returns>
    public static async Task<string> Sentence(SignedInVisitor visitor, string address)
    {
        using var answer = await visitor.Get(address, "text/html");
        return WebUtility.HtmlDecode(Alert().Match(await answer.Content.ReadAsStringAsync(None)).Groups["sentence"].Value);
    }

    public async Task<List<(string Action, string Said)>> Audited(string name)
    {
        await using var db = await Database.Contexts.CreateDbContextAsync(None);
        var rows = await db.Audit.Where(a => a.Subject == name && !a.Action.StartsWith("create-")).OrderBy(a => a.Id).Select(a => new { a.Action, a.NewValue }).ToListAsync(None);
        return [.. rows.Select(r => (r.Action, r.NewValue ?? ""))];
    }

    private static HttpClientHandler Believing() => new() { AllowAutoRedirect = false, ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };

    [GeneratedRegex("role=\"alert\">(?<sentence>[^<]+)</p>")]
    private static partial Regex Alert();
}
