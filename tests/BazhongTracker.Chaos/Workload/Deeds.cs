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
    public const string Reason = "核实修订";

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
        var subject = deed.Subject.Split(' ');

        // The version seen is that of a figure nobody has decided yet: the operation that reported it, or the one that took an acceptance
        // back.
        return deed.Kind switch
        {
            Deed.Report => services.GetRequiredService<SubmitFigure>().Run(Form(null), actor, cancellation),
            Deed.Revise => services.GetRequiredService<ReviseFigure>().Run(new RevisionForm(Form(Reason), subject[2]), actor, cancellation),
            Deed.Withdraw => services.GetRequiredService<WithdrawFigure>().Run(new WithdrawalForm(op, Guid.Parse(subject[0]), subject[1]), actor, cancellation),
            Deed.TakeBack => services.GetRequiredService<TakeBackAcceptance>()
                .Run(new TakeBackForm(op, Guid.Parse(subject[0]), subject[1]), actor, cancellation),
            _ => services.GetRequiredService<ReviewFigure>().Run(
                new ReviewForm(op, Guid.Parse(subject[0]), subject[1], deed.Kind == Deed.Accept ? ReviewOutcome.Accepted : ReviewOutcome.Returned, deed.Said), actor, cancellation),
        };

        FigureForm Form(string? note) => new(op, subject[0], Quarter.Parse(subject[1]), deed.Said, null, note);
    }
}
