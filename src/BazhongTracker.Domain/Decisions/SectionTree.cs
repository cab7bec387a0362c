using System.Text.RegularExpressions;

namespace BazhongTracker.Domain.Decisions;

/// <summary>Reads the parts, items and headed paragraphs from the text, one line each.</summary>
public static partial class SectionTree
{
    private static readonly string[] Numerals =
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九"];

    public static IReadOnlyList<Section> Read(DecisionText text)
    {
        var sections = new List<Section>();
        string? part = null;
        string? item = null;
        var paragraph = 0;
        foreach (var (start, length) in Lines(text.Received))
        {
            var line = text.Shown(start, length);
            Section Add(string key, SectionLevel level, int number, string heading, string? parent)
            {
                var section = new Section(key, level, number, heading, start, length, parent, sections.Count);
                sections.Add(section);
                return section;
            }

            if (PartLine().Match(line) is { Success: true } p)
            {
                var number = NumberOf(p);
                part = Add($"part-{number}", SectionLevel.Part, number, p.Groups["heading"].Value, null).Key;
                item = null;
            }
            else if (ItemLine().Match(line) is { Success: true } i)
            {
                var number = NumberOf(i);
                item = Add($"{number}", SectionLevel.Item, number, i.Groups["heading"].Value, part).Key;
                paragraph = 0;
            }
            else if (item is not null && ParagraphLine().Match(line) is { Success: true } h)
            {
                paragraph++;
                Add($"{item}.{paragraph}", SectionLevel.Paragraph, paragraph, h.Groups["heading"].Value, item);
            }
            else if (part is null)
            {
                Add($"preamble-{sections.Count + 1}", SectionLevel.Preamble, 0, "", null);
            }
            else
            {
                Add("closing", SectionLevel.Closing, 0, "", null);
            }
        }

        return sections;
    }

    private static int NumberOf(Match match) => Array.IndexOf(Numerals, match.Groups["number"].Value) + 1;

    private static IEnumerable<(int Start, int Length)> Lines(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var length = end > start && text[end - 1] == '\r' ? end - start - 1 : end - start;
            if (length > 0)
            {
                yield return (start, length);
            }

            start = end + 1;
        }
    }

    [GeneratedRegex("^(?<number>[一二三四])、(?<heading>.+)$")]
    private static partial Regex PartLine();

    [GeneratedRegex("^[(（](?<number>[一二三四五六七八九十]{1,2})[)）](?<heading>[^。]+)。")]
    private static partial Regex ItemLine();

    // A line that is nothing but one sentence has no heading of its own.
    [GeneratedRegex("^(?<heading>[^。]+)。.+")]
    private static partial Regex ParagraphLine();
}
