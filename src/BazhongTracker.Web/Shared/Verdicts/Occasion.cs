namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>What is to be judged.</summary>
/// <param name="Today">The day whose verdict comes into force.</param>
/// <param name="Closed">Past days that are judged where nothing is stored of them, in their order.</param>
/// <param name="Rewrite">Every stored day too, each by the version of the method it was given by.</param>
public sealed record Occasion(DateOnly Today, IReadOnlyList<DateOnly> Closed, bool Rewrite, DateTime NowUtc);
