using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Startup;
using BazhongTracker.Web.Startup.Settings;

namespace BazhongTracker.Web.Access;

/// <summary>The one place that answers who may what: permissions.tsv, asked by every page, endpoint, use case, query and search.</summary>
public sealed class Permissions
{
    private readonly PermissionFile file;
    private readonly Duties duties;

    internal Permissions(PermissionFile file, Duties duties)
    {
        (this.file, this.duties) = (file, duties);
        if (All.FirstOrDefault(action => !file.Actions.Contains(action)) is { } missing)
        {
            throw new ConfigurationRefused($"permissions.tsv has no row for {missing}, which the program asks for.");
        }
    }

    /// <summary>Every action the program asks for.</summary>
    public static IReadOnlyList<string> All { get; } = [.. typeof(Actions).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    /// <exception cref="ConfigurationRefused">The file inside the program is malformed.</exception>
    public static Permissions Shipped(Duties duties = Duties.Three) => new(PermissionFile.Shipped(), duties);

    /// <summary>How far the actor may go; nobody signed in is the column anonymous, and everybody may at least what that may.</summary>
    public Scope Of(Actor actor, string action) =>
        new(ColumnsOf(actor).Aggregate(file.Cell(action, PermissionFile.Anonymous), (reach, column) => reach | file.Cell(action, column)), actor.DepartmentCode, actor.UserName);

    public bool Allows(Actor actor, string action) => !Of(actor, action).IsNone;

    /// <exception cref="RuleViolation">access.denied.</exception>
    public Scope Demand(Actor actor, string action) => Of(actor, action) is { IsNone: false } scope ? scope : throw new RuleViolation("access.denied");

    private IEnumerable<string> ColumnsOf(Actor actor)
    {
        // 三员: who holds one of them beside another role may nothing with either, until somebody takes one away.
        if (!HeldRoles.StandTogether(actor.Roles))
        {
            return [];
        }

        var held = actor.Roles.Where(PermissionFile.Columns.Contains);
        return duties == Duties.Two && actor.Is(RoleNames.Admin) ? held.Append(RoleNames.Security) : held;
    }
}
