using System.Text;

namespace BazhongTracker.Domain.Reporting;

/// <summary>工号: letters and digits, as the house numbers its people. Leading zeros count.</summary>
public static class StaffNumber
{
    public const int Longest = 20;

    /// <returns>Without blanks and unseen characters, in half width and capitals; null where nothing was written.</returns>
    /// <exception cref="RuleViolation">account.staff_number (characters).</exception>
    public static string? Read(string? text)
    {
        if (text is null || text.Length > Longest * 4 || text.Any(char.IsSurrogate))
        {
            return text is null ? null : throw new RuleViolation("account.staff_number", Longest);
        }

        var plain = new string([.. text.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(c => !AlikeNames.IsUnseen(c))]);
        return plain.Length == 0 ? null
            : plain.Length <= Longest && plain.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? plain
            : throw new RuleViolation("account.staff_number", Longest);
    }
}
