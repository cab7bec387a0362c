using System.Globalization;
using System.Text;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.Extensions.Options;

namespace BazhongTracker.Web.Access.Passwords;

/// <summary>What a chosen password must be and how long it is good, in the profile that the settings name. Passwords made by the program are not judged: they are to be changed.</summary>
public sealed class PasswordRules(IOptions<SignInSettings> settings)
{
    public const int Days = 90;
    public const int ReminderFrom = 76;
    private const int Kinds = 3;
    private static readonly Lazy<EasyPasswords> Easy = new(() => new EasyPasswords());

    private bool IsMlps3 => settings.Value.PasswordProfile == PasswordProfile.Mlps3;

    public int Shortest => IsMlps3 ? 12 : 8;

    /// <summary>How many former passwords, the one in use among them, are not used again.</summary>
    public int NotAgain => IsMlps3 ? 5 : 1;

    /// <summary>Whether characters of three kinds are asked for.</summary>
    public bool AsksForKinds => IsMlps3;

    /// <param name="typed">As it was typed.</param>
    /// <param name="names">User name and name of the person.</param>
    /// <returns>Every reason against it; none when it is good.</returns>
    public IReadOnlyList<RuleViolation> Refusals(string typed, params string[] names) => [.. Against(typed, names)];

    /// <param name="setUtc">When the password was chosen; null for one without a term.</param>
    public bool IsExpired(DateTime? setUtc, DateOnly today) => IsMlps3 && setUtc is { } since && AgeOf(since, today) > Days;

    /// <returns>The last day of the password from day 76 on, else null.</returns>
    public DateOnly? EndsSoon(DateTime? setUtc, DateOnly today) =>
        IsMlps3 && setUtc is { } since && AgeOf(since, today) is >= ReminderFrom and <= Days ? BusinessDay.Of(since).AddDays(Days) : null;

    private static int AgeOf(DateTime setUtc, DateOnly today) => today.DayNumber - BusinessDay.Of(setUtc).DayNumber;

    private IEnumerable<RuleViolation> Against(string typed, string[] names)
    {
        if (PasswordText.Of(typed) is not { } password)
        {
            yield return new RuleViolation("password.too_long", PasswordText.Longest);
            yield break;
        }

        if (PasswordText.LengthOf(password) < Shortest)
        {
            yield return new RuleViolation("password.too_short", Shortest);
        }

        if (AsksForKinds && KindsOf(password) < Kinds)
        {
            yield return new RuleViolation("password.kinds");
        }

        if (Easy.Value.Guessed(password, names) is { } word)
        {
            yield return new RuleViolation("password.guessed", word);
        }
        else if (Easy.Value.IsCommon(password))
        {
            yield return new RuleViolation("password.common");
        }
    }

    // Capitals, small letters, figures, and all else with blanks and emoji. A Chinese character is one of thousands and counts as a letter of both cases.
    private static int KindsOf(string password) => password.EnumerateRunes().SelectMany(r => Rune.GetUnicodeCategory(r) switch
    {
        UnicodeCategory.UppercaseLetter => [0],
        UnicodeCategory.LowercaseLetter => [1],
        UnicodeCategory.DecimalDigitNumber => [2],
        UnicodeCategory.OtherLetter => [0, 1],
        _ => new[] { 3 },
    }).Distinct().Count();
}
