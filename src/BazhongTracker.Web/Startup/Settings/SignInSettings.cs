using System.ComponentModel.DataAnnotations;

namespace BazhongTracker.Web.Startup.Settings;

/// <summary>What stands against guessing passwords.</summary>
public sealed class SignInSettings
{
    /// <summary>Failures in a row after which an account rests.</summary>
    [Range(1, 100)]
    public int LockAfter { get; init; } = 5;

    [Range(1, 24 * 60)]
    public int LockMinutes { get; init; } = 30;

    /// <summary>Failures from one address (IPv6: one /64) after which the next attempt in the same minute is not looked at.</summary>
    [Range(1, 100_000)]
    public int FailuresPerMinute { get; init; } = 10;
}
