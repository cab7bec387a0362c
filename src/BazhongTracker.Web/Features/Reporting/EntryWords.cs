using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>How a row of the form speaks: what it asks for, what stands, what was found.</summary>
public sealed class EntryWords(Spoken spoken, IStringLocalizer<ReportingWords> words, TimeProvider clock)
{
    private const int MostRuns = 8;
    private const int MostPasted = 20;

    /// <summary>1—9月累计, 9月末, 形象进度.</summary>
    public string Asked(OwedFigure owed) => owed.Duty == ReportingDuty.NotThisPeriod
        ? words["asked.yearly"]
        : owed.Nature switch
        {
            FigureNature.Stage => spoken.Nature(owed.Nature),
            FigureNature.Annual => words["asked.annual"],
            FigureNature.Point or FigureNature.Level => words[$"asked.end{owed.Period.Number}"],
            FigureNature.Cum => words["asked.cum", words[$"asked.end{owed.Period.Number}"]],
            FigureNature.Growth => words["asked.growth", words[$"asked.months{owed.Period.Number}"]],
            FigureNature.Rate => words[$"asked.months{owed.Period.Number}"],
            _ => words["asked.ytd", words[$"asked.months{owed.Period.Number}"]],
        };

    public static string Said(ReportedFigure? figure) => figure switch
    {
        null => "—",
        { Stage: { } stage, Value: { } physical } => $"{Terms.Stage(stage)} {Spoken.Number(physical)}%",
        { Stage: { } stage } => Terms.Stage(stage),
        { Value: { } value } => Spoken.Number(value),
        _ => "—",
    };

    /// <summary>The number with its unit, or the stage with its day and document.</summary>
    public static string SaidFully(ReportedFigure figure) => figure switch
    {
        { Stage: null, Value: { } value } => Spoken.Amount(value, figure.Unit),
        { Stage: { } stage } when FigureRules.HasDay(stage) =>
            $"{Said(figure)} {Spoken.Proof(figure.ReachedOn, figure.DocumentNumber, figure.DocumentIssuer)}",
        _ => Said(figure),
    };

    public static string Usual(UsualRange? usual) =>
        usual is null ? "—" : $"{Spoken.Number(usual.Low)}—{Spoken.Number(usual.High)}";

    /// <summary>已达, 27.1, 超过403.1, 还有2步至“命名”.</summary>
    public string Still(OwedFigure owed, decimal? value, string? stage) => Remaining.Of(owed.Target, value, stage) switch
    {
        null => "—",
        { IsMet: true } => words["still.met"],
        { Amount: { } amount, More: true } => words["still.more", Spoken.Number(amount)],
        { Amount: { } amount } => Spoken.Number(amount),
        var staged => words["still.steps", staged.Steps, Terms.Stage(staged.Goal)],
    };

    public string State(EntryState state) => words[$"state.{state}"];

    /// <summary>What a finding says; a repair is offered beside it.</summary>
    public string Finding(EntryRow row, EntryFinding finding, decimal? value) => finding switch
    {
        { Rule: { } rule } => spoken.Refusal(rule),
        { Unit: { } unit } => words[unit.Unit.Length == 0 ? "found.unit.none" : "found.unit", Terms.Unit(unit.Unit), unit.Typed],
        { Warning: { } warning } => Warning(row, warning, value ?? 0),
        _ => "",
    };

    public string Colleague(ReportedFigure theirs, EntryRow row) => words[
        "found.colleague", theirs.ReportedByName, Spoken.Moment(theirs.ReportedAtUtc), SaidFully(theirs), Written(row)];

    /// <summary>A time of today without its day.</summary>
    public string Since(DateTime utc) => Spoken.Moment(utc)[(BusinessDay.Of(utc) == clock.Today() ? "yyyy-MM-dd " : "yyyy-").Length..];

    /// <summary>What was typed, with the unit of the target.</summary>
    public static string Typed(DraftCells cells, string? unit) => cells.Stage is { } stage
        ? string.Join(' ', new[] { Terms.Stage(stage), cells.Text.Length > 0 ? $"{cells.Text}%" : "", cells.Day, cells.DocumentNumber,
            cells.DocumentIssuer }.Where(part => part.Length > 0))
        : cells.Text + (cells.Text.Length > 0 ? Terms.UnitAfterNumber(unit) : "");

    public string Later(ReportedFigure own, EntryRow row) => words["found.later", SaidFully(own), Written(row)];

