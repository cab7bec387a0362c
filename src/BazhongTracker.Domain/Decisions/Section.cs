namespace BazhongTracker.Domain.Decisions;

public enum SectionLevel
{
    /// <summary>Title, adoption note and opening, before part 一.</summary>
    Preamble,

    /// <summary>部分: 一 … 四.</summary>
    Part,

    /// <summary>条: （一） … （十九）.</summary>
    Item,

    /// <summary>段: a paragraph within an item that opens with its own heading.</summary>
    Paragraph,

    /// <summary>The last appeal, which belongs to no item.</summary>
    Closing,
}

/// <summary>One line of the decision with its place in the tree; <see cref="Start"/> and <see cref="Length"/> count characters in the text as received, without the line's end.</summary>
/// <param name="Key">Stable: part-2, 10, 10.3.</param>
/// <param name="Number">1–4 for parts, 1–19 for items, 1… for the paragraphs of an item, 0 elsewhere.</param>
/// <param name="Heading">After errata, without its number and full stop.</param>
public sealed record Section(string Key, SectionLevel Level, int Number, string Heading, int Start, int Length, string? ParentKey, int Ordinal)
{
    public int End => Start + Length;
}
