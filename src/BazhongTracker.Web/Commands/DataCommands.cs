using System.CommandLine;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Commands;

internal static class DataCommands
{
    private static readonly string[] Profiles = ["decision", "published", "demo"];

    public static Command Migrate()
    {
        var command = new Command("migrate", "Brings the database to the schema of this version.");
        command.SetAction((_, cancellation) => CommandLine.Succeeds(async () =>
        {
            using var host = CommandHost.Build();
            await host.Services.Migrate(cancellation);
        }));
        return command;
    }

    public static Command Seed()
    {
        var profile = new Option<string>("--profile") { Description = "decision, published or demo; each includes the one before.", DefaultValueFactory = _ => "decision" };
        profile.AcceptOnlyFromAmong(Profiles);
        var command = new Command("seed", "Puts what ships in seeds/ into the database; what is there stays as it is.") { profile };
        command.SetAction((parsed, cancellation) => CommandLine.Succeeds(async () =>
        {
            using var host = CommandHost.Build();
            await host.Services.Migrate(cancellation);
            var added = await host.Services.SeedProfile(parsed.GetRequiredValue(profile), cancellation);
            var run = await host.Services.RecordMethodAndJudge(cancellation);
            await host.Services.TellInstances(cancellation);
            await Answer.Write(new JsonObject { ["profile"] = parsed.GetRequiredValue(profile), ["added"] = added, ["recompute"] = run is null ? null : Told(run) }, cancellation);
        }));
        return command;
    }

    public static Command Recompute()
    {
        var asOf = DayOption.Of("--as-of", "A past day (YYYY-MM-DD) to be judged on its own; today when left out.");
        var command = new Command("recompute", "Judges every target again; safe to run twice.") { asOf };
        command.SetAction((parsed, cancellation) => CommandLine.Succeeds(async () =>
        {
            using var host = CommandHost.Build();
            await host.Services.Migrate(cancellation);
            if (await host.Services.RecordMethod(cancellation) && parsed.GetValue(asOf) is not null)
            {
                await host.Services.GetRequiredService<RecomputeProgress>().ByNewMethod(cancellation);
            }

            var run = await host.Services.GetRequiredService<RecomputeProgress>()
                .Now(Actor.System, parsed.GetValue(asOf), $"command:{Guid.CreateVersion7():N}", cancellation);
            await host.Services.TellInstances(cancellation);
            await Answer.Write(Told(run), cancellation);
            if (!run.WasGood)
            {
                throw new InvalidOperationException($"{run.Failed} targets could not be judged; the first: {run.FirstError}");
            }
        }));
        return command;
    }

    private static JsonObject Told(JobRun run) => new()
    {
        ["as_of"] = run.AsOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["assessed"] = run.Assessed,
        ["changed"] = run.Changed,
        ["failed"] = run.Failed,
    };
}
