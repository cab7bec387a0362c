using System.Globalization;
using System.Text.RegularExpressions;
using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Search;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Auditing;

/// <summary>Which figures the rows of the audit are about, and which rows are about what was asked for.</summary>
internal static partial class AuditAbout
{
    /// <returns>By the number of the row; rows about something else are not in it.</returns>
    public static async Task<IReadOnlyDictionary<long, AuditedFigure>> Figures(
        TrackerDbContext db, IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(r => FigureIn(r.Subject)).OfType<Guid>().Distinct().ToList();
        var figures = await db.Figures.AsNoTracking().Where(f => ids.Contains(f.Id))
            .Select(f => new { f.Id, f.TargetId, f.PeriodIndex, f.Nature, f.OperationId }).ToDictionaryAsync(f => f.Id, cancellation);
        var reports = figures.Values.Select(f => f.OperationId).ToList();
        var values = await db.Audit.AsNoTracking()
            .Where(a => (a.Action == "report" || a.Action == "revise") && reports.Contains(a.OperationId))
            .Select(a => new { a.OperationId, a.NewValue }).ToDictionaryAsync(a => a.OperationId, a => a.NewValue, cancellation);
        var codes = rows.Select(r => Slot(r)?.Code).OfType<string>().Distinct().ToList();
        var targets = figures.Values.Select(f => f.TargetId).ToList();
        var known = await db.Targets.AsNoTracking().Where(t => targets.Contains(t.Id) || codes.Contains(t.Code)).ToListAsync(cancellation);
        var (byId, byCode) = (known.ToDictionary(t => t.Id), known.ToDictionary(t => t.Code));

        var about = new Dictionary<long, AuditedFigure>();
        foreach (var row in rows)
        {
            if (FigureIn(row.Subject) is { } id && figures.TryGetValue(id, out var figure))
            {
                about[row.Id] = new AuditedFigure(byId[figure.TargetId], Quarter.FromIndex(figure.PeriodIndex), figure.Nature,
                    values.GetValueOrDefault(figure.OperationId));
            }
            else if (Slot(row) is var (code, period) && byCode.TryGetValue(code, out var target))
            {
                about[row.Id] = new AuditedFigure(target, period, target.NatureFor(period), null);
            }
        }

        return about;
    }

    /// <summary>Words that name targets, by name, initials or code, or a period, and nothing else: 生猪 2026年前三季度.</summary>
    /// <returns>The subjects of rows about the figures they name; null for other words.</returns>
    public static async Task<List<string>?> Subjects(TrackerDbContext db, string text, Spoken spoken, CancellationToken cancellation)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var periods = words.Select(w => Period(w, spoken)).OfType<(int First, int Last)>().ToList();
        var names = words.Where(w => Period(w, spoken) is null).ToList();
        var targets = (await db.Targets.AsNoTracking().ToListAsync(cancellation)).Where(t => names.TrueForAll(name => Names(t, name)))
            .ToDictionary(t => t.Id, t => t.Code);
        if (words.Length == 0 || targets.Count == 0)
        {
            return null;
        }

        var (first, last) = (
            periods.Select(p => p.First).DefaultIfEmpty(0).Max(), periods.Select(p => p.Last).DefaultIfEmpty(int.MaxValue).Min());
        var ids = targets.Keys.ToList();
        var figures = await db.Figures.AsNoTracking()
            .Where(f => ids.Contains(f.TargetId) && f.PeriodIndex >= first && f.PeriodIndex <= last
                && f.ReportedBy != Actor.HistoricalImport.UserName)
            .Select(f => new { f.Id, f.TargetId, f.PeriodIndex }).ToListAsync(cancellation);
        return [.. figures.SelectMany(f => new[] { $"figure {f.Id}", $"{targets[f.TargetId]} {Quarter.FromIndex(f.PeriodIndex)}" })
            .Distinct()];
    }

    private static bool Names(Target target, string word) =>
        target.Code.StartsWith(word, StringComparison.OrdinalIgnoreCase) || target.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        || target.Title().Contains(word, StringComparison.OrdinalIgnoreCase)
            || new Initials(target.Name).Find(word.ToLowerInvariant()) >= 0;

    private static Guid? FigureIn(string subject) =>
        subject.IndexOf("figure ", StringComparison.Ordinal) is >= 0 and var at
            && Guid.TryParse(subject.AsSpan(at + "figure ".Length), out var id) ? id : null;

    // 08-04 2026Q3, also behind the action that was refused.
    private static (string Code, Quarter Period)? Slot(AuditRow row) =>
        row.Subject.Split(' ') is [.., var code, var last] && Quarter.TryParse(last, out var period) ? (code, period) : null;

    // As periods are said on the screen, 2026Q3, or a year alone.
    private static (int First, int Last)? Period(string word, Spoken spoken)
    {
        if (Quarter.TryParse(word, out var quarter))
        {
            return (quarter.Index, quarter.Index);
        }

        if (YearFirst().Match(word) is not { Success: true } said)
        {
            return null;
        }

        var year = int.Parse(said.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var quarters = Enumerable.Range(1, 4).Select(number => new Quarter(year, number)).ToList();
        foreach (var one in quarters.Where(
            q => spoken.Quarter(q) == word || Enum.GetValues<FigureNature>().Any(nature => spoken.Period(q, nature) == word)))
        {
            return (one.Index, one.Index);
        }

        return said.Groups["rest"].Length <= 1 ? (quarters[0].Index, quarters[3].Index) : null;
    }

    [GeneratedRegex("^(?<year>20[0-9]{2})(?<rest>[^0-9A-Za-z-].*)?$")]
    private static partial Regex YearFirst();
}
