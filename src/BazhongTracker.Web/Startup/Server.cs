using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Entering;
using BazhongTracker.Web.Access.Issuer;
using BazhongTracker.Web.Access.Sessions;
using BazhongTracker.Web.Api;
using BazhongTracker.Web.Commands;
using BazhongTracker.Web.Features.About;
using BazhongTracker.Web.Features.Auditing;
using BazhongTracker.Web.Features.Departments;
using BazhongTracker.Web.Features.Ledger;
using BazhongTracker.Web.Features.LookingUp;
using BazhongTracker.Web.Features.Overview;
using BazhongTracker.Web.Features.People;
using BazhongTracker.Web.Features.Reading;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Features.Screen;
using BazhongTracker.Web.Features.SettingUp;
using BazhongTracker.Web.Features.SigningIn;
using BazhongTracker.Web.Features.Targets;
using BazhongTracker.Web.Jobs;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Layout;
using BazhongTracker.Web.Shared.Marks;
using BazhongTracker.Web.Shared.Search;
using BazhongTracker.Web.Startup.Settings;
using BazhongTracker.Web.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.WebEncoders;
using MudBlazor.Services;
using Serilog;

namespace BazhongTracker.Web.Startup;

/// <summary>The program without a verb: it serves.</summary>
internal static class Server
{
    public static async Task<int> Run(string[] args)
    {
        try
        {
            var app = Build(args);
            await app.Prepare();
            await app.RunAsync();
            return 0;
        }
        catch (RuleViolation refusal)
        {
            await Console.Error.WriteLineAsync(CommandLine.Sentence(refusal));
            return 1;
        }
        catch (Exception refusal)
        {
            await Console.Error.WriteLineAsync(StartRefusal.Sentence(refusal));
            return 1;
        }
    }

