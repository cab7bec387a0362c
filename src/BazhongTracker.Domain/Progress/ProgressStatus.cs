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

    /// <summary>未定期限: a criterion without a due date. It can be kept, and is never late.</summary>
    NoDeadline,
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
