using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Departments;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Layout;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>What a reviewer reviews, by the day.</summary>
public sealed class ReviewerAssignmentTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Security = PeopledServer.ActorOf(RoleNames.Security);

    private DateOnly Today => server.Database.Clock.Today();

    private async Task<T> With<TUse, T>(Func<TUse, Task<T>> deed)
        where TUse : notnull
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<TUse>());
    }

    private async Task<Actor> Reviewer(string department = "statistics")
    {
        var name = $"judge-{Guid.NewGuid():N}";
        await With<Accounts, string>(a => a.Create(name, name, department, [RoleNames.Reviewer], Actor.System));
        return new Actor(name, name, department, [RoleNames.Reviewer]);
    }

    private Task Give(string user, string department, DateOnly from, DateOnly? to = null, string reason = "分工", Actor? by = null) => With<ReviewerAssignments, int>(async a =>
    {
        await a.Give(new NewAssignment(user, department, from, to, reason), by ?? Security, None);
        return 0;
    });

    private Task EndAll(string user) => With<ReviewerAssignments, int>(async a =>
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        foreach (var id in await db.ReviewerAssignments.Where(r => db.Users.Any(p => p.Id == r.PersonId && p.UserName == user)).Select(r => r.Id).ToListAsync(None))
        {
            await a.End(user, id, Security, None);
        }

        return 0;
    });

    private async Task<List<string>> Queue(Actor who)
    {
        var rows = await With<ReviewQueueQuery, IReadOnlyList<ReviewRow>>(q => q.Run(who, None));
        Assert.Equal(rows.Count, (await With<FrameQuery, FrameView>(q => q.Run(who, None))).AwaitingReview);
        return [.. rows.Select(r => r.Figure.ReportedByDepartment).Order(StringComparer.Ordinal)];
    }

    private async Task<string> Refused(Func<Task> deed) => (await Assert.ThrowsAsync<RuleViolation>(deed)).Code;

    [Fact]
    public async Task Who_never_had_an_assignment_reviews_all_others_and_who_has_one_only_what_holds_on_the_day()
    {
        await server.NoFigures();
        await server.Waiting(own: true);
        var tourism = await server.Waiting(own: false);
        var who = await Reviewer();
        Assert.Equal([PeopledServer.Own, PeopledServer.Other], await Queue(who));

        await Give(who.UserName, PeopledServer.Own, Today, Today);
        await Give(who.UserName, PeopledServer.Other, Today.AddDays(1));
        Assert.Equal([PeopledServer.Own], await Queue(who));
        Assert.Equal("figure.unknown", await Refused(() => With<ReviewFigure, string>(r =>
            r.Run(new ReviewForm(Guid.NewGuid().ToString(), tourism.Id, tourism.Version, ReviewOutcome.Accepted, null), who, None))));

        server.Database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([PeopledServer.Other], await Queue(who));
        await With<ReviewFigure, string>(r => r.Run(new ReviewForm(Guid.NewGuid().ToString(), tourism.Id, tourism.Version, ReviewOutcome.Accepted, null), who, None));
    }

    [Fact]
    public async Task An_assignment_that_was_ended_counts_no_more_at_the_next_question_and_gives_nobody_everything_back()
    {
        await server.NoFigures();
        await server.Waiting(own: true);
        var who = await Reviewer();
        await Give(who.UserName, PeopledServer.Own, Today);
        Assert.Equal([PeopledServer.Own], await Queue(who));

        await EndAll(who.UserName);

        Assert.Empty(await Queue(who));
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var rows = await db.Audit.AsNoTracking().Where(a => a.Subject == who.UserName && a.Action.StartsWith("assignment.")).OrderBy(a => a.Id).ToListAsync(None);
        Assert.Equal([("assignment.given", "the-security"), ("assignment.ended", "the-security")], rows.Select(a => (a.Action, a.UserName)));
        Assert.Equal("", rows[1].NewValue);
        Assert.StartsWith(PeopledServer.Own, rows[1].OldValue, StringComparison.Ordinal);
        Assert.Equal("assignment.unknown", await Refused(() => EndAll(who.UserName)));
    }

    [Fact]
    public async Task An_assignment_of_the_own_department_gives_nothing()
    {
        await server.NoFigures();
        await server.Waiting(own: true);
        var who = await Reviewer(PeopledServer.Own);

        await Give(who.UserName, PeopledServer.Own, Today);

        Assert.Empty(await Queue(who));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var who = (await Reviewer()).UserName;
        await Give(who, PeopledServer.Own, Today.AddDays(5), Today.AddDays(9));

        Assert.Equal("assignment.past", await Refused(() => Give(who, PeopledServer.Other, Today.AddDays(-1))));
        Assert.Equal("assignment.order", await Refused(() => Give(who, PeopledServer.Other, Today.AddDays(2), Today)));
        Assert.Equal("assignment.reason", await Refused(() => Give(who, PeopledServer.Other, Today, null, " ")));
        Assert.Equal("account.no_department", await Refused(() => Give(who, "nowhere", Today)));
        Assert.Equal("account.unknown", await Refused(() => Give("never-made", PeopledServer.Other, Today)));
        Assert.Equal("assignment.twice", await Refused(() => Give(who, PeopledServer.Own, Today)));
        Assert.Equal("access.denied", await Refused(() => Give("THE-security", PeopledServer.Own, Today)));
        Assert.Equal("access.denied", await Refused(() => Give(who, PeopledServer.Other, Today, by: PeopledServer.ActorOf(RoleNames.Admin))));
        await Give(who, PeopledServer.Own, Today, Today.AddDays(4));
    }

    [Fact]
    public async Task Who_reviews_a_department_that_merges_reviews_what_takes_its_place()
    {
        await server.NoFigures();
        var (merged, who) = (await server.SpareDepartment(), await Reviewer());
        await Give(who.UserName, merged, Today);

        await With<ChangeDepartments, int>(async c =>
        {
            await c.Merge(new MergeForm([merged], new Successor("water"), Today.AddDays(3), "并入"), Security, None);
            return 0;
        });

        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(
            [(merged, Today), ("water", Today.AddDays(3))],
            (await db.ReviewerAssignments.AsNoTracking().Where(a => db.Users.Any(p => p.Id == a.PersonId && p.UserName == who.UserName)).OrderBy(a => a.Id).ToListAsync(None)).Select(a => (a.DepartmentCode, a.ValidFrom)));
    }
}
