using System.CommandLine;
using System.Text.Json.Nodes;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Commands;

/// <summary>Keys with which programs read: made here, answered once and stored as a hash only.</summary>
internal static class KeyCommands
{
    public static Command Create()
    {
        var name = Name();
        var role = new Option<string[]>("--role") { Description = "reader, leader or supervision: what may be seen.", Required = true };
        role.AcceptOnlyFromAmong([.. RoleNames.ThatOnlyRead]);
        var department = new Option<string?>("--department") { Description = "The code of a department whose figures under review may be seen too." };
        var expires = DayOption.Of("--expires", "The last day on which the key is good (YYYY-MM-DD).");
        var command = new Command("create-api-key", "Makes a key for a program that reads the API, and answers with it once.") { name, role, department, expires };
        command.SetAction((parsed, cancellation) => WithKeys(async keys =>
        {
            var made = await keys.Create(
                parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), parsed.GetValue(department) ?? "", parsed.GetValue(expires), Actor.System, cancellation);
            await Answer.Write(new JsonObject { ["name"] = parsed.GetRequiredValue(name), ["key"] = made }, cancellation);
        }, cancellation));
        return command;
    }

    public static Command Revoke()
    {
        var name = Name();
        var command = new Command("revoke-api-key", "Makes a key worthless at once; its name is not given again.") { name };
        command.SetAction((parsed, cancellation) => WithKeys(keys => keys.Revoke(parsed.GetRequiredValue(name), Actor.System, cancellation), cancellation));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "Small letters, digits, dot, hyphen, underscore." };

    private static Task<int> WithKeys(Func<ApiKeys, Task> deed, CancellationToken cancellation) => CommandLine.Succeeds(async () =>
    {
        using var host = CommandHost.Build();
        await host.Services.Migrate(cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        await deed(scope.ServiceProvider.GetRequiredService<ApiKeys>());
    });
}
