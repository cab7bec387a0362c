namespace BazhongTracker.Domain.Reporting;

/// <summary>Converts between units that differ by nothing but 万, 亿 and the like. Anything else is for a person to convert.</summary>
public static class UnitConversion
{
    private static readonly (string Word, decimal Factor)[] Multiples =
        [("万亿", 1_000_000_000_000m), ("千万", 10_000_000m), ("百万", 1_000_000m), ("十万", 100_000m), ("亿", 100_000_000m), ("万", 10_000m), ("千", 1_000m), ("百", 100m)];

    /// <returns>By what a number in <paramref name="typed"/> is multiplied to stand in <paramref name="unit"/>; null where that is not certain.
    /// A bare multiple (3.5亿) means the unit's own measure.</returns>
    public static decimal? Factor(string typed, string unit)
    {
        var (from, to) = (Parts(typed), Parts(unit));
        return from.Measure == to.Measure || from is { Measure: "", Factor: > 1 } && to.Factor > 1 ? from.Factor / to.Factor : null;
    }

    private static (decimal Factor, string Measure) Parts(string unit)
    {
        foreach (var (word, factor) in Multiples)
        {
            if (unit.StartsWith(word, StringComparison.Ordinal))
            {
                return (factor, unit[word.Length..]);
            }
        }

        return (1, unit);
    }
}
