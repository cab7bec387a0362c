using System.Reflection;
using System.Text.RegularExpressions;
using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.House.Tests;

/// <summary>Whoever reads or writes asks permissions.tsv. What is built without asking fails here.</summary>
public class PermissionTests
{
    /// <summary>What acts for nobody: the clock, the start of the program, and the recognition of whoever comes.</summary>
    private static readonly string[] ActForNobody =
    [
        "RecomputeProgress.Nightly", "RecomputeProgress.ByNewMethod", "RecomputeProgress.WithHistoryWhereDue",
        "RecomputeProgress.WithHistory", "RecomputeProgress.get_IsRunning",
        "ApiKeys.Recognise",
    ];

    /// <summary>
    /// What finds out who comes, before anybody can be asked what he may: the password, the word of the issuer and the session. Ending
    /// another's session is asked for by Accounts.
    /// </summary>
    private static readonly string[] FindOutWhoComes = ["PasswordCheck", "SessionTable", "SessionStart", "SecondFactorCheck", "IssuerAccount", "SignInAlarm"];

    /// <summary>
    /// What proves for the program, whoever acts: seals, checkpoints and their check, and the end of a deed that was asked for. Who reads
    /// the audit or a receipt is asked by the page.
    /// </summary>
    private static readonly string[] Prove = ["SealAudit", "Checkpoints", "VerifyAudit", "Outcomes"];

    /// <summary>
    /// What is part of the deed of a use case, which has asked: the account that Accounts, SetUp and CreatePeople make, the text that a
    /// query reads.
    /// </summary>
    private static readonly string[] BelongToADeed = ["NewAccount", "Decisions"];

    /// <summary>
    /// Files that write and are no use case: the start of the program, the row about a refusal, the clearing away of old drafts by the
    /// clock, and the verdict, the account, the password and the count of administrators that belong to the deed of a use case.
    /// </summary>
    private static readonly string[] WriteForTheProgram = ["MethodChange.cs", "DutiesChange.cs", "Denials.cs", "OldDrafts.cs",
        "Reassessment.cs", "PasswordStore.cs", "AdministratorsLeft.cs", "SignInAlarm.cs", "OriginRefusals.cs", "OldSessions.cs",
        "RecoveryCodes.cs", "CheckReceipts.cs", "StartAndStop.cs", "OneStroke.cs", "NewAccount.cs"];

    private static readonly Type[] Types = [.. typeof(Permissions).Assembly.GetTypes()];
    private static readonly (string Path, string Text)[] Sources = [.. Checkout.Files("src/BazhongTracker.Web", ".cs", ".razor")];

    private static (string Action, string State)[] Rows { get; } = [.. File.ReadLines(
        Path.Combine(Checkout.Root, "src/BazhongTracker.Web/Access/permissions.tsv"))
        .Where(l => l.Length > 0 && l[0] != '#').Skip(1).Select(l => l.Split('\t')).Select(f => (f[0], f[2]))];

    private static Dictionary<string, string> Names { get; } = typeof(Actions).GetFields().ToDictionary(f => f.Name, f => (string)f.GetRawConstantValue()!);

    [Fact]
    public void Every_row_of_today_is_asked_for_and_no_row_to_come_is() =>
        Assert.Equal(Rows.Where(r => r.State == "now").Select(r => r.Action).Order(StringComparer.Ordinal), Names.Values.Order(StringComparer.Ordinal));

    private static void AssertNone(IEnumerable<string?> offenders) => Assert.Empty(offenders.Distinct());

    [Fact]
    public void No_row_is_dead() =>
        AssertNone(Names.Keys.Where(name => !Sources.Any(s => Path.GetFileName(s.Path) != "Actions.cs" && Regex.IsMatch(s.Text, $@"\bActions\.{name}\b"))));

    [Fact]
    public void Every_page_asks() =>
        AssertNone(Types.Where(t => t.GetCustomAttributes<RouteAttribute>().Any() && !Declared(t).Any()).Select(t => t.FullName));

    [Fact]
    public void Whatever_is_declared_is_a_row() =>
        AssertNone(Types
            .SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).SelectMany(Declared).Concat(Declared(t)))
            .Except(Rows.Select(r => r.Action)));

    [Fact]
    public void Every_use_case_and_query_is_given_the_permissions_and_asks_in_every_method_that_somebody_calls()
    {
        var asking = Types.Where(t => t is { IsClass: true, IsPublic: true, IsAbstract: false } && !typeof(IComponent).IsAssignableFrom(t)
            && t.GetConstructors().SelectMany(c => c.GetParameters()).Any(
                p => typeof(DbContext).IsAssignableFrom(p.ParameterType) || p.ParameterType == typeof(IDbContextFactory<TrackerDbContext>))
                && !FindOutWhoComes.Contains(t.Name) && !Prove.Contains(t.Name) && !BelongToADeed.Contains(t.Name)).ToList();

        Assert.True(asking.Count >= 13, string.Join(' ', asking.Select(t => t.Name)));
        AssertNone(asking
            .Where(t => t.GetConstructors().All(c => c.GetParameters().All(p => p.ParameterType != typeof(Permissions))))
            .Select(t => $"{t.Name} is not given the permissions"));
        AssertNone(from type in asking
                     from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                     where !ActForNobody.Contains($"{type.Name}.{method.Name}")
                     where !Declared(type).Concat(Declared(method)).Any() || method.GetParameters().All(p => p.ParameterType != typeof(Actor))
                     select $"{type.Name}.{method.Name} asks for nothing or knows not who calls");
    }

    [Fact]
    public void What_a_use_case_declares_it_asks_for() =>
        AssertNone(from source in Sources
                     where source.Path.EndsWith(".cs", StringComparison.Ordinal)
                     from Match declared in Regex.Matches(source.Text, @"\[(?:Asks\(Actions\.(\w+)\)(?:, )?)+\]")
                     from Capture action in declared.Groups[1].Captures
                     where Regex.Count(source.Text, $@"\bActions\.{action.Value}\b") < 2
                     select $"{source.Path} declares {action.Value} and does not ask");

    [Fact]
    public void Whoever_writes_asks() =>
        AssertNone(Sources.Where(s => Regex.IsMatch(s.Text, @"\b(SaveChangesAsync|ExecuteUpdateAsync|ExecuteDeleteAsync)\b")
                && !Regex.IsMatch(s.Text, @"\[Asks\(") && !WriteForTheProgram.Contains(Path.GetFileName(s.Path))
                && !FindOutWhoComes.Concat(Prove).Contains(Path.GetFileNameWithoutExtension(s.Path)))
            .Select(s => s.Path));

    [Fact]
    public void No_role_is_asked_for_outside_the_file() =>
        AssertNone(Sources.Where(s => Regex.IsMatch(s.Text, @"\.Is\(RoleNames\.|IsInRole|AllowAnonymous|Roles\s*=\s*""")
            && Path.GetFileName(s.Path) is not "Permissions.cs").Select(s => s.Path));

    private static IEnumerable<string> Declared(MemberInfo member) => member.GetCustomAttributes<AsksAttribute>().Select(a => a.Action);
}
