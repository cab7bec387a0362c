using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Api;
using BazhongTracker.Web.Features.Ledger;
using BazhongTracker.Web.Features.Reading;
using BazhongTracker.Web.Features.SigningIn;
using BazhongTracker.Web.Features.Targets;
using BazhongTracker.Web.Jobs;
using BazhongTracker.Web.Shared.Layout;
using BazhongTracker.Web.Startup.Settings;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.WebEncoders;
using MudBlazor.Services;
using Serilog;

namespace BazhongTracker.Web.Startup;

/// <summary>The program without a verb: it serves.</summary>
internal static class Server
{
    public static async Task<int> Run(string[] args)
    {
        SpeakChinese();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.Host.UseSerilog((_, log) => log.ReadFrom.Configuration(builder.Configuration).WriteTo.Console(
            standardErrorFromLevel: Serilog.Events.LogEventLevel.Verbose, formatProvider: CultureInfo.InvariantCulture));
        builder.AddTracker();
        builder.AddSignIn();
        builder.AddPages();
        builder.AddTimetable();
        builder.Services.AddOptions<RecomputeSettings>().BindConfiguration("Recompute").ValidateDataAnnotations().ValidateOnStart();
        builder.AddHealth();
        builder.Services.AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.UseContractNames());

        var app = builder.Build();
        await app.Services.Migrate();
        await app.PrepareData();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAuthentication();
        app.UseDemoLeader();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapOpenApi();
        app.MapReadApi();
        app.MapSignOut();
        app.MapDecisionSource();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        await app.RunAsync();
        return 0;
    }

    private static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        // Chinese leaves as Chinese, not as numbered entities.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddMudServices();
        builder.Services.AddScoped<Spoken>();
        builder.Services.AddScoped<Why>();
        builder.Services.AddScoped<FrameQuery>();
        builder.Services.AddScoped<LedgerQuery>();
        builder.Services.AddScoped<TargetQuery>();
        builder.Services.AddScoped<DecisionQuery>();
    }

    private static void SpeakChinese()
    {
        var chinese = CultureInfo.GetCultureInfo("zh-CN");
        CultureInfo.DefaultThreadCurrentCulture = chinese;
        CultureInfo.DefaultThreadCurrentUICulture = chinese;
    }
}
