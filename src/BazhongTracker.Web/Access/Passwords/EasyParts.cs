using System.Text.RegularExpressions;

namespace BazhongTracker.Web.Access.Passwords;

/// <summary>What in a password is guessed first: runs of keys, repeats, years, and letters disguised as figures.</summary>
internal static partial class EasyParts
{
    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "!@#$%^&*()", "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm"];

    /// <summary>Small letters, with and without the disguise of Ba2h0ng and P@ssw0rd.</summary>
    public static IReadOnlyList<string> Readings(string password)
    {
        var plain = password.ToLowerInvariant();
        var undone = new string([.. plain.Select(c => c switch { '@' => 'a', '4' => 'a', '0' => 'o', '1' => 'i', '!' => 'i', '3' => 'e', '$' => 's', '5' => 's', '7' => 't', _ => c })]);
        return undone == plain ? [plain] : [plain, undone];
    }

    /// <returns>How many characters do not follow from the one before, as in 123456, qwerty, aaaa or cba.</returns>
    public static int Steps(string text) => text.Length == 0 ? 0 : 1 + text.Zip(text.Skip(1)).Count(pair => !Follows(pair.First, pair.Second));

    /// <returns>The piece a text is made of nothing but: abc1 of abc1abc1abc1; else the text.</returns>
    public static string Unit(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (Enumerable.Range(length, text.Length - length).All(i => text[i] == text[i - length]))
            {
                return text[..length];
            }
        }

        return text;
    }

    /// <returns>What is left without years, and without the marks between.</returns>
    public static string Rest(string text) => Between().Replace(Years().Replace(text, ""), "");

    private static bool Follows(char one, char next) => one == next || Rows.Any(row => row.IndexOf(one, StringComparison.Ordinal) is >= 0 and var at
        && row.IndexOf(next, StringComparison.Ordinal) is >= 0 and var then && Math.Abs(at - then) == 1);

    [GeneratedRegex(@"(19|20)\d\d((0[1-9]|1[0-2])([0-2]\d|3[01])?)?")]
    private static partial Regex Years();

    [GeneratedRegex(@"[\s\p{P}\p{S}]+")]
    private static partial Regex Between();
}
