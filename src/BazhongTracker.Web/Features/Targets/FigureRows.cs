using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Text;

namespace BazhongTracker.Web.Features.Targets;

/// <summary>The figures of one target as its table shows them, newest first.</summary>
internal static class FigureRows
{
    /// <param name="figures">Those the reader may see.</param>
    /// <param name="mayRevise">The reader's department leads the target and may correct what was accepted.</param>
    public static IReadOnlyList<FigureRow> Of(
        IEnumerable<ReportedFigure> figures, Dictionary<Guid, Review> reviews, Dictionary<string, Department> departments,
        Trajectory? line, Target target, DateOnly day, bool mayRevise)
    {
        var shown = figures.Where(f => f.Period.LastDay <= day
            && (f.State == FigureState.Accepted ? f.Published <= day : BusinessDay.Of(f.ReportedAtUtc) <= day)).ToList();
        // Of what was imported a period may hold several stages, each with its day; what was corrected here is one report in several
        // versions.
        var corrected = shown.Where(f => f is { State: FigureState.Accepted, Revision: > 0 }
            && f.ReportedBy != Actor.HistoricalImport.UserName).Select(f => f.PeriodIndex).ToHashSet();
        var versions = shown.Where(f => f.State == FigureState.Accepted)
            .GroupBy(f => (f.PeriodIndex, f.Nature, corrected.Contains(f.PeriodIndex) ? null : f.StageDate))
            .Select(g => g.OrderBy(f => f.Published).ThenBy(f => f.Revision).ThenBy(f => f.Value).Select(f => f.Id).ToList()).ToList();
        var standing = versions.Select(v => v[^1]).ToHashSet();
        var numbers = versions.SelectMany(v => v.Select((id, at) => (id, at))).ToDictionary(v => v.id, v => v.at + 1);
        var rolling = target is { Measure: Measure.Flow, Kind: TargetKind.Reach or TargetKind.Hold } ? line?.Points.ToDictionary(p => p.Period, p => p.Value) : null;

        var waiting = shown.Where(f => f.State == FigureState.AwaitingReview).Select(f => (f.PeriodIndex, f.Nature)).ToHashSet();

        FigureRow Row(ReportedFigure f)
        {
            var review = reviews.GetValueOrDefault(f.Id);
            var superseded = f.State == FigureState.Accepted && !standing.Contains(f.Id);
            return new FigureRow(
                f.Period, f.Nature, f.Value, superseded || f.State != FigureState.Accepted ? null : rolling?.GetValueOrDefault(f.Period) is { } sum and not 0 ? sum : null,
                f.Stage, f.StageDate, f.Vintage, f.Preliminary, superseded, f.Source, Web(f.Link), f.Note, f.Origin, f.State, f.Published,
                Who(f.ReportedByDepartment, f.ReportedByName), BusinessDay.Of(f.ReportedAtUtc),
                review is null ? null : Who(review.ReviewerDepartment, review.ReviewerName), review is null ? null : BusinessDay.Of(review.AtUtc), review?.Comment)
            {
                DocumentNumber = f.DocumentNumber,
                DocumentIssuer = f.DocumentIssuer,
                Version = numbers.GetValueOrDefault(f.Id),
                MayRevise = mayRevise && f.State == FigureState.Accepted && !superseded && f.Nature == target.NatureFor(f.Period) && !waiting.Contains((f.PeriodIndex, f.Nature)),
                // What was imported was never handed in here.
                Receipt = f.ReportedBy == Actor.HistoricalImport.UserName ? null : f.Receipt,
                ReviewReceipt = review is null ? null : Receipts.For(review.OperationId),
            };
        }

        string Who(string department, string name) =>
            departments.TryGetValue(department, out var known) ? Terms.Person(known.Title(), name) : name;

        return [.. shown.OrderByDescending(f => f.PeriodIndex).ThenByDescending(f => f.ReachedOn ?? f.Period.LastDay)
            .ThenByDescending(f => standing.Contains(f.Id))
            .ThenByDescending(f => f.Published ?? DateOnly.MaxValue).Select(Row)];
    }

    /// <returns>Null for everything but an address on the web.</returns>
    private static string? Web(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri.AbsoluteUri : null;
}
