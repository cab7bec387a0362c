using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress;

/// <summary>滚动四季 of a quarter within a year, in the target's unit: the year so far, the last full year, and the part of it that is taken away again.</summary>
public sealed record RollingSum(Quarter Period, decimal SoFar, decimal LastYear, decimal SamePart)
{
    public decimal Value => SoFar + LastYear - SamePart;
}
