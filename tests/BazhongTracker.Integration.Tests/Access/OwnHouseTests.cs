using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Shared.Layout;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>Nobody decides what a department reported to which he belonged on that day or belongs now (AZ-05). A working day passes between two steps.</summary>
public sealed class OwnHouseTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private const string Elsewhere = "statistics";
    private static readonly CancellationToken None = CancellationToken.None;

    private async Task<T> With<TUse, T>(Func<TUse, Task<T>> deed)
        where TUse : notnull
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return await deed(scope.ServiceProvider.GetRequiredService<TUse>());
    }

    private async Task<string> Reviewer(string department)
    {
        var name = $"judge-{Guid.NewGuid():N}";
        await With<Accounts, string>(a => a.Create(name, name, department, [RoleNames.Reviewer], Actor.System));
        return name;
    }

    private Task Move(string name, string department) => With<RoleGrants, int>(async grants =>
    {
        await grants.Set(new RoleChange(name, [RoleNames.Reviewer], [RoleNames.Reviewer], department), Actor.System, None);
        return 0;
    });

    private void DayPasses() => server.Database.Clock.Advance(TimeSpan.FromDays(1));

    /// <returns>The code of the refusal of an acceptance, or accepted; and what queue and frame say of it before.</returns>
    private async Task<(string Outcome, bool InQueue, int Counted)> Judge(string name, string department, ReportedFigure figure)
    {
        var actor = new Actor(name, name, department, [RoleNames.Reviewer]);
        var queue = await With<ReviewQueueQuery, IReadOnlyList<ReviewRow>>(q => q.Run(actor, None));
        var frame = await With<FrameQuery, FrameView>(q => q.Run(actor, None));
        try
        {
            await With<ReviewFigure, string>(r => r.Run(new ReviewForm(Guid.NewGuid().ToString(), figure.Id, figure.Version, ReviewOutcome.Accepted, null), actor, None));
            return ("accepted", queue.Any(r => r.Figure.Id == figure.Id), frame.AwaitingReview);
        }
        catch (RuleViolation refusal)
        {
            return (refusal.Code, queue.Any(r => r.Figure.Id == figure.Id), frame.AwaitingReview);
        }
    }

    [Theory]
    [InlineData("was there and left since", PeopledServer.Own, null, Elsewhere, "figure.unknown")]
    [InlineData("left on the very day", PeopledServer.Own, Elsewhere, null, "figure.unknown")]
    [InlineData("came after the report", Elsewhere, null, PeopledServer.Own, "figure.unknown")]
    [InlineData("was never there", Elsewhere, null, null, "accepted")]
    [InlineData("went from one other to another", Elsewhere, null, PeopledServer.Other, "accepted")]
    public async Task A_reviewer_decides_nothing_of_a_department_of_his_then_or_now(string how, string first, string? sameDay, string? later, string outcome)
    {
        await server.NoFigures();
        var name = await Reviewer(first);
        DayPasses();
        var figure = await server.Waiting(own: true);
        if (sameDay is not null)
        {
            await Move(name, sameDay);
        }

        DayPasses();
        if (later is not null)
        {
            await Move(name, later);
        }

        DayPasses();
        var now = later ?? sameDay ?? first;
        var may = outcome == "accepted";

        Assert.Equal((outcome, may, may ? 1 : 0), await Judge(name, now, figure));

        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(may ? FigureState.Accepted : FigureState.AwaitingReview, (await db.Figures.AsNoTracking().SingleAsync(f => f.Id == figure.Id, None)).State);
        Assert.True(may || await db.Audit.AnyAsync(a => a.Action == "authz.denied" && a.UserName == name, None), how);
    }

    [Fact]
    public async Task Who_left_the_day_before_the_report_decides_it()
    {
        await server.NoFigures();
        var name = await Reviewer(PeopledServer.Own);
        DayPasses();
        await Move(name, Elsewhere);
        DayPasses();
        var figure = await server.Waiting(own: true);

        Assert.Equal(("accepted", true, 1), await Judge(name, Elsewhere, figure));
    }

    [Fact]
    public async Task The_domain_refuses_what_no_query_hid()
    {
        await server.NoFigures();
        var name = await Reviewer(PeopledServer.Own);
        var figure = await server.Waiting(own: true);
        DayPasses();
        await Move(name, Elsewhere);
        // As 填报人 of 牵头 too the figure is seen, and still not decided.
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var both = await Data.MembershipsOn.WithMemberships(db, new Actor(name, name, Elsewhere, [RoleNames.Reviewer, RoleNames.Clerk]), None);

        Assert.Equal("review.own_department", Assert.Throws<RuleViolation>(() => figure.Accept(both, null, figure.Version, figure.ReportedAtUtc, "op")).Code);
    }

    [Fact]
    public async Task Every_department_a_person_ever_had_stays_with_its_dates()
    {
        var name = await Reviewer(PeopledServer.Own);
        DayPasses();
        await Move(name, Elsewhere);
        await Move(name, PeopledServer.Other);
        DayPasses();
        await Move(name, "");

        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var rows = await db.Memberships.AsNoTracking().Where(m => db.Users.Any(p => p.Id == m.PersonId && p.UserName == name)).OrderBy(m => m.Id).ToListAsync(None);
        var day = rows[0].ValidFrom;
        Assert.Equal(
            [(PeopledServer.Own, day, day), (Elsewhere, day.AddDays(1), day), (PeopledServer.Other, day.AddDays(1), day.AddDays(1))],
            rows.Select(m => (m.DepartmentCode, m.ValidFrom, m.ValidTo!.Value)));
    }
}
