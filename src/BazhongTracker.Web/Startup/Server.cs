using System.Globalization;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Web.Api;
using BazhongTracker.Web.Features.Ledger;
using BazhongTracker.Web.Features.Reading;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Serilog;

namespace BazhongTracker.Web.Startup;

/// <summary>The program without a verb: it serves.</summary>
internal static class Server
{
    public static async Task<int> Run(string[] args)
    {
        SpeakChinese();
        var builder = WebApplication.CreateBuilder(args);
        builder.Host.UseSerilog((_, log) => log.ReadFrom.Configuration(builder.Configuration).WriteTo.Console(
            standardErrorFromLevel: Serilog.Events.LogEventLevel.Verbose, formatProvider: CultureInfo.InvariantCulture));
        builder.AddDatabase();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(DecisionFiles.ReadDecision());
        builder.Services.AddSingleton(DecisionFiles.ReadText());
        builder.Services.AddSingleton(provider => SectionTree.Read(provider.GetRequiredService<DecisionText>()));
        builder.Services.AddSingleton<DecisionQuery>();
        builder.Services.AddScoped<LedgerQuery>();
        builder.Services.AddScoped<SubmitFigure>();
        builder.Services.AddScoped<ReviewFigure>();
        builder.Services.AddLocalization();
        builder.Services.AddRazorComponents();
        builder.Services.AddOpenApi();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.UseContractNames());

        var app = builder.Build();
        await app.Services.Migrate();
        await app.Services.SeedDecision();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapOpenApi();
        app.MapReadApi();
        app.MapRazorComponents<App>();
        await app.RunAsync();
        return 0;
    }

    private static void SpeakChinese()
    {
        var chinese = CultureInfo.GetCultureInfo("zh-CN");
        CultureInfo.DefaultThreadCurrentCulture = chinese;
        CultureInfo.DefaultThreadCurrentUICulture = chinese;
    }
}
