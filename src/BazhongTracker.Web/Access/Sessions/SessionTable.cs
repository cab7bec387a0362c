using System.Security.Cryptography;
using System.Text;
using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Access.Sessions;

/// <summary>Sessions as they stand in the database, each with its person as that one stands now.</summary>
public sealed class SessionTable(IDbContextFactory<TrackerDbContext> contexts, SessionSettings limits, OpenConnections open, TimeProvider clock)
{
    private const string EndedAction = "session.ended";
    private const string LogoutAction = "logout";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>A new row for a person who has just shown the password.</summary>
    /// <returns>The id for the cookie: known to nobody else.</returns>
    public async Task<string> Begin(Person person, string address, string agent, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var id = SessionIds.New();
        db.Add(Session.Of(SessionIds.HashOf(id), person.Id, StandingOf(person.SecurityStamp, await db.DepartmentOf(person.Id, clock.Today(), cancellation), await RolesOf(db, person.Id).ToListAsync(cancellation)), address, Short(agent), Now));
        await db.SaveChangesAsync(cancellation);
        return id;
    }

    /// <returns>Those of <paramref name="hashes"/> that still hold. The others are ended, if nobody did, and their connections cut.</returns>
    public async Task<IReadOnlySet<string>> StillHolding(IReadOnlyList<string> hashes, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var known = await Look(db, db.Sessions.Where(s => hashes.Contains(s.Hash))).ToListAsync(cancellation);
        var holding = new HashSet<string>();
        foreach (var one in known)
        {
            if (EndOf(one) is { } end)
            {
                await Finish(db, one, end, Actor.System, cancellation);
            }
            else
            {
                holding.Add(one.Session.Hash);
            }
        }

        foreach (var gone in hashes.Where(h => !holding.Contains(h)))
        {
            open.Close(gone);
        }

        return holding;
    }

    /// <summary>The person did something.</summary>
    public async Task Touch(string hash, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Sessions.Where(s => s.Hash == hash && s.EndedUtc == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastActivityUtc, Now), cancellation);
    }

    /// <summary>Ends one session, once.</summary>
    public async Task End(string hash, SessionEnd why, Actor by, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await Look(db, db.Sessions.Where(s => s.Hash == hash)).SingleOrDefaultAsync(cancellation) is { } one)
        {
            await Finish(db, one, why, by, cancellation);
        }

        open.Close(hash);
    }

    /// <returns>How many there were.</returns>
    public async Task<int> EndAll(string personId, SessionEnd why, Actor by, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var all = await Look(db, db.Sessions.Where(s => s.PersonId == personId && s.EndedUtc == null)).ToListAsync(cancellation);
        var ended = 0;
        foreach (var one in all)
        {
            ended += await Finish(db, one, why, by, cancellation);
            open.Close(one.Session.Hash);
        }

        return ended;
    }

    private SessionEnd? EndOf(Known one)
    {
        var idle = RoleNames.Administrators.Intersect(one.Roles).Any() ? limits.AdministratorIdleMinutes : limits.IdleMinutes;
        return one.Session.EndAt(Now, one.Person.DisabledUtc is null ? StandingOf(one.Person.SecurityStamp, one.Department, one.Roles) : null, TimeSpan.FromMinutes(idle), TimeSpan.FromHours(limits.LongestHours));
    }

    // The one who ends it is the one whose UPDATE found it open.
    private async Task<int> Finish(TrackerDbContext db, Known one, SessionEnd why, Actor by, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ended = await db.Sessions.Where(s => s.Id == one.Session.Id && s.EndedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedUtc, Now).SetProperty(s => s.EndReason, why), cancellation);
        if (ended > 0)
        {
            var action = why == SessionEnd.SignedOut ? LogoutAction : EndedAction;
            db.Add(AuditRow.Of(by, action, one.Person.UserName ?? "", one.Session.Hash[..SessionIds.TagLength], why.ToString(), Now, Guid.CreateVersion7().ToString()));
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return ended;
    }

    private IQueryable<Known> Look(TrackerDbContext db, IQueryable<Session> sessions) =>
        from session in sessions.AsNoTracking()
        join who in db.PeopleOn(clock.Today()).AsNoTracking() on session.PersonId equals who.Person.Id
        select new Known
        {
            Session = session,
            Person = who.Person,
            Department = who.DepartmentCode,
            Roles = (from held in db.UserRoles where held.UserId == who.Person.Id join role in db.Roles on held.RoleId equals role.Id select role.Name!).ToList(),
        };

    private static IQueryable<string> RolesOf(TrackerDbContext db, string personId) =>
        from held in db.UserRoles where held.UserId == personId join role in db.Roles on held.RoleId equals role.Id select role.Name!;

    // The stamp changes with the password.
    private static string StandingOf(string? stamp, string department, IReadOnlyList<string> roles) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{stamp}\n{department}\n{string.Join(',', roles.Order(StringComparer.Ordinal))}")));

    private static string Short(string agent) => agent.Length <= 200 ? agent : agent[..200];

    private sealed class Known
    {
        public required Session Session { get; init; }
        public required Person Person { get; init; }
        public required string Department { get; init; }
        public required List<string> Roles { get; init; }
    }
}
