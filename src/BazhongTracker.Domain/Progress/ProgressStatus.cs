namespace BazhongTracker.Domain.Progress;

/// <summary>The verdict on a target (method 2.8). Stored and sent in snake_case.</summary>
public enum ProgressStatus
{
    Achieved,
    Ahead,
    OnTrack,
    AtRisk,
    Behind,
    OffTrack,
    AchievedLate,
    Missed,
    PendingFinal,
    InsufficientData,
    TooEarly,
    NotStarted,
    Undefined,
    Cancelled,
}

public enum StatusLight
{
    Green,
    Yellow,
    Red,
    Grey,
}
