using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.Seeding;

/// <summary>The quarter that is being reported: a third accepted, some waiting for review, one returned, the rest still owed.</summary>
internal sealed class DemoOpenQuarter(DateOnly today, DateTime nowUtc, IReadOnlyList<Assignment> leads)
{
    private const string WhyReturned = "与上期数据衔接不上，请核对口径后重报";
    private const decimal ShareAccepted = 0.34m;
    private const decimal ShareWaiting = 0.4m;

    private readonly List<(Target Target, DemoFigure Figure)> owed = [];

    /// <param name="figure">What would be reported; null when nothing is owed or nobody ever reports.</param>
    public void Ask(Target target, DemoFigure? figure)
    {
        if (figure is not null)
        {
            owed.Add((target, figure));
        }
    }

    /// <param name="reviews">Receives the review by which one figure is returned.</param>
    public IEnumerable<ReportedFigure> Figures(List<Review> reviews)
    {
        var accepted = owed.Where(o => DemoChance.Of(o.Figure.OperationId, "accepted") < ShareAccepted).ToList();
        foreach (var (target, figure) in accepted)
        {
            yield return figure.Accepted(target, figure.Published < today ? figure.Published : today, nowUtc);
        }

        var byClerks = owed.Except(accepted).Select(o => (o.Target, o.Figure, Clerk: ClerkOf(o.Target)))
            .Where(o => o.Clerk is not null).OrderBy(o => DemoChance.Of(o.Figure.OperationId, "turn")).ToList();
        var said = byClerks.Take((int)Math.Ceiling(byClerks.Count * ShareWaiting)).ToList();
        // A number that does not fit is what is returned most.
        var doubted = Math.Max(0, said.FindIndex(o => o.Figure.Entry is { Value: not null, Stage: null }));
        for (var turn = 0; turn < said.Count; turn++)
        {
            var (target, figure, clerk) = said[turn];
            var reported = ReportedFigure.Invented(target, figure.Entry, clerk!.Actor, DemoFigure.Source, nowUtc.AddHours(-7 * turn), figure.OperationId);
            if (turn == doubted)
            {
                reviews.Add(reported.Return(DemoCast.Reviewer.Actor, WhyReturned, reported.Version, nowUtc, $"{figure.OperationId}:returned"));
            }

            yield return reported;
        }
    }

    private DemoPerson? ClerkOf(Target target)
    {
        var lead = leads.FirstOrDefault(a => a.TargetId == target.Id && a.HoldsOn(today));
        return lead is null ? null : DemoCast.Clerks.FirstOrDefault(c => c.DepartmentCode == lead.DepartmentCode);
    }
}
