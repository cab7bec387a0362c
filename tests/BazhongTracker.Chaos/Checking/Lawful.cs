using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Chaos.Checking;

/// <summary>The states in which figures may be left, whatever was done to them and in whatever order.</summary>
internal static class Lawful
{
    /// <param name="illegal">Told of every breach, in words.</param>
    public static void Check(
        IReadOnlyList<ReportedFigure> figures, IReadOnlyList<Review> reviews, IReadOnlyDictionary<string, Operation> operations, IReadOnlyDictionary<int, string> codes, Action<string> illegal)
    {
        var decisions = reviews.ToLookup(r => r.FigureId);
        var withdrawals = operations.Values.Where(o => o.Kind == Operation.WithdrawKind).Select(o => o.Id).ToHashSet();
        foreach (var figure in figures)
        {
            var made = decisions[figure.Id].ToList();
            if (!HasItsState(figure, made, withdrawals))
            {
                illegal($"figure {figure.Id} is {figure.State} with {made.Count} reviews ({string.Join(", ", made.Select(r => r.Outcome))}), last {operations.GetValueOrDefault(figure.Version)?.Kind ?? "unknown"}");
            }

            // Twice, where it was decided or withdrawn: as it was reported, and as the last deed left it.
            if (Differs(figure.AsReported(), figure.OperationId) || Differs(figure, figure.Version))
            {
                illegal($"figure {figure.Id}, {figure.State}, is not the row that its deeds left");
            }
        }

        foreach (var unused in withdrawals.Except(figures.Where(f => f.State == FigureState.Withdrawn).Select(f => f.Version)))
        {
            illegal($"{unused} withdrew a figure that is not withdrawn by it");
        }

        foreach (var slot in figures.GroupBy(f => (f.TargetId, f.PeriodIndex, f.Nature)))
        {
            Slot($"{codes[slot.Key.TargetId]} {slot.Key.PeriodIndex}", [.. slot], illegal);
        }

        bool Differs(ReportedFigure row, string deed) => operations.GetValueOrDefault(deed) is { } stored && !stored.Left(row);
    }

    // Every acceptance but the one that holds was taken back, and the last deed is the one that led to the state.
    private static bool HasItsState(ReportedFigure figure, List<Review> made, HashSet<string> withdrawals)
    {
        var (accepted, takenBack, returned) = (
            Count(ReviewOutcome.Accepted), Count(ReviewOutcome.TakenBack), Count(ReviewOutcome.Returned));
        var last = made.Find(r => r.OperationId == figure.Version)?.Outcome;
        return figure.State switch
        {
            FigureState.AwaitingReview => (accepted, returned) == (takenBack, 0)
                && (made.Count == 0 ? figure.Version == figure.OperationId : last == ReviewOutcome.TakenBack),
            FigureState.Withdrawn => (accepted, returned) == (takenBack, 0) && withdrawals.Contains(figure.Version),
            FigureState.Accepted => (accepted, returned) == (takenBack + 1, 0) && last == ReviewOutcome.Accepted,
            _ => (accepted, returned) == (takenBack, 1) && last == ReviewOutcome.Returned,
        };

        int Count(ReviewOutcome outcome) => made.Count(r => r.Outcome == outcome);
    }

    // One waits at the most; the accepted ones are numbered 0, 1, 2 …, and what waits is the next.
    private static void Slot(string name, List<ReportedFigure> said, Action<string> illegal)
    {
        var accepted = said.Where(f => f.State == FigureState.Accepted).Select(f => f.Revision).Order().ToList();
        var waiting = said.Where(f => f.State == FigureState.AwaitingReview).Select(f => f.Revision).ToList();
        if (waiting.Count > 1 || !accepted.SequenceEqual(Enumerable.Range(0, accepted.Count)) || waiting.Exists(r => r != accepted.Count))
        {
            illegal($"{name} has accepted revisions {string.Join(", ", accepted)} and waiting ones {string.Join(", ", waiting)}");
        }
    }
}
