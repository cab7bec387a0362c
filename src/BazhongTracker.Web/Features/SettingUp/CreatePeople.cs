using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.SettingUp;

/// <summary>What one person is handed over.</summary>
/// <param name="UntilUtc">Until when the password signs in; null for one without a term.</param>
public sealed record Slip(string DisplayName, string Department, string UserName, string Password, DateTime? UntilUtc);

/// <summary>Makes the accounts of a table, all or none, once. Their roles wait for 安全管理员.</summary>
[Asks(Actions.CreateAccount)]
public sealed class CreatePeople(
    TrackerDbContext db, NewAccount newAccount, IPasswordHasher<Person> hasher, HashingQueue queue, LiveChanges changes, TimeProvider clock,
    Permissions permissions, IHostEnvironment environment)
{
    private const string Kind = "create-people";

    /// <param name="rows">As they were checked; what is faulty is left out.</param>
    /// <param name="operationId">Of the page that was sent: the second time nothing is made.</param>
    /// <returns>The passwords, shown once.</returns>
    /// <exception cref="RuleViolation">access.denied; people.none; people.already; as <see cref="NewAccount.Add"/>.</exception>
    public async Task<IReadOnlyList<Slip>> Run(
        IReadOnlyList<CheckedRow> rows, string operationId, Actor by, CancellationToken cancellation = default)
    {
        await permissions.DemandForWriting(db, by, Actions.CreateAccount, Kind, clock, cancellation);
        var good = rows.Where(r => r.State != RowState.Faulty).ToList();
        if (good.Count == 0)
        {
            throw new RuleViolation("people.none");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        // Before the transaction: it takes a tenth of a second each.
        var made = await Task.WhenAll(good.Select(
            row => queue.Run(() => Accounts.New(hasher, row.UserName, row.Row.Name, row.StaffNumber, now, environment), cancellation)));
        var slips = new List<Slip>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await Once(operationId, by, now, cancellation);
        foreach (var (row, (person, password)) in good.Zip(made))
        {
            var shown = await newAccount.Add(person, row.Department?.Code ?? "", [], by, operationId, cancellation);
            db.Add(WishedRoles.Of(person.Id, row.Roles, by, now));
            db.Add(AuditRow.Of(by, "role.wished", person.UserName!, null, string.Join(',', row.Roles), now, operationId));
            slips.Add(new Slip(shown, row.Department?.FullTitle() ?? "", person.UserName!, password, person.OneTimeUntilUtc));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Say(new TrackerChange(null));
        return slips;
    }

    private async Task Once(string operationId, Actor by, DateTime now, CancellationToken cancellation)
    {
        if (await db.Operations.AnyAsync(o => o.Id == operationId, cancellation))
        {
            throw new RuleViolation("people.already");
        }

        try
        {
            db.Add(Operation.Of(operationId, Kind, by, now));
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            throw new RuleViolation("people.already");
        }
    }
}
