using System.ComponentModel.DataAnnotations;

namespace BazhongTracker.Web.Startup.Settings;

/// <summary>Section <c>Recompute</c> of the settings.</summary>
public sealed class RecomputeSettings
{
    /// <summary>After how many hours without a good run readiness says so. One night may be missed by two hours.</summary>
    [Range(1, 1000)]
    public int MaxAgeHours { get; set; } = 26;
}
