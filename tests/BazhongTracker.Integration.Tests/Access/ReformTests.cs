using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Features.Departments;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Targets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>机构改革 in the middle of a quarter (AZ-08). Each test takes departments that no other takes.</summary>
public sealed class ReformTests(PeopledServer server) : IClassFixture<PeopledServer>
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

    private Task Merge(MergeForm form, Actor? by = null) => With<ChangeDepartments, int>(async c =>
    {
        await c.Merge(form, by ?? Security, None);
        return 0;
    });

    private Task Split(SplitForm form) => With<ChangeDepartments, int>(async c =>
    {
        await c.Split(form, Security, None);
        return 0;
    });

    private async Task<string> Clerk(string department, string role = RoleNames.Clerk)
    {
        var name = $"clerk-{Guid.NewGuid():N}";
        await server.Database.Settled(
            name, await With<Accounts, string>(a => a.Create(name, name, department, [role], Actor.System)));
        return name;
    }

    /// <summary>As the session says on this day: the department is read from the database.</summary>
    private async Task<Actor> Now(string name, string role = RoleNames.Clerk)
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var person = await db.Users.SingleAsync(p => p.UserName == name, None);
        return new Actor(name, name, await db.DepartmentOf(person.Id, Today, None), [role]);
    }

    private Task<string> Report(Target target, Actor who) => With<SubmitFigure, string>(async submit =>
    {
        try
        {
            await submit.Run(new FigureForm(Guid.NewGuid().ToString(), target.Code, PeopledServer.Open, "12.5", null, null), who, None);
            return "reported";
        }
        catch (RuleViolation refusal)
        {
            return refusal.Code;
        }
    });

    private async Task<bool> Sees(Target target, Guid figure, Actor who) =>
        (await With<TargetQuery, TargetView?>(q => q.Run(target.Code, null, who, None)))!.Figures.Any(
            f => f.State == FigureState.AwaitingReview && f.Receipt is not null) && await Visible(figure, who);

    private async Task<bool> Visible(Guid figure, Actor who)
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        return await (await server.App.Services.GetRequiredService<Permissions>().Of(who, Actions.ReadPending)
            .Figures(db, Today, None)).AnyAsync(f => f.Id == figure, None);
    }

    private async Task<List<Target>> Reportable(string department) =>
        [.. (await server.LedBy(department)).Where(t => t is { Frequency: Frequency.Quarterly, Kind: TargetKind.Reach or TargetKind.Hold })];

    private async Task<string> Refused(MergeForm form) => (await Assert.ThrowsAsync<RuleViolation>(() => Merge(form))).Code;

    [Fact]
    public async Task A_merger_in_the_middle_of_a_quarter_goes_over_by_its_day_and_leaves_what_was_said()
    {
        await server.NoFigures();
        var (own, other) = (server.OwnTarget, server.OtherTarget);
        var (farmer, tourist) = (await Clerk(PeopledServer.Own), await Clerk(PeopledServer.Other));
        var day = Today.AddDays(2);
        Assert.Equal("reported", await Report(own, await Now(farmer)));
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var said = await db.Figures.AsNoTracking().SingleAsync(None);
        await Merge(new MergeForm([PeopledServer.Own, PeopledServer.Other], new Successor("country", "市农文旅局"), day, "巴委编〔2026〕1号"));

        // Before: everything as it was, and nobody is there yet.
        server.Database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((PeopledServer.Own, PeopledServer.Other), ((await Now(farmer)).DepartmentCode, (await Now(tourist)).DepartmentCode));
        Assert.True(await Sees(own, said.Id, await Now(farmer)));
        Assert.False(await Visible(said.Id, await Now(tourist)));
        Assert.Equal("target.unknown", await Report(other, await Now(farmer)));
        Assert.Equal("target.unknown", await Report(other, (await Now(farmer)) with { DepartmentCode = "country" }));

        // On the day the clerk of one half reports what the other half led; the old name reports nothing more.
        server.Database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(("country", "country"), ((await Now(farmer)).DepartmentCode, (await Now(tourist)).DepartmentCode));
        Assert.True(await Sees(own, said.Id, await Now(tourist)));
        Assert.Equal("target.unknown", await Report(other, (await Now(farmer)) with { DepartmentCode = PeopledServer.Other }));
        Assert.Equal("reported", await Report(other, await Now(farmer)));

        // After: what was reported before the day keeps its department.
        server.Database.Clock.Advance(TimeSpan.FromDays(1));
        var figures = await db.Figures.AsNoTracking().ToListAsync(None);
        Assert.Equal(PeopledServer.Own, figures.Single(f => f.TargetId == own.Id).ReportedByDepartment);
        Assert.Equal("country", figures.Single(f => f.TargetId == other.Id).ReportedByDepartment);
        Assert.True(await Visible(figures.Single(f => f.TargetId == other.Id).Id, await Now(tourist)));
        Assert.False(await Visible(said.Id, (await Now(farmer)) with { UserName = "stranger", DepartmentCode = "statistics" }));
        var leads = (await With<TargetQuery, TargetView?>(q => q.Run(own.Code, null, PeopledServer.ActorOf(RoleNames.Leader), None)))!.LeadHistory;
        Assert.Equal([(PeopledServer.Own, (DateOnly?)day.AddDays(-1)), ("country", null)], leads.Select(l => (l.Code, l.To)));
        var row = (await With<DepartmentsQuery, IReadOnlyList<DepartmentRow>>(q => q.All(Security, None))).Single(r => r.Department.Code == PeopledServer.Own);
        Assert.Equal((DepartmentState.Closed, "country"), (row.State, Assert.Single(row.Successors).Code));
        Assert.Equal(["department.merged", "department.moved", "department.moved"],
            await db.Audit.Where(a => a.Subject == farmer && a.Action == "department.moved"
                || a.Subject == tourist && a.Action == "department.moved" || a.Action == "department.merged" && a.Subject == "agriculture,tourism")
                .Select(a => a.Action).OrderBy(a => a).ToListAsync(None));
    }

    [Fact]
    public async Task A_division_places_every_target_and_every_person_or_nothing_happens()
    {
        var led = await server.LedBy("health");
        var person = await Clerk("health");
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var all = await db.Targets.Where(t => db.Assignments.Any(a => a.TargetId == t.Id && a.DepartmentCode == "health"
            && a.Responsibility == Responsibility.Lead)).Select(t => t.Code).ToListAsync(None);
        var places = all.ToDictionary(c => c, _ => "health-one");
        var form = new SplitForm(
            "health", [new("health-one", "市卫健一局"), new("health-two", "市卫健二局")], Today, "分设",
            new Dictionary<string, string>(), new Dictionary<string, string> { [person] = "health-two" });

        Assert.Equal("department.target_open", (await Assert.ThrowsAsync<RuleViolation>(() => Split(form))).Code);
        Assert.Equal("department.person_open", (
            await Assert.ThrowsAsync<RuleViolation>(() => Split(form with { Targets = places, People = new Dictionary<string, string>() }))).Code);
        Assert.Equal("department.successor", (await Assert.ThrowsAsync<RuleViolation>(() => Split(
            form with { Targets = places, People = new Dictionary<string, string> { [person] = "finance" } }))).Code);
        Assert.Equal("department.one", (await Assert.ThrowsAsync<RuleViolation>(() => Split(form with { To = [form.To[0]] }))).Code);
        Assert.False(await db.Departments.AnyAsync(d => d.Code == "health-one", None));
        Assert.Equal("health", (await Now(person)).DepartmentCode);

        await Split(form with { Targets = places });

        Assert.Equal("health-two", (await Now(person)).DepartmentCode);
        Assert.All(led, t => Assert.Equal("health-one", db.Assignments.LeadingOn(Today).Single(a => a.TargetId == t.Id).DepartmentCode));
        Assert.Single(await db.Audit.Where(a => a.Action == "department.split" && a.Subject == "health").ToListAsync(None));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing()
    {
        var good = new MergeForm(["market", "commerce"], new Successor("trade", "市市场局"), Today, "合并");
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var before = (await db.Departments.CountAsync(None), await db.Assignments.CountAsync(None), await db.Memberships.CountAsync(None));

        Assert.Equal("department.none", await Refused(good with { From = [] }));
        Assert.Equal("department.same", await Refused(good with { From = ["market", "market"] }));
        Assert.Equal("department.same", await Refused(good with { To = new Successor("market") }));
        Assert.Equal("department.unknown", await Refused(good with { From = ["market", "nowhere"] }));
        Assert.Equal("department.unknown", await Refused(good with { To = new Successor("nowhere") }));
        Assert.Equal("department.code", await Refused(good with { To = new Successor("有 空格", "市市场局") }));
        Assert.Equal("department.code_taken", await Refused(good with { To = new Successor("finance", "市市场局") }));
        Assert.Equal("department.name", await Refused(good with { To = new Successor("trade", "  ") }));
        Assert.Equal("department.name_taken", await Refused(good with { To = new Successor("trade", "市财政局") }));
        Assert.Equal("department.past", await Refused(good with { On = Today.AddDays(-1) }));
        Assert.Equal("department.far", await Refused(good with { On = Today.AddDays(400) }));
        Assert.Equal("department.reason", await Refused(good with { Reason = " " }));
        Assert.Equal("access.denied", (await Assert.ThrowsAsync<RuleViolation>(() => Merge(good, PeopledServer.ActorOf(RoleNames.Admin)))).Code);

        Assert.Equal(before, (await db.Departments.CountAsync(None), await db.Assignments.CountAsync(None), await db.Memberships.CountAsync(None)));
        Assert.Equal(0, await db.Departments.CountAsync(d => d.Code == "market" && d.ValidTo != null, None));
    }

    [Fact]
    public async Task A_chain_of_changes_is_read_from_either_end_and_what_ended_is_not_chosen_again()
    {
        await Merge(new MergeForm(["forestry"], new Successor("green", "市林草局"), Today, "更名"));
        Assert.Equal("department.closed", await Refused(new MergeForm(["forestry"], new Successor("water"), Today, "再次")));
        Assert.Equal("department.closed", await Refused(new MergeForm(["science"], new Successor("forestry"), Today, "并入已撤销的")));
        await Merge(new MergeForm(["green", "environment"], new Successor("nature", "市自然局"), Today.AddDays(10), "合并"));
        Assert.Equal("department.not_there", await Refused(new MergeForm(["nature"], new Successor("water"), Today, "尚未设立")));
        await Merge(new MergeForm(["science"], new Successor("cooperation"), Today.AddDays(5), "并入"));
        Assert.Equal("department.waits", await Refused(new MergeForm(["cooperation"], new Successor("water"), Today, "在它之前")));

        var rows = (await With<DepartmentsQuery, IReadOnlyList<DepartmentRow>>(q => q.All(Security, None))).ToDictionary(r => r.Department.Code);
        Assert.Equal(
            (DepartmentState.Closed, DepartmentState.Ending, DepartmentState.Coming, DepartmentState.Open),
            (rows["forestry"].State, rows["green"].State, rows["nature"].State, rows["water"].State));
        Assert.Equal(["green", "nature"], rows["forestry"].Chronicle.Select(r => r.To.Single().Code));
        Assert.Equal(["green", "nature"], rows["nature"].Chronicle.Select(r => r.To.Single().Code));
        Assert.Equal(["nature"], rows["environment"].Chronicle.Select(r => r.To.Single().Code));
        Assert.Empty(rows["water"].Chronicle);
        foreach (var code in new[] { "forestry", "green", "nature" })
        {
            Assert.Equal("account.no_department", (await Assert.ThrowsAsync<RuleViolation>(() => Clerk(code))).Code);
        }
    }

    [Fact]
    public async Task Two_changes_of_one_department_at_once_leave_one()
    {
        async Task<string> Try(string code)
        {
            try
            {
                await Merge(new MergeForm(["veterans"], new Successor(code, code), Today, "同时"));
                return "done";
            }
            catch (RuleViolation refusal)
            {
                return refusal.Code;
            }
        }

        var outcomes = await Task.WhenAll(Try("veterans-a"), Try("veterans-b"));

        Assert.Equal(["department.closed", "done"], outcomes.Order(StringComparer.Ordinal));
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        Assert.Equal(1, await db.Departments.CountAsync(d => d.Code.StartsWith("veterans-"), None));
    }

    [Fact]
    public async Task Who_signed_in_before_the_day_is_signed_out_by_it()
    {
        var name = $"clerk-{Guid.NewGuid():N}";
        var password = await server.Database.Settled(
            name, await With<Accounts, string>(a => a.Create(name, name, "finance-work", [RoleNames.Clerk], Actor.System)));
        await Merge(new MergeForm(["finance-work"], new Successor("finance"), Today.AddDays(1), "并入"));
        // Half an hour before midnight in Shanghai, and a quarter of an hour after it.
        server.Database.Clock.Advance(BusinessDay.BeginOf(Today.AddDays(1)).AddMinutes(-10) - server.Database.Clock.GetUtcNow().UtcDateTime);
        using var visitor = new SignedInVisitor(server.App);
        using var answer = await visitor.SignIn(name, password);
        Assert.True(await visitor.IsIn());

        server.Database.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.False(await visitor.IsIn());
        Assert.Equal("finance", (await Now(name)).DepartmentCode);
    }
}
