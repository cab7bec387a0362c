using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BazhongTracker.Domain.Time;

/// <summary>A calendar quarter. <see cref="Index"/> is 4·year + quarter (method 2.1), so a difference of indexes counts quarters.</summary>
public readonly record struct Quarter : IComparable<Quarter>
{
    public const int FirstYear = 1900;
    public const int LastYear = 2999;

    public int Index { get; }

    private Quarter(int index) => Index = index;

    /// <exception cref="ArgumentOutOfRangeException">Year outside 1900–2999 or quarter outside 1–4.</exception>
    public Quarter(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 4);
        Index = 4 * year + number;
    }

    public int Year => (Index - 1) / 4;

    public int Number => (Index - 1) % 4 + 1;

    public bool IsYearEnd => Number == 4;

    public DateOnly FirstDay => new(Year, 3 * Number - 2, 1);

    public DateOnly LastDay => FirstDay.AddMonths(3).AddDays(-1);

    public static Quarter FromIndex(int index) => new((index - 1) / 4, (index - 1) % 4 + 1);

    public static Quarter YearEnd(int year) => new(year, 4);

    /// <summary>The quarter in which the date lies.</summary>
    public static Quarter Containing(DateOnly date) => new(date.Year, (date.Month + 2) / 3);

    /// <summary>The last quarter that has ended on or before the date (its own last day counts as ended).</summary>
    public static Quarter LastEnded(DateOnly date)
    {
        var current = Containing(date);
        return current.LastDay <= date ? current : current.Plus(-1);
    }

    public Quarter Plus(int quarters) => FromIndex(Index + quarters);

    /// <summary>Reads "2025Q4".</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Quarter quarter)
    {
        quarter = default;
        if (text is not { Length: 6 } || text[4] is not ('Q' or 'q') || text[5] is < '1' or > '4'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year is < FirstYear or > LastYear)
        {
            return false;
        }

        quarter = new Quarter(year, text[5] - '0');
        return true;
    }

    /// <exception cref="FormatException">The text is not of the form 2025Q4.</exception>
    public static Quarter Parse(string text) =>
        TryParse(text, out var quarter) ? quarter : throw new FormatException($"Not a quarter: {text}");

    public int CompareTo(Quarter other) => Index.CompareTo(other.Index);

    public static bool operator <(Quarter a, Quarter b) => a.Index < b.Index;

    public static bool operator >(Quarter a, Quarter b) => a.Index > b.Index;

    public static bool operator <=(Quarter a, Quarter b) => a.Index <= b.Index;

    public static bool operator >=(Quarter a, Quarter b) => a.Index >= b.Index;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}Q{Number}");
}
