using System.CommandLine;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Commands;

/// <summary>Who is in and who may come in. Open pages of the running program are emptied within ten seconds.</summary>
internal static class SessionCommands
{
    public static Command End() => Build(
        "end-sessions", "Ends every sign-in of the person; their open pages are emptied.", (accounts, name, cancellation) => accounts.EndSessions(name, Actor.System, cancellation));

    public static Command Disable() => Build(
        "disable-person", "Makes the account useless and ends its sign-ins.", (accounts, name, cancellation) => accounts.Disable(name, Actor.System, cancellation));

    public static Command Enable() => Build("enable-person", "Makes the account good again, also before a lock is over.", async (accounts, name, cancellation) =>
    {
        await accounts.Enable(name, Actor.System, cancellation);
        return 0;
    });

    public static Command RemoveSecondFactor() => Build(
        "remove-second-factor", "Takes a lost authenticator away and ends the sign-ins of the person.", (accounts, name, cancellation) => accounts.RemoveSecondFactor(name, Actor.System, cancellation));

    public static Command ResetPassword()
    {
        var name = new Argument<string>("USER-NAME") { Description = "Whose." };
        var command = new Command("reset-password", "Makes a password that signs in for a day and must be changed then; ends the sign-ins of the person.") { name };
        command.SetAction((parsed, cancellation) => CommandLine.Succeeds(async () =>
        {
            using var host = CommandHost.Build();
            await host.Services.Migrate(cancellation);
            await using var scope = host.Services.CreateAsyncScope();
            var user = parsed.GetRequiredValue(name);
            var password = await scope.ServiceProvider.GetRequiredService<Accounts>().ResetPassword(user, Actor.System, cancellation);
            await Answer.Write(new JsonObject { ["user_name"] = user, ["password"] = password }, cancellation);
        }));
        return command;
    }

    private static Command Build(string verb, string says, Func<Accounts, string, CancellationToken, Task<int>> deed)
    {
        var name = new Argument<string>("USER-NAME") { Description = "Whose." };
        var command = new Command(verb, says) { name };
        command.SetAction((parsed, cancellation) => CommandLine.Succeeds(async () =>
        {
            using var host = CommandHost.Build();
            await host.Services.Migrate(cancellation);
            await using var scope = host.Services.CreateAsyncScope();
            var user = parsed.GetRequiredValue(name);
            var ended = await deed(scope.ServiceProvider.GetRequiredService<Accounts>(), user, cancellation);
            await Answer.Write(new JsonObject { ["user_name"] = user, ["sessions_ended"] = ended }, cancellation);
        }));
        return command;
    }
}
