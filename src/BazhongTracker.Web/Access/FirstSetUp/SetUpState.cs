using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access.SecondFactors;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.FirstSetUp;

/// <summary>What one of the three administrators has still to do.</summary>
public enum SeatStage
{
    Account,
    Authenticator,
    RecoveryCodes,
    Done,
}

/// <param name="Number">Of the role among the three administrators, from 1.</param>
/// <param name="DisplayName">Null while nobody has an account for it.</param>
public sealed record Seat(int Number, string Role, string? PersonId, string? UserName, string? DisplayName, SeatStage Stage);

/// <summary>How far the set-up of the administrators has come.</summary>
public sealed record SetUpState(IReadOnlyList<Seat> Seats)
{
    /// <summary>The next to sit down; null when all are done.</summary>
    public Seat? Next => Seats.FirstOrDefault(s => s.Stage != SeatStage.Done);

    /// <summary>Whether the page made somebody already: then its code holds until all are done.</summary>
    public bool IsBegun { get; private init; }

    public static async Task<SetUpState> Read(
        TrackerDbContext db, SecondFactorTerms terms, Duties duties, CancellationToken cancellation = default)
    {
        var made = await db.FirstAdministrators.AsNoTracking().ToDictionaryAsync(a => a.Id, cancellation);
        var holders = await (from held in db.UserRoles join role in db.Roles on held.RoleId equals role.Id
                             where RoleNames.Administrators.Contains(role.Name!)
                             join person in db.Users on held.UserId equals person.Id orderby person.UserName
                             select new
                             {
                                 Role = role.Name!,
                                 Person = person,
                                 HasFactor = db.SecondFactors.Any(f => f.PersonId == person.Id && f.ConfirmedUtc != null),
                             }).ToListAsync(cancellation);
        var seats = new List<Seat>();
        foreach (var role in Roles(duties))
        {
            var number = RoleNames.Administrators.ToList().IndexOf(role) + 1;
            var row = made.GetValueOrDefault(number);
            var holder = holders.Find(h => h.Role == role && h.Person.Id == row?.PersonId) ?? holders.Find(h => h.Role == role);
            seats.Add(new Seat(
                number, role, holder?.Person.Id, holder?.Person.UserName, holder?.Person.DisplayName,
                holder is null ? SeatStage.Account
                : holder.Person.Id != row?.PersonId ? SeatStage.Done
                : Stage(row, holder.HasFactor, terms.Requires([role]))));
        }

        return new SetUpState(seats) { IsBegun = made.Count > 0 };
    }

    private static IEnumerable<string> Roles(Duties duties) =>
        RoleNames.Administrators.Where(r => duties == Duties.Three || r != RoleNames.Security);

    // Whoever signed in meanwhile and set the authenticator up there has seen the codes there.
    private static SeatStage Stage(FirstAdministrator row, bool hasFactor, bool asksFactor) => row.Step switch
    {
        SetUpStep.Bound => SeatStage.RecoveryCodes,
        SetUpStep.Made when asksFactor && !hasFactor => SeatStage.Authenticator,
        _ => SeatStage.Done,
    };
}
