using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Access.SecondFactors;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.FirstSetUp;

/// <param name="Code">As it was read from the server, however grouped.</param>
/// <param name="Role">For which the form was drawn.</param>
public sealed record SetUpForm(string Code, string Role, string UserName, string DisplayName, string StaffNumber, string Password);

/// <summary>
/// The three administrators, three people one after another, made by whoever has the code from the server, while one of them is missing.
/// </summary>
[Asks(Actions.SetUp)]
public sealed class SetUp(
    TrackerDbContext db, IPasswordHasher<Person> hasher, NewAccount newAccount, SetUpCode code, PasswordRules rules, HashingQueue queue,
    SecondFactorTerms terms, IConfiguration configuration,
    TimeProvider clock, Permissions permissions)
{
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<SetUpState> State(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.SetUp);
        return await SetUpState.Read(db, terms, AccessSettings.Read(configuration).Duties, cancellation);
    }

    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<bool> IsOpen(Actor actor, CancellationToken cancellation = default) =>
        (await State(actor, cancellation)).Next is not null && code.IsAlive;

    /// <returns>Why the password is refused; empty when the account is made.</returns>
    /// <exception cref="RuleViolation">
    /// access.denied; setup.closed; setup.code; setup.meanwhile; setup.same_person (number, name); setup.alike_name (name);
    /// account.display_name; account.staff_number; as <see cref="NewAccount.Add"/>.
    /// </exception>
    public async Task<IReadOnlyList<RuleViolation>> Run(SetUpForm form, string address, Actor actor, CancellationToken cancellation = default)
    {
        var state = await Demand(form.Code, actor, cancellation);
        if (state.Next is not { Stage: SeatStage.Account } seat || seat.Role != form.Role)
        {
            throw new RuleViolation("setup.meanwhile");
        }

        newAccount.DemandUserName(form.UserName);
        var name = WrittenText.Read(form.DisplayName, NewAccount.LongestDisplayName)
            ?? throw new RuleViolation("account.display_name", NewAccount.LongestDisplayName);
        var number = StaffNumber.Read(form.StaffNumber) ?? throw new RuleViolation("account.staff_number", StaffNumber.Longest);
        await DemandAnotherPerson(state, name, number, cancellation);
        var refusals = rules.Refusals(form.Password, form.UserName, form.DisplayName);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var person = new Person { UserName = form.UserName, DisplayName = name, StaffNumber = number, LockoutEnabled = true,
            PasswordSetUtc = now };
        person.PasswordHash = await queue.Run(() => hasher.HashPassword(person, PasswordText.Of(form.Password)!), cancellation);
        try
        {
            await Make(person, seat, address, now, cancellation);
        }
        catch (DbUpdateException)
        {
            // Another was quicker: of this row there is one.
            throw new RuleViolation("setup.meanwhile");
        }

        code.Hold();
        await CloseWhenDone(actor, cancellation);
        return [];
    }

    /// <summary>The first step of whatever is done with the code.</summary>
    /// <exception cref="RuleViolation">access.denied; setup.closed; setup.code.</exception>
    public async Task<SetUpState> Demand(string typed, Actor actor, CancellationToken cancellation = default)
    {
        var state = await State(actor, cancellation);
        if (state.Next is null || !code.IsAlive)
        {
            throw new RuleViolation("setup.closed");
        }

        return code.Matches(typed) ? state : throw new RuleViolation("setup.code");
    }

    /// <summary>When the last of the three is done the code opens nothing any more.</summary>
    internal async Task CloseWhenDone(Actor actor, CancellationToken cancellation)
    {
        if ((await State(actor, cancellation)).Next is null)
        {
            code.Kill();
        }
    }

    // One person may not sit on two of the three chairs, whatever the account is called.
    private async Task DemandAnotherPerson(SetUpState state, string name, string number, CancellationToken cancellation)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.StaffNumber == number, cancellation) is { } same)
        {
            throw new RuleViolation("setup.same_person", number, same.DisplayName);
        }

        if (state.Seats.FirstOrDefault(s => s.DisplayName is { } other && AlikeNames.Are(name, other)) is { } alike)
        {
            throw new RuleViolation("setup.alike_name", alike.DisplayName!);
        }
    }

    private async Task Make(Person person, Seat seat, string address, DateTime now, CancellationToken cancellation)
    {
        var operation = Guid.CreateVersion7().ToString();
        var maker = new Actor(person.UserName!, person.DisplayName, "", [seat.Role]) { Address = address };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(FirstAdministrator.Of(seat.Number, person.Id, now));
        await db.SaveChangesAsync(cancellation);
        await newAccount.Add(person, "", [seat.Role], maker, operation, cancellation);
        db.Add(AuditRow.Of(maker, "setup.done", person.UserName!, null, address, now, operation));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
