using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BazhongTracker.Web.Shared.Search;

/// <summary>The pinyin initials of a name: 旅游收入 is found by lysr. Taken from the Chinese collation of the platform, which stands in the order of pinyin (docs/adr/0005).</summary>
public sealed partial class Initials
{
    // The first character of each letter in the order of pinyin; no syllable begins with i, u or v.
    private const string Letters = "abcdefghjklmnopqrstwxyz";
    private const string Firsts = "阿八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他屲夕丫帀";

    // Collation knows one reading of a character; these are often read in another way in the words of a plan.
    private const string OtherReadings = "长c 重c 行h 率l 调d 藏z 曾z 会k 降x 系j 校j 单s 参s 种c 查z 石d 车j 给j 强j 弹d 卡q 厦x 省x 解x 传z 盛c 识z 朝z 乐y 区o 便p";

    private static readonly CompareInfo Chinese = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;
    private static readonly ILookup<char, char> Others = OtherReadings.Split(' ').ToLookup(pair => pair[0], pair => pair[1]);
    private static readonly ConcurrentDictionary<char, string> Known = new();

    private readonly char[] characters;
    private readonly string[] readings;

    /// <param name="name">Marks between the characters are passed over.</param>
    public Initials(string name)
    {
        characters = [.. name.Where(char.IsLetterOrDigit)];
        readings = [.. characters.Select(Of)];
    }

    /// <summary>All letters a character may stand for, the usual one first; a Latin letter or digit stands for itself.</summary>
    public static string Of(char character) => Known.GetOrAdd(character, Read);

    /// <param name="word">Lower case. Initials alone, or characters and pinyin as an input method leaves them: 旅游收ru.</param>
    /// <returns>Where the word stands in the name, in characters without marks; −1 where it does not.</returns>
    public int Find(string word)
    {
        if (!word.Any(char.IsAsciiLetterOrDigit) || !word.All(char.IsLetterOrDigit))
        {
            return -1;
        }

        var isMixed = !word.All(char.IsAscii);
        return Enumerable.Range(0, characters.Length).Where(start => Fits(word, start, isMixed)).DefaultIfEmpty(-1).First();
    }

    // The rest of a syllable is believed, not known: only beside characters, which already say what is meant.
    private bool Fits(ReadOnlySpan<char> word, int at, bool isMixed)
    {
        if (word.IsEmpty || at == characters.Length)
        {
            return word.IsEmpty;
        }

        if (char.ToLowerInvariant(characters[at]) != word[0] && !readings[at].Contains(word[0]))
        {
            return false;
        }

        for (var length = 1; length <= word.Length; length++)
        {
            if ((length == 1 || isMixed && Syllable().IsMatch(word[..length])) && Fits(word[length..], at + 1, isMixed))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("^[a-z]h?(?:[aeiouv]{1,3}(?:ng?|r)?)?$")]
    private static partial Regex Syllable();

    private static string Read(char character)
    {
        if (character is < '\u4e00' or > '\u9fff')
        {
            return char.ToLowerInvariant(character).ToString();
        }

        var letter = Firsts.Count(first => Chinese.Compare(first.ToString(), character.ToString()) <= 0) - 1;
        return string.Concat(Others[character].Prepend(Letters[Math.Max(0, letter)]).Distinct());
    }
}
