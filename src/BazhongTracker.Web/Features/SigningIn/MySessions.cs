using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.SigningIn;

/// <param name="IsThis">The one in which this is asked.</param>
public sealed record OpenSession(long Id, DateTime BeganUtc, DateTime LastDeedUtc, string Address, string Agent, bool IsThis);

/// <summary>Where a person is signed in.</summary>
[Asks(Actions.ListSessions)]
public sealed class MySessions(IDbContextFactory<TrackerDbContext> contexts, SessionTable table, SessionWatch watch, Permissions permissions)
{
    /// <param name="own">The hash of the session in which this is asked; null for whoever has none, who sees nothing.</param>
    /// <returns>This one first, then the newest.</returns>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task<IReadOnlyList<OpenSession>> List(Actor person, string? own, CancellationToken cancellation = default)
    {
        permissions.Demand(person, Actions.ListSessions);
        var all = await Open(own, cancellation);
        var holding = await table.StillHolding([.. all.Select(s => s.Hash)], cancellation);
        return
        [
            .. all.Where(s => holding.Contains(s.Hash)).OrderByDescending(s => s.Hash == own).ThenByDescending(s => s.Id)
                .Select(s => new OpenSession(s.Id, s.CreatedUtc, s.LastActivityUtc, s.Address, AgentName.Of(s.Agent), s.Hash == own)),
        ];
    }

    /// <summary>Ends another sign-in of the same person; of anybody else's nothing happens.</summary>
    /// <exception cref="RuleViolation">access.denied.</exception>
    public async Task End(Actor person, string? own, long id, CancellationToken cancellation = default)
    {
        permissions.Demand(person, Actions.ListSessions);
        foreach (var session in (await Open(own, cancellation)).Where(s => s.Id == id))
        {
            await table.End(session.Hash, SessionEnd.EndedByPerson, person, cancellation);
            watch.Forget(session.Hash);
        }
    }

    private async Task<List<Session>> Open(string? own, CancellationToken cancellation)
    {
        if (own is null)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Sessions.AsNoTracking().Where(s => s.EndedUtc == null && db.Sessions.Any(mine => mine.Hash == own && mine.PersonId == s.PersonId)).ToListAsync(cancellation);
    }
}
