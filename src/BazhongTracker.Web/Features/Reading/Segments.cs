using BazhongTracker.Domain.Decisions;

namespace BazhongTracker.Web.Features.Reading;

/// <summary>Words that something is bound to; positions count characters in the text as received.</summary>
public sealed record Span(int Start, int End, string Key);

/// <summary>A piece of a line under the same spans, errata applied, set full-width. <paramref name="Keys"/>: the shortest span first.</summary>
public sealed record Segment(int Start, string Shown, IReadOnlyList<string> Keys);

/// <summary>Cuts a line where spans begin and end, so that shared, nested and overlapping words can be marked without nesting markup.</summary>
public static class Segments
{
    /// <param name="cuts">Further places to cut, for instance the end of a heading.</param>
    /// <returns>In order; put together they are the line as shown.</returns>
    public static IReadOnlyList<Segment> Of(DecisionText text, int start, int length, IEnumerable<Span> spans, params int[] cuts)
    {
        var end = start + length;
        var within = spans.Where(s => s.Start < end && s.End > start).OrderBy(s => s.End - s.Start).ThenBy(s => s.Key, StringComparer.Ordinal).ToList();
        var borders = within.SelectMany(s => new[] { s.Start, s.End }).Concat(cuts).Where(b => b > start && b < end)
            .Select(b => Whole(text, b)).Where(b => b > start && b < end).Concat([start, end]).Distinct().Order().ToList();
        return [.. borders.Zip(borders.Skip(1), (from, to) => new Segment(
            from, Typesetting.FullWidth(text.Shown(from, to - from)), [.. within.Where(s => s.Start < to && s.End > from).Select(s => s.Key)]))];
    }

    // A repaired place is shown whole, so nothing may be cut within it.
    private static int Whole(DecisionText text, int border) =>
        text.Errata.FirstOrDefault(e => e.Start < border && border < e.End)?.Start ?? border;
}
