using System.Net;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Shared.Marks;
using BazhongTracker.Web.Shared.Standings;
using BazhongTracker.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Ledger;

/// <summary>数字来历: where the number in a row comes from, as lines of a term and what is said of it.</summary>
public sealed class NumberOrigin(IStringLocalizer<LedgerWords> say, Spoken spoken)
{
    /// <returns>Empty where nothing was accepted yet.</returns>
    public MarkupString Of(Standing standing)
    {
        if (standing.Shown is not { Source: { } source, Period: { } period } shown)
        {
            return default;
        }

        var value = shown.Stage is { } stage ? WebUtility.HtmlEncode(Terms.Stage(stage)) : Marks.Amount(Spoken.Number(Math.Round(shown.Value ?? 0, 2)), standing.Target.Unit).Value;
        var head = $"<b>{value}</b> {WebUtility.HtmlEncode(spoken.Period(period, source.Nature))} {Nature(shown, source)}";
        return new MarkupString(head + string.Concat(Lines(standing, shown, source).Select(
            l => $"<span><i>{say[$"origin.{l.Term}"]}</i>{WebUtility.HtmlEncode(l.Text)}</span>")));
    }

    private string Nature(ShownValue shown, ReportedFigure source) => shown.IsRolling ? say["origin.rolling"] : spoken.Nature(source.Nature);

    private IEnumerable<(string Term, string Text)> Lines(Standing standing, ShownValue shown, ReportedFigure source)
    {
        if (shown is { IsRolling: true, Period: { } now } && standing.Totals.Totals is var totals
            && totals.TryGetValue(now, out var own) && totals.TryGetValue(now.Plus(-now.Number), out var year) && totals.TryGetValue(now.Plus(-4), out var same))
        {
            yield return ("sum", say["origin.sum.text", Spoken.Number(own), spoken.ShortPeriod(now),
                Spoken.Number(year), spoken.ShortPeriod(now.Plus(-now.Number)), Spoken.Number(same), spoken.ShortPeriod(now.Plus(-4))]);
        }

        if (source.Vintage is { Length: > 0 } vintage)
        {
            yield return ("vintage", Terms.Vintage(vintage));
        }

        yield return ("source", source.Origin == FigureOrigin.Reported || source.Source is not { Length: > 0 } named
            ? say["origin.reported.by", source.ReportedByName, Spoken.DenseDate(source.Published!.Value)]
            : say["origin.imported", Terms.Own(named), Spoken.DenseDate(source.Published!.Value)]);
        yield return ("kind", say[$"origin.{Domain.WireNames.Of(source.Origin)}"]);
    }
}
