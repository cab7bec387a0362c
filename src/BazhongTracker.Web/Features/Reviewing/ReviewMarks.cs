using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Features.Reviewing;

/// <summary>The marks of forms: they say how a check went, not how a promise stands.</summary>
internal static class ReviewMarks
{
    public static MarkupString Form(string symbol) => new($"<svg class=\"g\" aria-hidden=\"true\"><use href=\"#{symbol}\"/></svg>");
}
