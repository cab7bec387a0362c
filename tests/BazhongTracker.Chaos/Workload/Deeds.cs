using BazhongTracker.Chaos.Recording;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Proof;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Chaos.Workload;

/// <summary>Does a deed as a page does, through the program's own use cases, and writes down what the person was told.</summary>
internal class Deeds(IServiceProvider services, History history)
{
    protected History History => history;

    /// <returns>The receipt; null when the person was told that nothing was stored.</returns>
    public virtual async Task<string?> Do(Deed deed, CancellationToken cancellation)
    {
        history.Invoke(deed);
        try
        {
            var receipt = await Carried(deed, cancellation);
            history.Ok(deed.Op, receipt);
            return receipt;
        }
        catch (RuleViolation refusal)
        {
            history.Fail(deed.Op, refusal.Code);
            return null;
        }
    }

    protected virtual Task<string> Carried(Deed deed, CancellationToken cancellation) =>
        services.GetRequiredService<Outcomes>().Carry(deed.Op, Stage.Named(deed.Who), token => Run(deed, deed.Op, token), () => history.Info(deed.Op), cancellation);

    protected Task<string> Run(Deed deed, string op, CancellationToken cancellation)
    {
        var actor = Stage.Named(deed.Who);
        if (deed.Kind == Deed.Report)
        {
            var subject = deed.Subject.Split(' ');
            return services.GetRequiredService<SubmitFigure>().Run(new FigureForm(op, subject[0], Quarter.Parse(subject[1]), deed.Said, null, null), actor, cancellation);
        }

        // The version seen is that of a figure nobody has decided yet: the operation that reported it.
        var seen = deed.Subject.Split(' ');
        var outcome = deed.Kind == Deed.Accept ? ReviewOutcome.Accepted : ReviewOutcome.Returned;
        return services.GetRequiredService<ReviewFigure>().Run(new ReviewForm(op, Guid.Parse(seen[0]), seen[1], outcome, deed.Said), actor, cancellation);
    }
}
