using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Decisions;

namespace BazhongTracker.Web.Features.Reading;

/// <summary>One line of the reading room: its heading run in, then the rest, shown with full-width punctuation.</summary>
public sealed record DecisionLine(string Key, SectionLevel Level, string Lead, string Rest);

public sealed record DecisionView(string Title, IReadOnlyList<DecisionLine> Lines, int Repairs);

public sealed class DecisionQuery(Decision decision, DecisionText text, IReadOnlyList<Section> sections)
{
    public DecisionView Run() => new(
        decision.Title,
        [.. sections.Where(s => s.Key is not ("preamble-1" or "preamble-2")).Select(Line)],
        text.Errata.Count);

    private DecisionLine Line(Section section)
    {
        var shown = FullWidth(text.Shown(section.Start, section.Length));
        var lead = section.Level is SectionLevel.Item or SectionLevel.Paragraph ? shown.IndexOf('。', StringComparison.Ordinal) + 1 : 0;
        return new DecisionLine(section.Key, section.Level, shown[..lead], shown[lead..]);
    }

    // One character for one, so that positions never move.
    private static string FullWidth(string line) => string.Create(line.Length, line, (shown, given) =>
    {
        for (var i = 0; i < given.Length; i++)
        {
            shown[i] = given[i] switch { ',' => '，', ':' => '：', ';' => '；', '(' => '（', ')' => '）', var other => other };
        }
    });
}
