using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.SecondFactors;
using BazhongTracker.Web.Startup.Settings;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Features.People;

/// <param name="Key">As it is written in the configuration.</param>
public sealed record SettingRow(string Key, string Name, string Value);

/// <summary>What the program was started with, of the sections that say who comes in and how; each setting is named here, so that no secret slips in with a section.</summary>
[Asks(Actions.ReadSettings)]
public sealed class SettingsInForce(
    SessionSettings session, IOptions<SignInSettings> signIn, IOptions<RecomputeSettings> recompute, SecondFactorTerms factors, OpenIdConnectSettings issuer, IConfiguration configuration,
    Permissions permissions, IStringLocalizer<PeopleWords> words)
{
    /// <exception cref="RuleViolation">access.denied.</exception>
    public IReadOnlyList<SettingRow> Read(Actor actor)
    {
        permissions.Demand(actor, Actions.ReadSettings);
        var entering = signIn.Value;
        return
        [
            Row("Access:Duties", words[$"duties.{AccessSettings.Read(configuration).Duties}"]),
            Row("SignIn:PasswordProfile", words[$"profile.{entering.PasswordProfile}"]),
            Row("SignIn:SecondFactor", words[$"second.{factors.For}"]),
            Row("SignIn:OpenIdConnect:Authority", issuer.IsOn ? issuer.Authority : words["issuer.off"]),
            .. issuer.IsOn ? [Row("SignIn:OpenIdConnect:NameClaim", issuer.NameClaim)] : Array.Empty<SettingRow>(),
            Row("SignIn:LockAfter", words["times", entering.LockAfter]),
            Row("SignIn:LockMinutes", words["minutes", entering.LockMinutes]),
            Row("SignIn:FailuresPerMinute", words["times", entering.FailuresPerMinute]),
            Row("SignIn:MostAtOnce", words["times", entering.MostAtOnce]),
            Row("SignIn:AlarmAbove", words["times", entering.AlarmAbove]),
            Row("Session:IdleMinutes", words["minutes", session.IdleMinutes]),
            Row("Session:AdministratorIdleMinutes", words["minutes", session.AdministratorIdleMinutes]),
            Row("Session:LongestHours", words["hours", session.LongestHours]),
            Row("Session:MostPerPerson", words["places", session.MostPerPerson]),
            Row("Session:DaysKept", words["days", session.DaysKept]),
            Row("Recompute:MaxAgeHours", words["hours", recompute.Value.MaxAgeHours]),
        ];
    }

    private SettingRow Row(string key, string value) => new(key, words[$"setting.{key}"], value);
}
