using System.Globalization;
using BazhongTracker.Chaos.Recording;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Chaos.Workload;

/// <summary>A clerk and a reviewer at the figures of their own targets: reported and withdrawn, reported and returned, reported again and accepted, revised, accepted.</summary>
internal sealed class Writer(IServiceProvider services, Deeds deeds, int number, int start) : IDisposable
{
    // What becomes of what is said, time after time.
    private static readonly string[] Ends = [Deed.Withdraw, Deed.Return, Deed.Accept, Deed.Accept];
    private readonly SemaphoreSlim turn = new(1);
    private int said;

    /// <returns>When this returns the writer is between two deeds and stays there until <see cref="GoOn"/>.</returns>
    public Task Pause(CancellationToken cancellation) => turn.WaitAsync(cancellation);

    public void GoOn() => turn.Release();

    public void Dispose() => turn.Dispose();

    public async Task Run(CancellationToken cancellation)
    {
        foreach (var target in Enumerable.Range(start * Stage.TargetsOfAStart, Stage.TargetsOfAStart))
        {
            foreach (var period in Stage.Periods)
            {
                await Figure($"{Stage.Code(number, target)} {period}", cancellation);
            }
        }
    }

    private async Task Figure(string slot, CancellationToken cancellation)
    {
        string? accepted = null;
        foreach (var kind in Ends)
        {
            var value = (100 + ++said / 100m).ToString(CultureInfo.InvariantCulture);
            var (clerk, reviewer) = (Stage.Clerk(number).UserName, Stage.Reviewer(number).UserName);
            if (await UntilStored(() => accepted is null ? Deed.New(clerk, Deed.Report, slot, value) : Deed.New(clerk, Deed.Revise, $"{slot} {accepted}", value), cancellation) is not { } report
                || await FigureOf(report, cancellation) is not { } figure
                || await UntilStored(() => kind == Deed.Withdraw ? Deed.New(clerk, kind, $"{figure} {report}", "") : Deed.New(reviewer, kind, $"{figure} {report}", $"{kind} {said}"), cancellation) is not { } end)
            {
                return;
            }

            accepted = kind == Deed.Accept ? end : accepted;
        }
    }

    // Whoever is told that nothing was stored presses the button again: a new deed with a number of its own.
    private async Task<string?> UntilStored(Func<Deed> again, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= 20; attempt++)
        {
            await turn.WaitAsync(cancellation);
            try
            {
                var deed = again();
                if (await deeds.Do(deed, cancellation) is not null)
                {
                    return deed.Op;
                }
            }
            finally
            {
                turn.Release();
            }
        }

        return null;
    }

    private async Task<Guid?> FigureOf(string op, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await using var db = await services.Contexts().CreateDbContextAsync(cancellation);
                return (await db.Figures.AsNoTracking().SingleOrDefaultAsync(f => f.OperationId == op, cancellation))?.Id;
            }
            catch (Exception away) when (away is not OperationCanceledException)
            {
                await Task.Delay(200, cancellation);
            }
        }
    }
}
