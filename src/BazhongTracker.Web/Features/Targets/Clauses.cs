using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>Where a target's words stand in the decision.</summary>
internal sealed class Clauses(DecisionText text, IReadOnlyList<Section> sections)
{
    /// <summary>Positions in the text as received, from after the full stop before the words to the one behind them.</summary>
    public (int Start, int End) SentenceOf(Target target)
    {
        var line = LineOf(target);
        var before = target.QuoteStart > line.Start ? text.Received.LastIndexOf('。', target.QuoteStart - 1, target.QuoteStart - line.Start) : -1;
        var last = Math.Max(target.QuoteStart, target.QuoteStart + target.QuoteLength - 1);
        var after = text.Received.IndexOf('。', last, line.End - last);
        return (before < 0 ? line.Start : before + 1, after < 0 ? line.End : after + 1);
    }

    public Clause Of(Target target)
    {
        var (start, end) = SentenceOf(target);
        var quoteEnd = target.QuoteStart + target.QuoteLength;
        return new Clause(Shown(start, target.QuoteStart), Shown(target.QuoteStart, quoteEnd), Shown(quoteEnd, end), target.QuoteRepaired);
    }

    public IReadOnlyList<Crumb> CrumbsTo(Target target)
    {
        var way = new List<Crumb>();
        for (var section = LineOf(target); section is not null; section = sections.FirstOrDefault(s => s.Key == section.ParentKey))
        {
            way.Insert(0, new Crumb(section.Key, Typesetting.FullWidth(Head(section))));
        }

        return way;
    }

    // The number as the text writes it, then the heading.
    private string Head(Section section)
    {
        var line = text.Shown(section.Start, section.Length);
        return section.Heading.Length > 0 ? line[..(line.IndexOf(section.Heading, StringComparison.Ordinal) + section.Heading.Length)] : line;
    }

    private Section LineOf(Target target) => sections.Last(s => s.Start <= target.QuoteStart);

    private string Shown(int start, int end) => Typesetting.FullWidth(text.Shown(start, end - start));
}
