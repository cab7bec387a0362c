using BazhongTracker.Data;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Shared.Live;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BazhongTracker.Integration.Tests;

/// <summary>The form and the queue as a page is given them, on the database of a test.</summary>
internal static class Desks
{
    /// <summary>For queries that answer from memory while the database is away; here it is there.</summary>
    public static LastGood Remembering(this TestDatabase database) => new(new LastGoodStore(), new DatabaseState(database.Clock, NullLogger<DatabaseState>.Instance), database.Clock);

    /// <param name="storing">Contexts in which reports are stored.</param>
    /// <param name="saving">Contexts in which drafts are.</param>
    public static EntrySheet Sheet(this TestDatabase database, IDbContextFactory<TrackerDbContext>? storing = null, IDbContextFactory<TrackerDbContext>? saving = null, DraftTabs? tabs = null)
    {
        var (contexts, clock, permissions) = (database.Contexts, database.Clock, Permissions.Shipped());
        return new EntrySheet(
            new MyFiguresQuery(contexts, clock, permissions), new SubmitFigure(storing ?? contexts, clock, new LiveChanges(), permissions),
            new ReviseFigure(storing ?? contexts, clock, new LiveChanges(), permissions), new WithdrawFigure(storing ?? contexts, clock, new LiveChanges(), permissions),
            new EntryDrafts(new DraftsQuery(contexts, clock, permissions), new SaveDrafts(saving ?? contexts, clock, permissions), tabs ?? new DraftTabs(), Speech.Of<Spoken>(), NullLogger<EntryDrafts>.Instance),
            new Outcomes(contexts, clock), Speech.Of<Spoken>(), NullLogger<EntrySheet>.Instance);
    }

    /// <param name="storing">Contexts in which decisions are stored.</param>
    public static ReviewDesk Desk(this TestDatabase database, IDbContextFactory<TrackerDbContext>? storing = null)
    {
        var (contexts, clock, permissions) = (database.Contexts, database.Clock, Permissions.Shipped());
        return new ReviewDesk(
            new ReviewQueueQuery(contexts, clock, permissions), new DecidedQuery(contexts, clock, permissions),
            new ReviewFigure(storing ?? contexts, clock, new LiveChanges(), permissions),
            new TakeBackAcceptance(storing ?? contexts, clock, new LiveChanges(), permissions), new Outcomes(contexts, clock),
            Speech.Of<Spoken>(), clock, NullLogger<ReviewDesk>.Instance);
    }
}
