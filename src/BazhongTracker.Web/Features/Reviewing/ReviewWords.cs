using System.Net;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Marks;
using BazhongTracker.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Reviewing;

/// <summary>How a figure under review, its checks and the verdict before and after are said.</summary>
public sealed class ReviewWords(Spoken spoken, IStringLocalizer<ReviewingWords> words)
{
    public static MarkupString Said(ReportedFigure? figure, string? unit) => figure switch
    {
        null => new MarkupString("—"),
        { Stage: { } stage, Value: { } physical } => new MarkupString(WebUtility.HtmlEncode($"{Terms.Stage(stage)} {Spoken.Number(physical)}%")),
        { Stage: { } stage } => new MarkupString(WebUtility.HtmlEncode(Terms.Stage(stage))),
        { Value: { } value } => Marks.Amount(Spoken.Number(value), unit),
        _ => new MarkupString("—"),
    };

    /// <summary>2026年前三季度　累计; a year says of itself what it is.</summary>
    public string Period(ReportedFigure figure) => figure.Nature == FigureNature.Annual
        ? spoken.Period(figure.Period, figure.Nature)
        : words["period", spoken.Period(figure.Period, figure.Nature), spoken.Nature(figure.Nature)];

    /// <summary>+169.5; for a stage how many steps, or no change.</summary>
    public string Difference(ReviewRow row)
    {
        if (row.Figure.Nature == FigureNature.Stage)
        {
            return row.Last is null ? "—"
                : row.Last.Stage != row.Figure.Stage ? words["diff.moved"]
                : row.Figure.Value - row.Last.Value is { } built and not 0 ? Signed(built) + words["points"] : words["diff.same"];
        }

        return row.Difference is { } difference ? Signed(difference) + (row.Target.Unit == "%" ? words["points"] : "") : "—";
    }

    /// <summary>Growth in percent; between percentages, and where the year before was no positive number, the plain difference.</summary>
    public string YearOnYear(ReviewRow row)
    {
        if (row.YearOnYear is not { } difference)
        {
            return "—";
        }

        return row.Target.Unit == "%" ? Signed(difference) + words["points"]
            : row.YearBefore!.Value > 0 ? Signed(100 * difference / row.YearBefore.Value.Value, 1) + "%"
            : Signed(difference);
    }

    public string Growth(decimal now, decimal? before, string? unit) => before is not { } earlier ? ""
        : unit == "%" ? Signed(now - earlier) + words["points"]
        : earlier > 0 ? Signed(100 * (now - earlier) / earlier, 1) + "%" : "";

    public string Check(FigureFinding found, ReviewRow row)
    {
        var reference = found.Reference is { } number ? Spoken.Number(number) : "";
        var since = found.Since is { } quarter ? spoken.ShortPeriod(quarter, row.Target.NatureFor(quarter)) : "";
        if (found is { Check: FigureCheck.Tenfold, Passed: false, Proposed: { } meant } && row.Figure.Value is { } said && said != 0
            && meant != 0)
        {
            return said > meant ? words["check.Tenfold.more", reference, since, Spoken.Number(said / meant)]
                : words["check.Tenfold.less", reference, since, Spoken.Number(meant / said)];
        }

        return words[$"check.{found.Check}.{(found.Passed ? "ok" : "no")}", reference, since, Terms.Stage(found.Stage), FigureWarnings.StandsStillPeriods];
    }

    public string Status(VerdictGlimpse? verdict) => verdict is null ? "—" : spoken.Status(verdict.Status);

    /// <summary>The lines of 采用后 for which the kind has a number, before and after.</summary>
    public IEnumerable<(string Label, string Before, string After)> Effects(ReviewRow row)
    {
        var (before, after) = (row.Before?.Working, row.After.Working);
        var unit = row.Target.Unit;
        foreach (var (key, said) in new (string, Func<Working, string?>)[]
        {
            ("effect.stage", w => row.Figure.Nature == FigureNature.Stage ? StageOf(w) : null),
            ("effect.value", w => row.Figure.Nature == FigureNature.Stage ? null
                : w.DecidingNumber is { } value ? Dated(row.Target, Spoken.Amount(Math.Round(value, 2), unit), w.DecidingPeriod) : null),
            ("effect.done", w => w.DecidingC is { } done ? Spoken.Number(100 * done, 1) + "%" : null),
            ("effect.gap", w => (w.Late is null ? w.GapPp : 100 * (w.Late.C - 1)) is { } gap ? Signed(gap, 1) + words["points"] : null),
            ("effect.pace", w => w.NoPaceWouldDo ? words["effect.no_pace"].Value : w.Af is { } pace ? words["effect.times", Spoken.Number(Math.Round(pace, 2))].Value : null),
        })
        {
            var (was, becomes) = (before is null ? null : said(before), after is null ? null : said(after));
            if (was is not null || becomes is not null)
            {
                yield return (words[key], was ?? "—", becomes ?? "—");
            }
        }
    }

    private static string? StageOf(Working working) => (working.Reached?.Stage ?? working.Stage) is not { } stage ? null
        : Terms.Stage(stage)
            + (working.Reached is { Stage: StageLadder.UnderConstruction, Physical: { } built } ? $" {Spoken.Number(built)}%" : "");

    /// <summary>Why the figure counts as it does, and where four quarters are judged, how they come about; nothing where it simply counts.</summary>
    public IEnumerable<string> Bearing(ReviewRow row)
    {
        var (bearing, target) = (row.Bearing, row.Target);
        if (bearing.Weight != FigureWeight.Counts && bearing.Decides is { } period && target.Due is { } due)
        {
            yield return words[$"bearing.{WireNames.Of(bearing.Weight)}", spoken.Date(due), spoken.Period(period, target.NatureFor(period)), spoken.Promise(target)];
        }

        if (bearing.Rolling is { } sum)
        {
            yield return words["bearing.rolling", Spoken.Amount(Math.Round(sum.Value, 2), target.Unit), Spoken.Number(sum.SoFar), spoken.ShortPeriod(sum.Period),
                Spoken.Number(sum.LastYear), spoken.ShortPeriod(Quarter.YearEnd(sum.Period.Year - 1)), Spoken.Number(sum.SamePart), spoken.ShortPeriod(sum.Period.Plus(-4))];
        }
    }

    /// <summary>Beside an unchanged status: 不变, or that the figure is only recorded.</summary>
    public string Unchanged(ReviewRow row) => words[row.Bearing.IsOnlyRecord ? "same.record" : "same"];

    private string Dated(Target target, string amount, string? period) => !Quarter.TryParse(period, out var quarter) ? amount
        : target is { Kind: TargetKind.Reach or TargetKind.Hold, Measure: Measure.Flow } && !quarter.IsYearEnd ? words["effect.dated.rolling", amount, spoken.Quarter(quarter)]
        : words["effect.dated", amount, spoken.ShortPeriod(quarter, target.NatureFor(quarter))];

    private static string Signed(decimal value, int? decimals = null) => (value > 0 ? "+" : "") + Spoken.Number(value, decimals);
}
