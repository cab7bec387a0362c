using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Startup.Settings;

namespace BazhongTracker.Web.Startup;

/// <summary>What the server and the command line share.</summary>
internal static class Composition
{
    public static T AddTracker<T>(this T builder)
        where T : IHostApplicationBuilder
    {
        builder.AddDatabase();
        builder.AddPeople();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Permissions.Shipped(AccessSettings.Read(builder.Configuration).Duties));
        builder.Services.AddSingleton(MethodSection.Read(builder.Configuration));
        builder.Services.AddSingleton(DecisionSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<Decisions>();
        builder.Services.AddSingleton<LiveChanges>();
        builder.Services.AddSingleton<RecomputeProgress>();
        builder.Services.AddScoped<SubmitFigure>();
        builder.Services.AddScoped<ReviseFigure>();
        builder.Services.AddScoped<WithdrawFigure>();
        builder.Services.AddScoped<SaveDrafts>();
        builder.Services.AddSingleton<OldDrafts>();
        builder.Services.AddSingleton(AuditSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<Outcomes>();
        builder.Services.AddSingleton<Checkpoints>();
        builder.Services.AddSingleton<SealAudit>();
        builder.Services.AddSingleton<VerifyAudit>();
        builder.Services.AddSingleton<CheckReceipts>();
        builder.Services.AddScoped<ReviewFigure>();
        builder.Services.AddScoped<TakeBackAcceptance>();
        builder.Services.AddScoped<DecidedQuery>();
        return builder;
    }
}
