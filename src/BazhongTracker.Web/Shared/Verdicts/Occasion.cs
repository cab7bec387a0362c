using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>What is to be judged.</summary>
/// <param name="Today">The day whose verdict comes into force.</param>
/// <param name="Closed">Past days that are judged where nothing is stored of them, in their order.</param>
/// <param name="Rewrite">Every stored day too, each by the version of the method it was given by.</param>
public sealed record Occasion(DateOnly Today, IReadOnlyList<DateOnly> Closed, bool Rewrite, DateTime NowUtc)
{
    /// <summary>Nothing later is in force.</summary>
    public DateOnly LastDay => Ahead.LastDay(Today);

    /// <summary>The verdict of a closed day that was given by a clock that was ahead, before the day had come.</summary>
    public bool IsMisdated(ProgressAssessment stored) => stored.ComputedAtUtc > Ahead.Latest(NowUtc) && Closed.Contains(stored.AsOf);
}
