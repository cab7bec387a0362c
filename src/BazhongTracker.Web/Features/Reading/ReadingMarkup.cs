using System.Net;
using System.Text;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Web.Shared.Marks;
using BazhongTracker.Web.Text;
using Microsoft.AspNetCore.Components;

namespace BazhongTracker.Web.Features.Reading;

/// <summary>The lines of the decision as plain markup in one pass: 146 marked clauses must not be 146 components. Everything is encoded.</summary>
internal sealed class ReadingMarkup(ReadingView view, Spoken spoken, string? selected, Func<string, string> address)
{
    private readonly HashSet<string> begun = [];

    /// <param name="marked">False for the text alone; the anchors stay.</param>
    public MarkupString Line(ReadingLine line, bool marked)
    {
        var html = new StringBuilder();
        var lead = line.LeadSegments > 0;
        html.Append(lead ? "<b>" : "");
        foreach (var (segment, index) in line.Segments.Select((s, i) => (s, i)))
        {
            if (lead && index == line.LeadSegments)
            {
                html.Append("</b>");
                lead = false;
            }

            Anchors(html, segment);
            if (marked && segment.Keys.Count > 0)
            {
                Marked(html, segment);
            }
            else
            {
                html.Append(WebUtility.HtmlEncode(segment.Shown));
            }
        }

        return new MarkupString(html.Append(lead ? "</b>" : "").ToString());
    }

    private void Anchors(StringBuilder html, Segment segment)
    {
        var parents = view.Parents.Where(p => p.QuoteStart == segment.Start).Select(p => p.Code);
        foreach (var code in segment.Keys.Where(view.Targets.ContainsKey).Concat(parents).Where(c => !begun.Contains(c + "#")))
        {
            begun.Add(code + "#");
            html.Append("<span id=\"t-").Append(WebUtility.HtmlEncode(code)).Append("\"></span>");
        }
    }

    private void Marked(StringBuilder html, Segment segment)
    {
        var bound = segment.Keys.Where(view.Targets.ContainsKey).Select(k => view.Targets[k]).ToList();
        if (bound.Count == 0)
        {
            var reason = view.NoTargets.First(n => n.Key == segment.Keys[0]).Reason;
            html.Append("<span class=\"hl hl-none\" title=\"").Append(WebUtility.HtmlEncode(reason)).Append("\">").Append(WebUtility.HtmlEncode(segment.Shown)).Append("</span>");
            return;
        }

        // Shared words look as bad as the worst of their targets and lead to the one whose words they are most closely.
        var worst = bound.MinBy(b => b.Status.Rank() ?? 9)!;
        var nearest = bound.Find(b => b.Target.Code == selected) ?? bound[0];
        var title = string.Join("\n", bound.Select(b => $"{b.Target.Title()}{spoken.Comma}{spoken.Status(b.Sign)}"));
        html.Append("<a class=\"hl hl-").Append(Marks.Tone(worst.Status)).Append(bound.Exists(b => b.Target.Code == selected) ? " on" : "")
            .Append("\" href=\"").Append(WebUtility.HtmlEncode(address(nearest.Target.Code))).Append("\" title=\"").Append(WebUtility.HtmlEncode(title)).Append("\">");
        var fresh = bound.Where(b => begun.Add(b.Target.Code)).OrderBy(b => b.Target.Code, StringComparer.Ordinal).ToList();
        if (fresh.Count > 0)
        {
            // A glyph stays on the line of the first character it marks.
            html.Append("<span class=\"nb\">");
            fresh.ForEach(b => html.Append(Marks.Glyph(b.Sign, 13, $"{b.Target.Title()}{spoken.Comma}{spoken.Status(b.Sign)}").Value));
            html.Append(WebUtility.HtmlEncode(segment.Shown[..1])).Append("</span>").Append(WebUtility.HtmlEncode(segment.Shown[1..]));
        }
        else
        {
            html.Append(WebUtility.HtmlEncode(segment.Shown));
        }

        html.Append("</a>");
    }
}
