using System.Text;

namespace BazhongTracker.Domain.Decisions;

/// <summary>A place where the text as received is damaged, and what is shown instead. Positions count characters from 0 in the text as received.</summary>
public sealed record Erratum(int Start, int Length, string Shown, string Reason)
{
    public int End => Start + Length;
}

/// <summary>The decision as received, and how it is shown. Nothing but the download of the source may show the received text itself.</summary>
public sealed class DecisionText
{
    private readonly IReadOnlyList<Erratum> errata;

    /// <exception cref="ArgumentException">Errata overlap or lie outside the text.</exception>
    public DecisionText(string received, IEnumerable<Erratum> errata)
    {
        Received = received;
        this.errata = [.. errata.OrderBy(e => e.Start)];
        var end = 0;
        foreach (var erratum in this.errata)
        {
            if (erratum.Start < end || erratum.End > received.Length)
            {
                throw new ArgumentException($"An erratum overlaps another or lies outside the text: {erratum.Start}", nameof(errata));
            }

            end = erratum.End;
        }
    }

    public string Received { get; }

    public IReadOnlyList<Erratum> Errata => errata;

    /// <summary>A span of the text as received, with its errata applied. An erratum that only partly lies in the span is shown whole.</summary>
    public string Shown(int start, int length)
    {
        var end = start + length;
        var shown = new StringBuilder(length);
        var at = start;
        foreach (var erratum in errata.Where(e => e.End > start && e.Start < end))
        {
            shown.Append(Received, at, Math.Max(0, erratum.Start - at)).Append(erratum.Shown);
            at = erratum.End;
        }

        return shown.Append(Received, Math.Min(at, end), Math.Max(0, end - at)).ToString();
    }

    public bool IsRepaired(int start, int length) => errata.Any(e => e.End > start && e.Start < start + length);
}
