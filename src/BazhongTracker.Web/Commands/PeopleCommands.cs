using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Commands;

/// <summary>Accounts: the password is made here, answered once and stored as a hash only.</summary>
internal static partial class PeopleCommands
{
    public static Command CreateAdmin()
    {
        var name = new Argument<string>("USER-NAME") { Description = "Small letters, digits, dot, hyphen, underscore." };
        var display = new Option<string?>("--display-name") { Description = "How the person is shown." };
        var command = new Command("create-admin", "Makes an account of the system administrator and answers with its password.") { name, display };
        command.SetAction((parsed, cancellation) =>
            Create(parsed.GetRequiredValue(name), parsed.GetValue(display), "", [RoleNames.Admin], cancellation));
        return command;
    }

    public static Command CreatePerson()
    {
        var name = new Argument<string>("USER-NAME") { Description = "Small letters, digits, dot, hyphen, underscore." };
        var display = new Option<string?>("--display-name") { Description = "How the person is shown." };
        var department = new Option<string>("--department") { Description = "The code of the department, for instance agriculture.", Required = true };
        var role = new Option<string[]>("--role") { Description = "clerk, reviewer, supervision, leader or reader; may be given several times.", Required = true };
        role.AcceptOnlyFromAmong([.. RoleNames.All.Except(RoleNames.Administrators)]);
        var command = new Command("create-person", "Makes an account and answers with its password.") { name, display, department, role };
        command.SetAction((parsed, cancellation) => Create(
            parsed.GetRequiredValue(name), parsed.GetValue(display), parsed.GetRequiredValue(department), parsed.GetRequiredValue(role), cancellation));
        return command;
    }

    public static Command SetRoles()
    {
        var name = new Argument<string>("USER-NAME") { Description = "Whose." };
        var role = new Option<string[]>("--role") { Description = "What the person holds from now on, may be given several times; none takes all away. admin, security and auditor stand alone." };
        role.AcceptOnlyFromAmong([.. RoleNames.All]);
        var command = new Command("set-roles", "Gives and takes roles: the way to the first security administrator.") { name, role };
        command.SetAction((parsed, cancellation) => CommandLine.Succeeds(async () =>
        {
            using var host = CommandHost.Build();
            await host.Services.Migrate(cancellation);
            await using var scope = host.Services.CreateAsyncScope();
            var (user, roles) = (parsed.GetRequiredValue(name), parsed.GetValue(role) ?? []);
            var held = await scope.ServiceProvider.GetRequiredService<RoleGrants>().Replace(user, roles, Actor.System, cancellation);
            await Answer.Write(new JsonObject { ["user_name"] = user, ["roles_before"] = string.Join(',', held), ["roles"] = string.Join(',', roles) }, cancellation);
        }));
        return command;
    }

    private static Task<int> Create(string name, string? display, string department, IReadOnlyList<string> roles, CancellationToken cancellation) =>
        CommandLine.Succeeds(async () =>
        {
            if (!Names().IsMatch(name))
            {
                throw new RuleViolation("account.name", name);
            }

            using var host = CommandHost.Build();
            await host.Services.Migrate(cancellation);
            await using var scope = host.Services.CreateAsyncScope();
            var password = await scope.ServiceProvider.GetRequiredService<Accounts>().Create(name, display ?? name, department, roles, Actor.System);
            await Answer.Write(new JsonObject { ["user_name"] = name, ["password"] = password }, cancellation);
        });

    // What accounts accept, said here in our own words.
    [GeneratedRegex(@"^[A-Za-z0-9._@+-]+\z")]
    private static partial Regex Names();
}
