using System.Globalization;

namespace BazhongTracker.Domain.Reporting;

/// <summary>The one grammar for days that people type or paste: 2022-11-02, 2022.11.2, 2022/11/2, 2022年11月2日.</summary>
public static class DayText
{
    private static readonly string[] Forms = ["yyyy-M-d", "yyyy.M.d", "yyyy/M/d", "yyyy年M月d日"];

    /// <returns>Null where nothing is written.</returns>
    /// <exception cref="RuleViolation">figure.not_a_day (text); see <see cref="WrittenText.Check"/>.</exception>
    public static DateOnly? Read(string? text)
    {
        WrittenText.Check(text, WrittenText.LongestCell);
        var plain = TypedText.Folded(text);
        if (plain.Length == 0)
        {
            return null;
        }

        return DateOnly.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : throw new RuleViolation("figure.not_a_day", plain);
    }

    /// <summary>As a date input of the browser holds it.</summary>
    public static string Plain(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
