using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.SecondFactors;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.FirstSetUp;

/// <summary>
/// The authenticator and the recovery codes of the administrator who sits at the page of the first set-up. It can be left at every step and
/// gone on with.
/// </summary>
[Asks(Actions.SetUp)]
public sealed class SetUpFactor(TrackerDbContext db, SetUp setUp, Enrolment enrolment, TimeProvider clock, Permissions permissions)
{
    // In place of a session: nobody has signed in yet.
    private const string Session = "set-up";

    /// <returns>The key for the authenticator: the same until a code proves that it arrived.</returns>
    /// <exception cref="RuleViolation">As <see cref="SetUp.Demand"/>; setup.meanwhile.</exception>
    public async Task<string> Key(string typed, Actor actor, CancellationToken cancellation = default)
    {
        var seat = await Sitting(typed, SeatStage.Authenticator, actor, cancellation);
        return (await enrolment.Open(Of(seat, actor), Session, cancellation)).Key ?? throw new RuleViolation("setup.meanwhile");
    }

    /// <param name="shown">What the authenticator shows now.</param>
    /// <returns>Ten recovery codes, shown once; null when the code is wrong.</returns>
    /// <exception cref="RuleViolation">As <see cref="Key"/>.</exception>
    public async Task<IReadOnlyList<string>?> Confirm(
        string typed, string shown, string address, Actor actor, CancellationToken cancellation = default)
    {
        var seat = await Sitting(typed, SeatStage.Authenticator, actor, cancellation);
        var codes = await enrolment.Confirm(shown, address, Of(seat, actor), Session, cancellation);
        if (codes is not null)
        {
            await Go(seat, SetUpStep.Made, SetUpStep.Bound, cancellation);
        }

        return codes;
    }

    /// <summary>For who left before saying that they are saved: others, and those shown before are worth nothing.</summary>
    /// <exception cref="RuleViolation">As <see cref="Key"/>.</exception>
    public async Task<IReadOnlyList<string>> Codes(string typed, Actor actor, CancellationToken cancellation = default)
    {
        var seat = await Sitting(typed, SeatStage.RecoveryCodes, actor, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var codes = await db.RenewRecoveryCodes(seat.PersonId!, cancellation);
        db.Add(AuditRow.Of(Of(seat, actor), "second-factor.codes", seat.UserName!, null, actor.Address, clock.GetUtcNow().UtcDateTime,
            Guid.CreateVersion7().ToString()));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return codes;
    }

    /// <summary>The person says that the codes are saved: the next may sit down.</summary>
    /// <exception cref="RuleViolation">As <see cref="Key"/>.</exception>
    public async Task Kept(string typed, Actor actor, CancellationToken cancellation = default)
    {
        await Go(await Sitting(typed, SeatStage.RecoveryCodes, actor, cancellation), SetUpStep.Bound, SetUpStep.Kept, cancellation);
        await setUp.CloseWhenDone(actor, cancellation);
    }

    private async Task<Seat> Sitting(string typed, SeatStage stage, Actor actor, CancellationToken cancellation)
    {
        permissions.Demand(actor, Actions.SetUp);
        return (await setUp.Demand(typed, actor, cancellation)).Next is { } seat && seat.Stage == stage
            ? seat : throw new RuleViolation("setup.meanwhile");
    }

    private Task<int> Go(Seat seat, SetUpStep from, SetUpStep to, CancellationToken cancellation) =>
        db.FirstAdministrators.Where(a => a.Id == seat.Number && a.Step == from)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Step, to), cancellation);

    private static Actor Of(Seat seat, Actor actor) => new(seat.UserName!, seat.DisplayName!, "", [seat.Role]) { Address = actor.Address };
}
