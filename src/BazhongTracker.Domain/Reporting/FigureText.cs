using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BazhongTracker.Domain.Reporting;

/// <summary>The one grammar for numbers that people type, paste or import: digits with an optional sign, thousands commas and decimal point, and an optional unit.</summary>
public static partial class FigureText
{
    private const int LongestText = 64;

    /// <summary>Full-width digits and signs are read as their narrow twins; a unit behind the number must be the target's own.</summary>
    /// <exception cref="RuleViolation">figure.empty, figure.too_long, figure.not_a_number (text), figure.wrong_unit (unit, typed), figure.too_many_digits.</exception>
    public static decimal Read(string? text, string? unit)
    {
        var plain = Narrow(text ?? "").Trim();
        if (plain.Length == 0)
        {
            throw new RuleViolation("figure.empty");
        }

        if (plain.Length > LongestText)
        {
            throw new RuleViolation("figure.too_long", LongestText);
        }

        var match = NumberAndUnit().Match(plain);
        if (!match.Success)
        {
            throw new RuleViolation("figure.not_a_number", plain);
        }

        var typedUnit = match.Groups["unit"].Value;
        if (typedUnit.Length > 0 && typedUnit != Narrow(unit ?? ""))
        {
            throw new RuleViolation("figure.wrong_unit", unit ?? "", typedUnit);
        }

        var digits = match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal);
        if (digits.Count(char.IsAsciiDigit) > 18)
        {
            throw new RuleViolation("figure.too_many_digits");
        }

        return decimal.Parse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
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

    [GeneratedRegex(@"^(?<number>[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\s*(?<unit>[^\s0-9.,+\-eE(][^\s0-9.,]{0,11})?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberAndUnit();
}
