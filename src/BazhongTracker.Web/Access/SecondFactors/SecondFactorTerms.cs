using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access.SecondFactors;

/// <summary>Who needs an authenticator, as the settings say.</summary>
public sealed class SecondFactorTerms(IOptions<SignInSettings> settings, IHostEnvironment environment)
{
    private static readonly string[] Privileged = [.. RoleNames.Administrators, RoleNames.Reviewer];

    public SecondFactorFor For => settings.Value.SecondFactor ?? (environment.IsDevelopment() ? SecondFactorFor.Off : SecondFactorFor.Privileged);

    /// <summary>Whether whoever has one is asked for its code.</summary>
    public bool Asks => For != SecondFactorFor.Off;

    public bool Requires(IReadOnlyList<string> roles) => For == SecondFactorFor.All || For == SecondFactorFor.Privileged && roles.Intersect(Privileged).Any();
}
