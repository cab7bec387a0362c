using System.CommandLine;
using BazhongTracker.Domain;
using BazhongTracker.Web.Startup;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Commands;

/// <summary>The program with a verb. Exit 0 on success, 1 on failure with one sentence on standard error, 2 on wrong usage. JSON alone on standard output.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("BazhongTracker: the web program with a verb; without a verb it serves.")
        {
            AssessCommand.Build(), DataCommands.Migrate(), DataCommands.Seed(), DataCommands.Recompute(), PeopleCommands.CreateAdmin(), PeopleCommands.CreatePerson(), PeopleCommands.SetRoles(),
            SessionCommands.End(), SessionCommands.Disable(), SessionCommands.Enable(), SessionCommands.ResetPassword(), SessionCommands.RemoveSecondFactor(), KeyCommands.Create(), KeyCommands.Revoke(),
            ProofCommands.VerifyAudit(),
        };
        root.Options.OfType<VersionOption>().Single().Action = new SayVersion();
        var parsed = root.Parse([.. args.Select(TypedText.Kept)]);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, WrongUsage.Sentences(parsed)));
            return 2;
        }

        return await parsed.InvokeAsync();
    }

    /// <summary>Runs the deed; a failure becomes one sentence on standard error.</summary>
    public static async Task<int> Succeeds(Func<Task> deed)
    {
        try
        {
            await deed();
            return 0;
        }
        catch (RuleViolation refusal)
        {
            await Console.Error.WriteLineAsync(Sentence(refusal));
            return 1;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(StartRefusal.Sentence(failure));
            return 1;
        }
    }

    /// <summary>As the screen would say it.</summary>
    public static string Sentence(RuleViolation refusal)
    {
        using var services = new ServiceCollection().AddLogging().AddWords().BuildServiceProvider();
        return new Spoken(
            services.GetRequiredService<IStringLocalizer<Words>>(), services.GetRequiredService<IStringLocalizer<Refusals>>()).Refusal(refusal);
    }
}
