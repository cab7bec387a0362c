using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

public sealed class DenialTests(PeopledServer server) : IClassFixture<PeopledServer>, IAsyncLifetime
{
    private static readonly Actor Reviewer = PeopledServer.ActorOf(RoleNames.Reviewer);

    public ValueTask InitializeAsync() => new(server.NoFigures());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> Refused<T>(Func<T, Task> deed)
        where T : class
    {
        await using var scope = server.App.Services.CreateAsyncScope();
        return (await Assert.ThrowsAsync<RuleViolation>(() => deed(scope.ServiceProvider.GetRequiredService<T>()))).Code;
    }

    private Task<string> Accepting(Actor who, ReportedFigure figure) => Refused<ReviewFigure>(
        review => review.Run(new ReviewForm(Guid.NewGuid().ToString(), figure.Id, figure.Version, ReviewOutcome.Accepted, null), who));

    private Task<string> Submitting(Actor who, string code) => Refused<SubmitFigure>(
        submit => submit.Run(new FigureForm(Guid.NewGuid().ToString(), code, PeopledServer.Open, "12.5", null, null), who));

    private async Task<List<string>> Denied(string user)
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync();
        return [.. (await db.Audit.Where(a => a.Action == "authz.denied" && a.UserName == user).OrderBy(a => a.Id).ToListAsync()).Select(a => a.Subject)];
    }

    [Fact]
    public async Task Every_refused_write_leaves_who_wanted_what()
    {
        var figure = await server.Waiting(own: true);
        var leader = PeopledServer.ActorOf(RoleNames.Leader) with { UserName = "leader-denied" };
        var clerk = PeopledServer.ActorOf(RoleNames.Clerk) with { UserName = "clerk-denied" };
        var other = server.OtherTarget.Code;

        Assert.Equal("access.denied", await Submitting(leader, other));
        Assert.Equal("access.denied", await Accepting(leader, figure));
        Assert.Equal("access.denied", await Refused<RecomputeProgress>(r => r.Now(leader, null, "leader-op")));
        Assert.Equal("access.denied", await Refused<ApiKeys>(keys => keys.Create("mine", [RoleNames.Reader], "", null, leader)));
        Assert.Equal("access.denied", await Refused<ApiKeys>(keys => keys.Revoke("mine", leader)));
        Assert.Equal("access.denied", await Refused<Accounts>(a => a.Create("mine", "我", "", [RoleNames.Admin], leader)));
        Assert.Equal("target.unknown", await Submitting(clerk, other));
        Assert.Equal("target.unknown", await Submitting(clerk, "99-99"));

        Assert.Equal(
            [$"figure.report {other} 2026Q3", $"figure.accept figure {figure.Id}", "progress.recompute today", "api-key.create mine", "api-key.revoke mine", "account.create mine"],
            await Denied("leader-denied"));
        Assert.Equal([$"figure.report {other} 2026Q3", "figure.report 99-99 2026Q3"], await Denied("clerk-denied"));
        await using var db = await server.Database.Contexts.CreateDbContextAsync();
        Assert.Equal(FigureState.AwaitingReview, (await db.Figures.AsNoTracking().SingleAsync()).State);
        Assert.False(await db.ApiKeys.AnyAsync(k => k.Name == "mine") || await db.Users.AnyAsync(u => u.UserName == "mine"));
    }

    [Fact]
    public async Task Nobody_accepts_what_he_reported_himself_though_he_moved_and_changed_role()
    {
        var figure = await server.Waiting(own: false);
        var moved = Reviewer with { UserName = figure.ReportedBy, DepartmentCode = "statistics" };

        Assert.Equal("review.own_figure", await Accepting(moved, figure));
        Assert.Equal([$"figure.accept figure {figure.Id}"], await Denied(figure.ReportedBy));
    }

    [Fact]
    public async Task A_reviewer_who_moves_to_the_department_after_its_report_does_not_decide_it()
    {
        var figure = await server.Waiting(own: false);
        var moved = Reviewer with { UserName = "moved", DepartmentCode = PeopledServer.Other };

        Assert.Equal("figure.unknown", await Accepting(moved, figure));
        Assert.Equal("review.own_department", await Accepting(moved with { Roles = [RoleNames.Reviewer, RoleNames.Clerk] }, figure));
        Assert.Equal(2, (await Denied("moved")).Count);
    }

    [Fact]
    public async Task A_merged_department_sees_and_reports_by_the_dates_of_its_assignment()
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync();
        var target = (await server.LedBy("economy-it"))[0];
        var today = new DateOnly(2026, 11, 24);
        var before = await server.Waiting(own: false, target: target);
        var merged = new Scope(Reach.Own, "merged");
        db.Add(new Department { Code = "merged", Name = "合并后的局" });
        await db.SaveChangesAsync();
        await db.Assignments.Where(a => a.TargetId == target.Id && a.Responsibility == Responsibility.Lead)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.ValidTo, today.AddDays(-1)));
        db.Add(new Assignment { TargetId = target.Id, DepartmentCode = "merged", ValidFrom = today });
        await db.SaveChangesAsync();

        Assert.Empty(await merged.Targets(db, today.AddDays(-1)).ToListAsync());
        Assert.Equal([target.Id], await merged.Targets(db, today).ToListAsync());
        Assert.Empty(await (await merged.Figures(db, today.AddDays(-1), default)).ToListAsync());
        Assert.Equal(before.Id, (await (await merged.Figures(db, today, default)).AsNoTracking().SingleAsync()).Id);
        // What a department once said stays its own, though it leads the target no longer.
        Assert.Equal(before.Id, (await (await new Scope(Reach.Own, before.ReportedByDepartment).Figures(db, today.AddYears(1), default)).AsNoTracking().SingleAsync()).Id);
        Assert.DoesNotContain(target.Id, await new Scope(Reach.Own, "economy-it").Targets(db, today).ToListAsync());
    }
}
