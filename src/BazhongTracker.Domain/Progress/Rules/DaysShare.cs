namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>The share of the days from start to due that has passed, 0–1; milestones and lists of projects count days.</summary>
internal static class DaysShare
{
    public static decimal Of(ProgressTarget target, DateOnly day)
    {
        var (start, due) = (target.StartDate!.Value.DayNumber, target.DueDate!.Value.DayNumber);
        return Math.Clamp((day.DayNumber - start) / (decimal)(due - start), 0, 1);
    }
}
