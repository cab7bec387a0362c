namespace BazhongTracker.Data.Seeding;

/// <summary>How the story of a target goes; the mixture is chosen so that every kind of verdict occurs.</summary>
internal enum DemoFate
{
    Early,
    Steady,

    /// <summary>Behind for years, done at the very end.</summary>
    CatchUp,

    /// <summary>Good at first, then losing pace.</summary>
    Fading,

    /// <summary>Short at the due date, done the year after.</summary>
    Late,
    Short,

    /// <summary>Moves away from its goal.</summary>
    Sliding,

    /// <summary>Given up half way; certifications only.</summary>
    Stopped,

    /// <summary>Nothing was ever reported.</summary>
    Silent,
}

internal static class DemoFates
{
    private static readonly DemoFate[] Mixture =
    [
        DemoFate.Early, DemoFate.Early, DemoFate.Early, DemoFate.Steady, DemoFate.Steady, DemoFate.Steady, DemoFate.Steady, DemoFate.CatchUp, DemoFate.CatchUp,
        DemoFate.Fading, DemoFate.Fading, DemoFate.Late, DemoFate.Late, DemoFate.Late, DemoFate.Short, DemoFate.Short, DemoFate.Short, DemoFate.Silent,
    ];

    public static DemoFate Drawn(string code) => Mixture[DemoChance.Whole(0, Mixture.Length - 1, code, "fate")];

    /// <summary>The share of the way that is done when the share <paramref name="x"/> of the time is over; 1 is the goal. Goes on after the due date.</summary>
    public static decimal Done(this DemoFate fate, decimal x) => x <= 0 ? 0 : fate switch
    {
        DemoFate.Early => 1.25m * x - 0.15m * x * x,
        DemoFate.Steady => 1.02m * x,
        DemoFate.CatchUp => x < 1 ? 1.03m * (decimal)Math.Pow((double)x, 1.6) : 1.03m + 0.3m * (x - 1),
        DemoFate.Fading => Math.Min(1.12m * x, 0.45m + 0.45m * x),
        DemoFate.Late => 0.93m * x,
        DemoFate.Sliding => -0.2m * x,
        _ => 0.55m * x,
    };

    /// <summary>By how much of its line a floor or ceiling is kept; negative is a breach.</summary>
    public static decimal Room(this DemoFate fate, decimal x) => fate switch
    {
        DemoFate.Early => 0.06m,
        DemoFate.CatchUp => -0.02m + 0.06m * x,
        DemoFate.Fading => 0.045m - 0.038m * Math.Min(x, 1),
        DemoFate.Late => 0.008m,
        DemoFate.Short or DemoFate.Sliding => 0.02m - 0.045m * Math.Min(x, 1),
        _ => 0.035m,
    };

    /// <summary>By how many points growth is above its benchmark or promise.</summary>
    public static decimal Lead(this DemoFate fate, decimal x) => fate switch
    {
        DemoFate.Early => 0.9m,
        DemoFate.CatchUp => -0.4m + 1.3m * Math.Min(x, 1),
        DemoFate.Fading => 0.75m - 0.62m * Math.Min(x, 1),
        DemoFate.Late => -0.2m,
        DemoFate.Short or DemoFate.Sliding => -0.8m,
        _ => 0.5m,
    };
}
