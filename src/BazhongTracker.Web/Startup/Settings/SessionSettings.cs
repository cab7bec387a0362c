using System.ComponentModel.DataAnnotations;

namespace BazhongTracker.Web.Startup.Settings;

/// <summary>How long a sign-in lasts.</summary>
public sealed class SessionSettings
{
    /// <summary>Without a deed of the person.</summary>
    [Range(1, 24 * 60)]
    public int IdleMinutes { get; init; } = 30;

    /// <summary>The same for the three administrators.</summary>
    [Range(1, 24 * 60)]
    public int AdministratorIdleMinutes { get; init; } = 15;

    /// <summary>Whatever the person does.</summary>
    [Range(1, 24)]
    public int LongestHours { get; init; } = 8;

    /// <summary>Sign-ins of one person beside each other; one more ends the oldest.</summary>
    [Range(1, 1000)]
    public int MostPerPerson { get; init; } = 5;

    /// <summary>Days after its end for which the row of a session is kept.</summary>
    [Range(1, 3650)]
    public int DaysKept { get; init; } = 30;
}
