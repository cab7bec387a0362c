namespace BazhongTracker.Domain.Decisions;

/// <summary>How the text is set on a page.</summary>
public static class Typesetting
{
    /// <summary>Half-width marks as their full-width twins, one character for one, so that positions never move.</summary>
    public static string FullWidth(string text) => string.Create(text.Length, text, (shown, given) =>
    {
        for (var i = 0; i < given.Length; i++)
        {
            shown[i] = given[i] switch { ',' => '，', ':' => '：', ';' => '；', '(' => '（', ')' => '）', var other => other };
        }
    });
}
