namespace BazhongTracker.Domain.Progress;

/// <summary>The status vocabulary (method 2.8): code, rank and light. Grey states have no rank.</summary>
public static class StatusWords
{
    public static string Code(this ProgressStatus status) => WireNames.Of(status);

    public static int? Rank(this ProgressStatus status) => status switch
    {
        ProgressStatus.Achieved => 6,
        ProgressStatus.Ahead => 5,
        ProgressStatus.OnTrack => 4,
        ProgressStatus.AtRisk => 3,
        ProgressStatus.Behind => 2,
        ProgressStatus.OffTrack or ProgressStatus.AchievedLate => 1,
        ProgressStatus.Missed => 0,
        _ => null,
    };

    public static StatusLight Light(this ProgressStatus status) => status switch
    {
        ProgressStatus.Achieved or ProgressStatus.Ahead or ProgressStatus.OnTrack => StatusLight.Green,
        ProgressStatus.AtRisk or ProgressStatus.Behind or ProgressStatus.AchievedLate => StatusLight.Yellow,
        ProgressStatus.OffTrack or ProgressStatus.Missed => StatusLight.Red,
        _ => StatusLight.Grey,
    };
}
