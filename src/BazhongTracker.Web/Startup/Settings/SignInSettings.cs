using System.ComponentModel.DataAnnotations;

namespace BazhongTracker.Web.Startup.Settings;

/// <summary>等保三级 asks for kinds of characters and a new password every 90 days; ASVS 5.0 forbids both and asks for length.</summary>
public enum PasswordProfile
{
    Mlps3,
    Asvs,
}

/// <summary>Who signs in with a code of an authenticator beside the password. Privileged: the three administrators and 审核人.</summary>
public enum SecondFactorFor
{
    Off,
    Privileged,
    All,
}

/// <summary>What stands against guessing passwords.</summary>
public sealed class SignInSettings
{
    public PasswordProfile PasswordProfile { get; init; } = PasswordProfile.Mlps3;

    /// <summary>Not set: Off in Development, else Privileged.</summary>
    public SecondFactorFor? SecondFactor { get; init; }

    /// <summary>Failures in a row after which an account rests.</summary>
    [Range(1, 100)]
    public int LockAfter { get; init; } = 5;

    [Range(1, 24 * 60)]
    public int LockMinutes { get; init; } = 30;

    /// <summary>Failures from one address (IPv6: one /64) after which the next attempt in the same minute is not looked at.</summary>
    [Range(1, 100_000)]
    public int FailuresPerMinute { get; init; } = 10;

    /// <summary>Passwords and codes of all addresses that are looked at or wait for it at once; the next is sent away for a while.</summary>
    [Range(1, 100_000)]
    public int MostAtOnce { get; init; } = 1000;

    /// <summary>Failed sign-ins of all addresses in a minute above which there is an alarm.</summary>
    [Range(1, 100_000)]
    public int AlarmAbove { get; init; } = 50;
}
