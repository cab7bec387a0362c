using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BazhongTracker.Domain.Reporting;

/// <summary>The one grammar for numbers that people type, paste or import: digits with an optional minus sign, thousands commas and decimal point, and an optional unit.</summary>
public static partial class FigureText
{
    private const int LongestText = 40;

    // With what nobody sees.
    private const int LongestTyped = 400;
    private const int MostDigits = 18;

    /// <summary>As many as the column holds: what is typed is stored exactly or not at all.</summary>
    public const int MostDecimals = 8;

    /// <summary>Full-width digits and signs are read as their narrow twins; a unit behind the number must be the target's own.</summary>
    /// <exception cref="RuleViolation">As <see cref="Split"/>, and figure.wrong_unit (unit, typed).</exception>
    public static decimal Read(string? text, string? unit)
    {
        var (number, typed) = Split(text);
        return typed.Length == 0 || typed == Narrow(TypedText.Bare(unit ?? ""))
            ? number : throw new RuleViolation("figure.wrong_unit", unit ?? "", typed);
    }

    /// <returns>The number and the unit behind it, empty where there is none.</returns>
    /// <exception cref="RuleViolation">figure.empty, figure.too_long, figure.not_a_number (text), figure.chinese_number (text),
    /// figure.too_many_digits (most, typed), figure.too_many_decimals (most, typed).</exception>
    public static (decimal Number, string Unit) Split(string? text)
    {
        var plain = text is { Length: > LongestTyped } ? text : Narrow(TypedText.Bare(text ?? "")).Trim();
        if (plain.Length > LongestText)
        {
            throw new RuleViolation("figure.too_long", LongestText);
        }

        if (plain.Length == 0)
        {
            throw new RuleViolation("figure.empty");
        }

        var match = NumberAndUnit().Match(plain);
        if (!match.Success)
        {
            throw new RuleViolation(ChineseNumber().IsMatch(plain) ? "figure.chinese_number" : "figure.not_a_number", plain);
        }

        var digits = match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal);
        if (digits.Count(char.IsAsciiDigit) is > MostDigits and var many)
        {
            throw new RuleViolation("figure.too_many_digits", MostDigits, many);
        }

        // Zeros at the end say nothing.
        if (digits.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point
            && digits.TrimEnd('0').Length - point - 1 is > MostDecimals and var decimals)
        {
            throw new RuleViolation("figure.too_many_decimals", MostDecimals, decimals);
        }

        var number = decimal.Parse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return (number == 0 ? 0 : number, match.Groups["unit"].Value);
    }

    private static string Narrow(string text)
    {
        var narrow = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            narrow.Append(c switch
            {
                >= '！' and <= '～' => (char)(c - 0xFEE0),
                '−' or '–' => '-',
                '　' or '\u00A0' => ' ',
                _ => c,
            });
        }

        return narrow.ToString();
    }

    [GeneratedRegex(@"^[负零〇一二两三四五六七八九十百千万亿点.]+", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseNumber();

    [GeneratedRegex(@"^(?<number>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*(?<unit>[^\s0-9.,+\-eE(][^\s0-9.,]{0,11})?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberAndUnit();
}
