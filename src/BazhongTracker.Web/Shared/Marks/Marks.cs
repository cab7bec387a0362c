using System.Globalization;
using System.Net;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Web.Text;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>The small marks of the design language as plain markup: a page with 150 rows must not hold 150 components.</summary>
public static class Marks
{
    /// <summary>ok, warn, bad or mute: the tone of a status, for the class <c>t-…</c>.</summary>
    public static string Tone(StatusSign sign) => sign.Status switch
    {
        ProgressStatus.Achieved or ProgressStatus.Ahead or ProgressStatus.OnTrack => "ok",
        ProgressStatus.AtRisk or ProgressStatus.Behind or ProgressStatus.AchievedLate => "warn",
        ProgressStatus.OffTrack or ProgressStatus.Missed => "bad",
        _ => "mute",
    };

    /// <summary>The glyph alone. With <paramref name="title"/> (目标名，状态) it speaks for itself; without, it is hidden from screen readers because its word stands beside it.</summary>
    /// <param name="size">11 group summary, 13 in text, 15 with its word, 17 strip, 30 headline.</param>
    public static MarkupString Glyph(StatusSign status, int size = 15, string? title = null)
    {
        var tone = Tone(status);
        var role = title is null ? "aria-hidden=\"true\"" : "role=\"img\"";
        var spoken = title is null ? "" : $"<title>{WebUtility.HtmlEncode(title)}</title>";
        return new MarkupString(SharedText.Of(string.Create(
            CultureInfo.InvariantCulture, $"<svg class=\"g g-{size} t-{tone}\" {role}>{spoken}<use href=\"#g-{status.Code}\"/></svg>")));
    }

    /// <summary>Glyph and word, as everywhere outside dense strips.</summary>
    public static MarkupString WithWord(StatusSign status, string word, int size = 15) =>
        new(SharedText.Of($"<span class=\"st t-{Tone(status)}\">{Glyph(status, size)}{WebUtility.HtmlEncode(word)}</span>"));

    /// <summary>The modal word of the clause as a tag; nothing where the text has none.</summary>
    public static MarkupString Strength(string? strength, string word)
    {
        if (string.IsNullOrEmpty(strength))
        {
            return default;
        }

        var look = strength switch { "确保" => " tag-firm", "实现" or "建成" => " tag-plain", "争取" => " tag-soft", _ => "" };
        return new MarkupString($"<span class=\"tag{look}\">{WebUtility.HtmlEncode(word)}</span>");
    }

    /// <summary>A sentence in the language of the page in which the words of the decision stay Chinese.</summary>
    public static MarkupString Quoting(string sentence, string quote) => new(WebUtility.HtmlEncode(sentence)
        .Replace(WebUtility.HtmlEncode(quote), $"<span lang=\"zh-CN\">{WebUtility.HtmlEncode(quote)}</span>", StringComparison.Ordinal));

    /// <summary>A number with its unit set off: copying it gives 632.1亿元.</summary>
    public static MarkupString Amount(string number, string? unit) =>
        new(string.IsNullOrEmpty(unit)
            ? WebUtility.HtmlEncode(number)
            : $"{WebUtility.HtmlEncode(number)}<span class=\"unit\">{WebUtility.HtmlEncode(Terms.UnitAfterNumber(unit))}</span>");
}
