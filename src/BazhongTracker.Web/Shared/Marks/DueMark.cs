using System.Net;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Shared.Marks;

/// <summary>The due date in a dense table: dotted, with its reason, where it is inferred; said where there is none.</summary>
public static class DueMark
{
    public static MarkupString Of(Target target, IStringLocalizer<Words> words) => new(target switch
    {
        { Due: null } => $"<span class=\"none\">{words["due.none"]}</span>",
        { Due: { } due, DueBasis: DueBasis.Inferred } => $"<span class=\"inferred\" title=\"{WebUtility.HtmlEncode(target.DueReason ?? words["inferred"])}\">{Spoken.DenseDate(due)}</span>",
        { Due: { } due } => Spoken.DenseDate(due),
    });
}