    public string Returned(Review review) => words[
        "found.returned", review.Comment ?? "", review.ReviewerName, spoken.Date(BusinessDay.Of(review.AtUtc))];

    /// <summary>What became of a pasted column: how much was filled, what it replaced, what was skipped and why.</summary>
    public string Pasted(PasteOutcome outcome)
    {
        if (outcome.Refusal is { } refusal)
        {
            return words[$"paste.{refusal}", outcome.Columns, PasteColumn.MostLines];
        }

        var head = outcome.HasHead ? words["paste.head"].Value : "";
        var replaced = outcome.Replaced.Count > 0 ? words["paste.replaced", Lines([.. outcome.Replaced])].Value : "";
        return outcome.Misfits.Count == 0
            ? words["paste.fits", outcome.Lines, outcome.Filled, replaced] + head
            : words["paste.partly", outcome.Lines, outcome.Filled, replaced, outcome.Misfits.Count, Misfits(outcome.Misfits)] + head;
    }

    /// <summary>第2行“缺”不是数字、第9—16行超出表格: one part a reason, the lines in runs.</summary>
    public string Misfits(IEnumerable<PastedMisfit> misfits) => string.Join(words["semicolon"], misfits.GroupBy(m => m.Why).Select(same => same.ToList() switch
    {
        [var one] => words[$"misfit.{one.Why}", one.Line, one.Why is Misfit.NotANumber or Misfit.NotAStage ? Short(one.Text) : one.Name].Value,
        var all => words[$"misfits.{same.Key}", Lines([.. all.Select(m => m.Line)])].Value,
    }));

    private string Warning(EntryRow row, FigureFinding found, decimal value)
    {
        var owed = row.Owed;
        var said = Spoken.Number(value);
        var reference = found.Reference is { } number ? Spoken.Number(number) : "";
        switch (found.Check)
        {
            case FigureCheck.Tenfold:
                var basis = found.Since == owed.Period.Plus(-4) ? words["base.year"] : words["base.before"];
                var larger = value > found.Reference;
                var times = larger ? value / found.Reference!.Value : found.Reference!.Value / value;
                return words[larger ? "found.tenfold" : "found.tenth", said, basis, reference, larger ? Spoken.Number(times, 0) : Share(times)];
            case FigureCheck.CumulativeFell:
                return words["found.fell", said, spoken.Period(found.Since!.Value, owed.History.At(found.Since.Value)!.Nature), reference];
            case FigureCheck.OutsideUsual:
                return words[value < owed.Usual!.Low ? "found.low" : "found.high", Spoken.Amount(value, owed.Target.Unit), Usual(owed.Usual), owed.Usual.Years,
                    Spoken.Number(owed.Usual.Lowest), Spoken.Number(owed.Usual.Highest)];
            case FigureCheck.NothingToCompare:
                return words["found.nothing_to_compare", Spoken.Amount(value, owed.Target.Unit)];
            case FigureCheck.BeforeStart:
                return words["found.before_start", spoken.Date(DayText.Read(row.Day)!.Value), spoken.Date(owed.Target.Start!.Value)];
            default:
                return words["found.stage_back", Terms.Stage(row.Stage), Terms.Stage(found.Stage)];
        }
    }

    // About a power of ten is said as such: 十分之一.
    private string Share(decimal times) =>
        Array.Find([10m, 100m, 1000m], power => times / power is > 0.8m and < 1.25m) is > 0 and var near ? words[$"share.{near:0}"] : words["share", Spoken.Number(times, 0)];

    private string Lines(List<int> lines)
    {
        var runs = new List<(int From, int To)>();
        foreach (var line in lines)
        {
            if (runs.Count > 0 && runs[^1].To == line - 1)
            {
                runs[^1] = (runs[^1].From, line);
            }
            else
            {
                runs.Add((line, line));
            }
        }

        var said = spoken.Listed(runs.Take(MostRuns).Select(run => run.From == run.To ? $"{run.From}" : $"{run.From}—{run.To}"));
        return runs.Count > MostRuns ? words["lines.some", said, lines.Count] : said;
    }

    private static string Short(string text) => text.Length > MostPasted ? text[..MostPasted] + "…" : text;

    private static string Written(EntryRow row) => row.Stage is { } stage ? Terms.Stage(stage) : row.Text.Length > 0 ? row.Text : row.Note;
}