    /// <param name="configure">What a test puts in place of the real thing, for instance the clock.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        SpeakChinese();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(Server).Assembly.GetName().Name,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = BodyLimits.Everywhere;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        var serves = false;
        // The logger is of this server alone: others may run in the same process.
        builder.Host.UseSerilog(preserveStaticLogger: true, configureLogger: (_, services, log) => log
            // A cookie that cannot be read is answered by a new one; whoever likes could fill the log with it.
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", Serilog.Events.LogEventLevel.Fatal)
            .ReadFrom.Configuration(builder.Configuration)
            .Filter.ByExcluding(Availability.IsRefusal)
            .Filter.ByExcluding(said => ForgedEvents.IsSaidOf(said, services.GetRequiredService<ForgedEvents>))
            .Filter.ByExcluding(said => !serves && StartRefusal.IsSaidAnyway(said)).WriteTo.Console(
            standardErrorFromLevel: Serilog.Events.LogEventLevel.Verbose,
            outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss} {Level:u3} {TraceId} {Message:lj}{NewLine}{Exception}",
            formatProvider: CultureInfo.InvariantCulture));
        builder.AddAllowedHosts();
        builder.Services.AddSingleton(PathBase.Read(builder.Configuration));
        builder.AddTracker();
        builder.AddAvailability();
        builder.AddProtectionKeys();
        builder.AddSignIn();
        builder.AddPages();
        builder.AddCompression();
        builder.Services.AddHostedService<StartAndStop>();
        builder.AddTimetable();
        builder.Services.AddOptions<RecomputeSettings>().BindConfiguration("Recompute").ValidateDataAnnotations().ValidateOnStart();
        builder.AddHealth();
        builder.Services.AddSingleton<PolicyReports>();
        builder.Services.AddSingleton(new StorageDemands(Durable: true));
        builder.Services.AddApiDescription();
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.UseContractNames());
        configure?.Invoke(builder);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => serves = true);
        app.UseHeaders();
        app.UseAllowedHosts();
        app.UseOwnPath();
        app.UseBodyLimits();
        app.UseHeadLikeGet();
        app.UseExceptionHandler(AwayAnswers.Options());
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // A program asks for /api, a script for a connection, and gets the bare status; a person gets a page.
            if (context.Request.IsOfProgram() && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });
        app.UseOwnOrigin();
        app.UseResponseCompression();
        app.UseChosenLanguage();
        app.UseAuthentication();
        app.UseKnownVisitors();
        app.UseDemoLeader();
        app.UseCallersAddress();
        app.UseReadingKeys();
        app.UseAuthorization();
        app.UseAntiforgery();
        RefusedForm.Use(app);
        app.MapStaticAssets().Asks(Actions.OpenFrame);
        app.MapHealth();
        app.MapOpenApi().Asks(Actions.DescribeApi);
        app.MapReadApi();
        app.MapSession();
        app.MapSignOut();
        app.MapIssuer();
        app.MapPreferences();
        app.MapDecisionSource();
        app.MapAuditExport();
        app.MapNotices();
        PolicyReports.Map(app);
        // The policy of all answers says frame-ancestors already, and a second one would be sent beside it. Nothing secret is compressed with foreign text.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            options.ContentSecurityFrameAncestorsPolicy = null;
            options.DisableWebSocketCompression = true;
        }).AsksWhereNothingIsAsked(Actions.OpenCircuit);
        return app;
    }

    /// <summary>Schema and data, before the first request.</summary>
    public static async Task Prepare(this WebApplication app)
    {
        await app.Services.Migrate();
        await app.RefuseUnsafeStorage();
        await DutiesChange.Record(app.Services.GetRequiredService<IDbContextFactory<TrackerDbContext>>(), AccessSettings.Read(app.Configuration).Duties, app.Services.GetRequiredService<TimeProvider>());
        await app.PrepareData();
    }

    private static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddWords();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(options =>
        {
            options.AddFilter<SessionFilter>();
            // A browser that hears nothing for three of these says that the connection is cut (js/start.js).
            options.KeepAliveInterval = TimeSpan.FromSeconds(5);
        });
        // Chinese leaves as Chinese, not as numbered entities.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddMudServices();
        builder.Services.AddScoped<Spoken>();
        builder.Services.AddScoped<StillRequired>();
        builder.Services.AddScoped<ProgressMark>();
        builder.Services.AddScoped<PlainMarkup>();
        builder.Services.AddScoped<Why>();
        builder.Services.AddScoped<FrameQuery>();
        builder.Services.AddScoped<Landing>();
        builder.Services.AddScoped<SearchQuery>();
        builder.Services.AddScoped<MySessions>();
        builder.Services.AddScoped<OverviewQuery>();
        builder.Services.AddScoped<ScreenQuery>();
        builder.Services.AddScoped<LedgerQuery>();
        builder.Services.AddScoped<NumberOrigin>();
        builder.Services.AddScoped<FilterWords>();
        builder.Services.AddScoped<TargetQuery>();
        builder.Services.AddScoped<DecisionQuery>();
        builder.Services.AddScoped<MyFiguresQuery>();
        builder.Services.AddScoped<DraftsQuery>();
        builder.Services.AddSingleton<DraftTabs>();
        builder.Services.AddScoped<EntryWords>();
        builder.Services.AddTransient<EntryDrafts>();
        builder.Services.AddTransient<EntrySheet>();
        builder.Services.AddScoped<ReviewQueueQuery>();
        builder.Services.AddScoped<ReviewWords>();
        builder.Services.AddScoped<AuditSaid>();
        builder.Services.AddTransient<ReviewDesk>();
        builder.Services.AddScoped<ReceiptQuery>();
        builder.Services.AddScoped<RunsQuery>();
        builder.Services.AddScoped<SetUpDesk>();
        builder.Services.AddScoped<StepsQuery>();
        builder.Services.AddScoped<PeopleCheck>();
        builder.Services.AddScoped<CreatePeople>();
        builder.Services.AddScoped<WaitingRoles>();
        builder.Services.AddScoped<PeopleQuery>();
        builder.Services.AddScoped<PersonDatesQuery>();
        builder.Services.AddScoped<PeopleDesk>();
        builder.Services.AddScoped<PeopleSpoken>();
        builder.Services.AddScoped<KeysQuery>();
        builder.Services.AddScoped<KeyDesk>();
        builder.Services.AddScoped<ChangeDepartments>();
        builder.Services.AddScoped<DepartmentsQuery>();
        builder.Services.AddScoped<DepartmentSpoken>();
        builder.Services.AddScoped<AuditQuery>();
        builder.Services.AddScoped<CheckAudit>();
        builder.Services.AddScoped<SettingsInForce>();
        builder.Services.AddScoped<AboutQuery>();
        builder.Services.AddScoped<AlarmQuery>();
    }

    private static void SpeakChinese()
    {
        var chinese = CultureInfo.GetCultureInfo(Preferences.Chinese);
        CultureInfo.DefaultThreadCurrentCulture = chinese;
        CultureInfo.DefaultThreadCurrentUICulture = chinese;
    }
}
