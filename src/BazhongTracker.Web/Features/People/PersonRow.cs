using BazhongTracker.Data.People;
using BazhongTracker.Domain.Departments;

namespace BazhongTracker.Web.Features.People;

public enum AccountState
{
    InUse,
    Disabled,

    /// <summary>Rests after too many failures.</summary>
    Locked,

    /// <summary>Signs in with a password that was made for it and must be changed.</summary>
    OneTime,

    /// <summary>The password that was made for it was not used in time.</summary>
    OneTimeOver,
}

/// <param name="AllowedUtc">Since when it may be used.</param>
/// <param name="LinkedUtc">Null while nobody came.</param>
public sealed record IssuerState(DateTime AllowedUtc, DateTime? LinkedUtc);

/// <summary>One account: names and states, no values.</summary>
/// <param name="Department">Null for who speaks for none.</param>
/// <param name="LastSignInUtc">Null for who never signed in.</param>
/// <param name="Issuer">Null for who may not sign in at the issuer.</param>
public sealed record PersonRow(
    string UserName, string DisplayName, Department? Department, IReadOnlyList<string> Roles, AccountState State, bool IsDisabled, DateTime? LastSignInUtc, bool HasSecondFactor, IssuerState? Issuer)
{
    public static AccountState StateOf(Person person, DateTime nowUtc) => person switch
    {
        { DisabledUtc: not null } => AccountState.Disabled,
        { LockoutEnd: { } end } when end.UtcDateTime > nowUtc => AccountState.Locked,
        { OneTimeUntilUtc: { } until } => until < nowUtc ? AccountState.OneTimeOver : AccountState.OneTime,
        _ => AccountState.InUse,
    };
}
