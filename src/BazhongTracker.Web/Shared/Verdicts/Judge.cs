using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Shared.Verdicts;

/// <summary>Gives the verdicts of an occasion, target after target, from figures and versions of the method that were read once. Saves nothing.</summary>
internal sealed class Judge(TrackerDbContext db, Occasion occasion, Methods methods, AcceptedFigures accepted)
{
    /// <summary>All rules of the target answer before any of its rows is touched: where one throws, the target keeps what is stored.</summary>
    /// <param name="rows">Its verdict in force, those of today and those that a clock gave which was ahead; every one where all are judged
    /// again.</param>
    /// <param name="hasDay">Whether something is stored of a past day.</param>
    /// <returns>How many verdicts are new or differ from before, and the row that comes into force; see <see cref="ProgressAssessment.BecomeCurrent"/>.</returns>
    public (int Changed, ProgressAssessment Newest) Record(Target target, IReadOnlyList<ProgressAssessment> rows, Func<DateOnly, bool> hasDay)
    {
        // An instance whose clock is behind, or an acceptance begun before midnight, must not bring yesterday back. What lies after
        // tomorrow was given by a clock that was wrong.
        var today = rows.Where(a => a.IsCurrent && a.AsOf > occasion.Today && a.AsOf <= occasion.LastDay).Select(a => a.AsOf)
            .DefaultIfEmpty(occasion.Today).Max();
        var newest = rows.FirstOrDefault(a => a.AsOf == today && a.MethodVersion == methods.Newest.Version) ?? New(target, today);
        var due = rows.Where(a => a.AsOf <= occasion.LastDay && (occasion.Rewrite || occasion.IsMisdated(a)))
            .Union([.. occasion.Closed.Where(day => day >= target.Since && !hasDay(day)).Select(day => New(target, day)), newest]).ToList();
        var verdicts = due.ConvertAll(row => (Row: row, Given: accepted.Judge(target, row.AsOf, methods.Named(row.MethodVersion).Settings)));

        var changed = 0;
        foreach (var (row, (status, working)) in verdicts)
        {
            if (row.Id == 0)
            {
                db.Add(row);
                if (row != newest)
                {
                    row.BecomeShown();
                }
            }

            changed += row.Record(status, working, occasion.NowUtc) ? 1 : 0;
        }

        foreach (var former in rows.Where(a => a != newest))
        {
            if (former.IsCurrent)
            {
                former.BecomePast();
            }

            if (former.AsOf == today && former.IsShown)
            {
                former.StepAside();
            }
        }

        return (changed, newest);
    }

    /// <summary>One past day by the method in force; what another version of the method said of it stays the one that is read.</summary>
    /// <param name="rows">Those of that day.</param>
    public int RecordPast(Target target, IReadOnlyList<ProgressAssessment> rows)
    {
        var (status, working) = accepted.Judge(target, occasion.Today, methods.Newest.Settings);
        var row = rows.FirstOrDefault(a => a.MethodVersion == methods.Newest.Version) ?? New(target, occasion.Today);
        if (row.Id == 0)
        {
            db.Add(row);
            if (rows.Count == 0)
            {
                row.BecomeShown();
            }
        }

        return row.Record(status, working, occasion.NowUtc) ? 1 : 0;
    }

    private ProgressAssessment New(Target target, DateOnly day) => new() { TargetId = target.Id, AsOf = day, MethodVersion = methods.Newest.Version };
}
