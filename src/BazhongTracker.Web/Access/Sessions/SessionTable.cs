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
        db.Add(Session.Of(SessionIds.HashOf(id), person.Id, await StandingOf(db, person, person.SecurityStamp, clock.Today(), cancellation), address, Short(agent), Now));
        await db.SaveChangesAsync(cancellation);
        await EndOldest(db, person, cancellation);
        return id;
    }

    /// <summary>Another session in the place of one that still holds. Of an exchange and an end by somebody else at once one takes place: whoever ends comes first, or ends the new one.</summary>
    /// <returns>The id for the cookie; null when the former was over.</returns>
    public async Task<string?> Exchange(string former, string address, string agent, Actor by, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await Look(db, db.Sessions.Where(s => s.Hash == former)).SingleOrDefaultAsync(cancellation) is not { } one || EndOf(one) is not null
            || await Finish(db, one, SessionEnd.SignedInAnew, by, cancellation) == 0)
        {
            return null;
        }

        var id = SessionIds.New();
        // What the person was when the former was looked at: a change since then ends this one.
        db.Add(Session.Of(SessionIds.HashOf(id), one.Person.Id, one.Session.Standing, address, Short(agent), Now));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        open.Close(former);
        return id;
    }

    /// <summary>In the transaction in which the person's own password is replaced: the session in which it was done stays.</summary>
    /// <param name="stamp">With the new password.</param>
    /// <returns>False when it is over.</returns>
    public static async Task<bool> Carry(TrackerDbContext db, string hash, Person person, string stamp, DateTime nowUtc, CancellationToken cancellation)
    {
        var standing = await StandingOf(db, person, stamp, BusinessDay.Of(nowUtc), cancellation);
        return await db.Sessions.Where(s => s.Hash == hash && s.PersonId == person.Id && s.EndedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Standing, standing), cancellation) == 1;
    }

    /// <returns>How long the session holds if the person does nothing, and if the person does something all the time; null when it is over.</returns>
    public async Task<(TimeSpan Idle, TimeSpan Longest)?> Left(string hash, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Look(db, db.Sessions.Where(s => s.Hash == hash)).SingleOrDefaultAsync(cancellation) is { } one && EndOf(one) is null
            ? (one.Session.LastActivityUtc + IdleOf(one) - Now, one.Session.CreatedUtc + Longest - Now)
            : null;
    }

    /// <param name="tag">The beginning of the hash, as an open page knows it.</param>
    public async Task<SessionEnd?> WhyEnded(string tag, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Sessions.Where(s => s.Hash.StartsWith(tag)).Select(s => s.EndReason).FirstOrDefaultAsync(cancellation);
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
                await FinishAlone(db, one, end, Actor.System, cancellation);
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
            await FinishAlone(db, one, why, by, cancellation);
        }

        open.Close(hash);
    }

    /// <returns>How many there were.</returns>
    public Task<int> EndAll(string personId, SessionEnd why, Actor by, CancellationToken cancellation = default) => EndAllBut(null, personId, why, by, cancellation);

    /// <param name="stays">The hash of one that stays.</param>
    /// <inheritdoc cref="EndAll"/>
    public async Task<int> EndAllBut(string? stays, string personId, SessionEnd why, Actor by, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ended = 0;
        // Until there is none: one that was being exchanged is now another.
        while (await Look(db, db.Sessions.Where(s => s.PersonId == personId && s.EndedUtc == null && s.Hash != stays)).ToListAsync(cancellation) is { Count: > 0 } all)
        {
            foreach (var one in all)
            {
                ended += await FinishAlone(db, one, why, by, cancellation);
                open.Close(one.Session.Hash);
            }
        }

        return ended;
    }

    // Two at once who are both one too many see each other: the look comes after the commit.
    private async Task EndOldest(TrackerDbContext db, Person person, CancellationToken cancellation)
    {
        var begun = db.Sessions.Where(s => s.PersonId == person.Id && s.EndedUtc == null);
        if (await begun.CountAsync(cancellation) <= limits.MostPerPerson)
        {
            return;
        }

        var all = await Look(db, begun).ToListAsync(cancellation);
        foreach (var one in all.Where(o => EndOf(o) is null).OrderByDescending(o => o.Session.Id).Skip(limits.MostPerPerson))
        {
            await FinishAlone(db, one, SessionEnd.OneTooMany, new Actor(person.UserName!, person.DisplayName, one.Department, one.Roles), cancellation);
            open.Close(one.Session.Hash);
        }
    }

    private TimeSpan Longest => TimeSpan.FromHours(limits.LongestHours);

    private TimeSpan IdleOf(Known one) => TimeSpan.FromMinutes(RoleNames.Administrators.Intersect(one.Roles).Any() ? limits.AdministratorIdleMinutes : limits.IdleMinutes);

    private SessionEnd? EndOf(Known one) =>
        one.Session.EndAt(Now, one.Person.DisabledUtc is null ? StandingOf(one.Person.SecurityStamp, one.Department, one.Roles) : null, IdleOf(one), Longest);

    private async Task<int> FinishAlone(TrackerDbContext db, Known one, SessionEnd why, Actor by, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ended = await Finish(db, one, why, by, cancellation);
        await transaction.CommitAsync(cancellation);
        return ended;
    }

    // The one who ends it is the one whose UPDATE found it open.
    private async Task<int> Finish(TrackerDbContext db, Known one, SessionEnd why, Actor by, CancellationToken cancellation)
    {
        var ended = await db.Sessions.Where(s => s.Id == one.Session.Id && s.EndedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedUtc, Now).SetProperty(s => s.EndReason, why), cancellation);
        if (ended > 0)
        {
            var action = why == SessionEnd.SignedOut ? LogoutAction : EndedAction;
            db.Add(AuditRow.Of(by, action, one.Person.UserName ?? "", one.Session.Hash[..SessionIds.TagLength], why.ToString(), Now, Guid.CreateVersion7().ToString()));
            await db.SaveChangesAsync(cancellation);
        }

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

    private static async Task<string> StandingOf(TrackerDbContext db, Person person, string? stamp, DateOnly today, CancellationToken cancellation) =>
        StandingOf(stamp, await db.DepartmentOf(person.Id, today, cancellation), await RolesOf(db, person.Id).ToListAsync(cancellation));

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
