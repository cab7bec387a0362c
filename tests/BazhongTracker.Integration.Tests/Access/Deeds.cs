using BazhongTracker.Domain;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.FirstSetUp;
using BazhongTracker.Web.Access.Issuer;
using BazhongTracker.Web.Access.Passwords;
using BazhongTracker.Web.Access.SecondFactors;
using BazhongTracker.Web.Features.About;
using BazhongTracker.Web.Features.Departments;
using BazhongTracker.Web.Features.Ledger;
using BazhongTracker.Web.Features.LookingUp;
using BazhongTracker.Web.Features.Overview;
using BazhongTracker.Web.Features.People;
using BazhongTracker.Web.Features.Reading;
using BazhongTracker.Web.Features.Recomputing;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Features.Reviewing;
using BazhongTracker.Web.Features.Screen;
using BazhongTracker.Web.Features.SettingUp;
using BazhongTracker.Web.Features.SigningIn;
using BazhongTracker.Web.Features.Targets;
using BazhongTracker.Web.Shared.Search;
using BazhongTracker.Web.Shared.Standings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>One call of a use case or query, as an event of a circuit makes it. Answers yes, or the code of the refusal.</summary>
internal sealed record Deed(string Action, string Case, string Name, Func<PeopledServer, Actor, Task> Run)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static IReadOnlyList<Deed> All { get; } =
    [
        Of<OverviewQuery>(Actions.ReadPublished, "any", (q, _, who) => q.Run(null, who, None)),
        Of<LedgerQuery>(Actions.ReadPublished, "any", (q, _, who) => q.Run(LedgerFilter.Everything(null), who, None)),
        Of<ScreenQuery>(Actions.ReadPublished, "any", (q, _, who) => q.Run(who, None)),
        Of<DecisionQuery>(Actions.ReadPublished, "any", (q, _, who) => q.Run(null, who, None)),
        Of<TargetQuery>(Actions.ReadPublished, "own", (q, server, who) => q.Run(server.OwnTarget.Code, null, who, None)),
        Of<TargetQuery>(Actions.ReadPublished, "other", (q, server, who) => q.Run(server.OtherTarget.Code, null, who, None)),
        Of<TargetQuery>(Actions.ReadPublished, "missing", async (q, _, who) => Found(await q.Run("99-99", null, who, None) is not null)),
        Of<SearchQuery>(Actions.Search, "any", (q, _, who) => q.Run(who, None)),
        Of<MyFiguresQuery>(Actions.ReportFigure, "any", (q, _, who) => q.Run(who, None)),
        Of<MyFiguresQuery>(Actions.ReportFigure, "own", async (q, server, who) => Found(await q.Asks(server.OwnTarget.Code, who, None))),
        Of<MyFiguresQuery>(Actions.ReportFigure, "other", async (q, server, who) => Found(await q.Asks(server.OtherTarget.Code, who, None))),
        Of<MyFiguresQuery>(Actions.ReportFigure, "missing", async (q, _, who) => Found(await q.Asks("99-99", who, None))),
        Submit("own", server => server.OwnTarget.Code, PeopledServer.Open),
        Submit("other", server => server.OtherTarget.Code, PeopledServer.Open),
        Submit("closed", server => server.OwnTarget.Code, PeopledServer.Closed),
        Submit("state", server => server.OwnTarget.Code, PeopledServer.Open, server => server.Waiting(own: true)),
        Submit("missing", _ => "99-99", PeopledServer.Open),
        .. from of in new[] { "own", "other", "state", "missing" } select Revise(of),
        .. from of in new[] { "own", "other", "state", "missing" } select Withdraw(of),
        Of<DraftsQuery>(Actions.ReadDraft, "any", (q, _, who) => q.Run(who, None)),
        Of<DraftsQuery>(Actions.ReadDraft, "own", async (q, server, who) => Found(await Kept(q, server, server.OwnTarget, who))),
        Of<DraftsQuery>(Actions.ReadDraft, "other", async (q, server, who) => Found(await Kept(q, server, server.OtherTarget, who))),
        KeepDraft("own", server => server.OwnTarget.Code, PeopledServer.Open),
        KeepDraft("other", server => server.OtherTarget.Code, PeopledServer.Open),
        KeepDraft("closed", server => server.OwnTarget.Code, PeopledServer.Closed),
        KeepDraft("missing", _ => "99-99", PeopledServer.Open),
        Of<ReviewQueueQuery>(Actions.OpenQueue, "any", (q, _, who) => q.Run(who, None)),
        .. from outcome in new[] { ReviewOutcome.Accepted, ReviewOutcome.Returned } from of in new[] { "own", "other", "state", "missing" }
            select Decide(outcome, of),
        .. from of in new[] { "own", "other", "state", "missing" } select TakeBack(of),
        Of<DecidedQuery>(Actions.OpenQueue, "any", (q, _, who) => q.Run(who, None)),
        LookUp("waits own"),
        LookUp("waits other"),
        Of<ReceiptQuery>(Actions.ReadReceipt, "missing", async (q, _, who) => Found(await q.Run("2222-2222-2222", who, None) is not null)),
        Of<RunsQuery>(Actions.ReadRuns, "any", (q, _, who) => q.Run(who, None)),
        Of<RecomputeProgress>(Actions.Recompute, "any", (q, _, who) => q.Now(who, null, Guid.NewGuid().ToString(), None)),
        Of<RecomputeProgress>(Actions.Recompute, "closed", (q, _, who) => q.Now(who, new DateOnly(2099, 1, 1), Guid.NewGuid().ToString(), None)),
        Of<Accounts>(Actions.CreateAccount, "any", (q, _, who) => q.Create($"p{Guid.NewGuid():N}", "新", PeopledServer.Own, [], who)),
        Of<Accounts>(Actions.CreateAccount, "state", (q, _, who) => q.Create("the-reader", "新", PeopledServer.Own, [], who)),
        Of<Accounts>(Actions.CreateAccount, "state", (q, _, who) => q.Create($"p{Guid.NewGuid():N}", "新", "nowhere", [], who)),
        Of<StepsQuery>(Actions.ReadSteps, "any", (q, _, who) => q.Run(who, None)),
        Of<PeopleCheck>(Actions.CreateAccount, "any", (q, _, who) => q.Run([], who, None)),
        Of<CreatePeople>(Actions.CreateAccount, "state", (q, _, who) => q.Run([], Guid.NewGuid().ToString(), who, None)),
        Of<WaitingRoles>(Actions.GrantRole, "any", (q, _, who) => q.List(who, None)),
        Of<WaitingRoles>(Actions.GrantRole, "any", (q, _, who) => q.Give([], who, None)),
        Of<PeopleQuery>(Actions.ListAccounts, "any", (q, _, who) => q.All(who, None)),
        Of<PeopleQuery>(Actions.ListAccounts, "any", (q, _, who) => q.Departments(who, None)),
        Of<PeopleQuery>(Actions.ListAccounts, "missing", async (q, _, who) => Found(await q.One("never-made", who, None) is not null)),
        Of<KeysQuery>(Actions.ListApiKeys, "any", (q, _, who) => q.Run(who, None)),
        Of<AboutQuery>(Actions.ReadAbout, "any", (q, _, who) => q.Run(who, None)),
        Of<SettingsInForce>(Actions.ReadSettings, "any", (q, _, who) => Task.FromResult(q.Read(who))),
        Of<RoleGrants>(Actions.GrantRole, "any", async (q, server, who) => await q.Set(new RoleChange(await server.Spare(), [RoleNames.Reader], [RoleNames.Clerk], PeopledServer.Other), who, None)),
        Of<RoleGrants>(Actions.GrantRole, "any", async (q, server, who) => await q.Replace(await server.Spare(), [RoleNames.Leader], who, None)),
        Of<RoleGrants>(Actions.GrantRole, "state", async (q, server, who) => await q.Replace(await server.Spare(), [RoleNames.Reader, RoleNames.Auditor], who, None)),
        Of<ReviewerAssignments>(Actions.GrantRole, "any", async (q, server, who) => await q.Give(new NewAssignment(await server.Spare(), PeopledServer.Other, new DateOnly(2026, 12, 1), null, "分工"), who, None)),
        Of<ReviewerAssignments>(Actions.GrantRole, "state", async (q, server, who) => await q.Give(new NewAssignment(await server.Spare(), "nowhere", new DateOnly(2026, 12, 1), null, "分工"), who, None)),
        Of<ReviewerAssignments>(Actions.GrantRole, "state", async (q, server, who) => await q.End(await server.Spare(), 0, who, None)),
        Of<ChangeDepartments>(Actions.ChangeDepartments, "any", async (q, server, who) => await q.Merge(new MergeForm([await server.SpareDepartment()], new Successor(PeopledServer.Other), new DateOnly(2026, 12, 1), "并入"), who, None)),
        Of<ChangeDepartments>(Actions.ChangeDepartments, "state", (q, _, who) => q.Split(new SplitForm("nowhere", [new("one-a", "一局"), new("one-b", "二局")], new DateOnly(2026, 12, 1), "分设", new Dictionary<string, string>(), new Dictionary<string, string>()), who, None)),
        Of<DepartmentsQuery>(Actions.ReadText, "any", (q, _, who) => q.All(who, None)),
        Of<DepartmentsQuery>(Actions.ChangeDepartments, "any", (q, _, who) => q.EstateOf(PeopledServer.Own, new DateOnly(2026, 12, 1), who, None)),
        Of<Accounts>(Actions.CloseAccount, "any", (q, _, who) => q.Disable("the-disabled", who, None)),
        Of<Accounts>(Actions.CloseAccount, "state", (q, _, who) => q.Enable("nobody-at-all", who, None)),
        Of<IssuerPermission>(Actions.AllowIssuer, "any", async (q, server, who) => await q.Allow(await server.Spare(), who, None)),
        Of<IssuerPermission>(Actions.AllowIssuer, "any", async (q, server, who) => await q.Withdraw(await server.Spare(), who, None)),
        Of<IssuerPermission>(Actions.AllowIssuer, "state", (q, _, who) => q.Allow("never-made", who, None)),
        Of<Accounts>(Actions.EndSession, "any", (q, _, who) => q.EndSessions("the-disabled", who, None)),
        Of<MySessions>(Actions.ListSessions, "any", (q, _, who) => q.List(who, null, None)),
        Of<MySessions>(Actions.ListSessions, "any", (q, _, who) => q.End(who, null, 1, None)),
        Of<Accounts>(Actions.CloseAccount, "any", async (q, server, who) => await q.ResetPassword(await server.Spare(), who, None)),
        Of<Accounts>(Actions.CloseAccount, "state", (q, _, who) => q.ResetPassword("never-made", who, None)),
        Of<ChangePassword>(Actions.OwnPassword, "state", (q, _, who) => q.Run("not-this-one-7", "Kvwmrt-plodge-haps", "", who, null, None)),
        Of<Accounts>(Actions.CloseAccount, "any", async (q, server, who) => await q.RemoveSecondFactor(await server.Spare(), who, None)),
        Of<Enrolment>(Actions.OwnSecondFactor, "any", (q, _, who) => q.Open(who, "a-session", None)),
        Of<Renewal>(Actions.OwnSecondFactor, "any", (q, _, who) => q.Proves("not-this-one-7", "000000", "", who, None)),
        Of<AlarmQuery>(Actions.ReadSettings, "any", (q, _, who) => q.Last(who, None)),
        Of<SetUp>(Actions.SetUp, "any", (q, _, who) => q.IsOpen(who, None)),
        Of<SetUp>(Actions.SetUp, "state", (q, _, who) => q.Run(new SetUpForm("", RoleNames.Admin, "x", "x", "1", ""), "", who, None)),
        Of<ApiKeys>(Actions.CreateApiKey, "any", (q, _, who) => q.Create($"k{Guid.NewGuid():N}", [RoleNames.Reader], "", null, who, None)),
        Of<ApiKeys>(Actions.CreateApiKey, "state", (q, _, who) => q.Create("Not A Name", [RoleNames.Reader], "", null, who, None)),
        Of<ApiKeys>(Actions.RevokeApiKey, "state", (q, _, who) => q.Revoke("never-made", who, None)),
    ];

    /// <returns>yes, no, gone or state.</returns>
    public async Task<string> Ask(PeopledServer server, Actor who)
    {
        try
        {
            await Run(server, who);
            return "yes";
        }
        catch (RuleViolation refusal)
        {
            return refusal.Code switch { "access.denied" => "no", "target.unknown" or "figure.unknown" or "nothing" => "gone", _ => "state" };
        }
    }

    private static void Found(bool found)
    {
        if (!found)
        {
            throw new RuleViolation("nothing");
        }
    }

    private static Deed Of<T>(string action, string of, Func<T, PeopledServer, Actor, Task> run)
        where T : class => new(action, of, typeof(T).Name, async (server, who) =>
        {
            await using var scope = server.App.Services.CreateAsyncScope();
            await run(scope.ServiceProvider.GetRequiredService<T>(), server, who);
        });

    private static Deed Submit(string of, Func<PeopledServer, string> code, Domain.Time.Quarter period, Func<PeopledServer, Task>? before = null) =>
        Of<SubmitFigure>(Actions.ReportFigure, of, async (submit, server, who) =>
        {
            await server.NoFigures();
            await (before?.Invoke(server) ?? Task.CompletedTask);
            await submit.Run(new FigureForm(Guid.NewGuid().ToString(), code(server), period, "12.5", null, null), who, None);
        });

    // One that was never accepted leaves nothing to correct.
    private static Deed Revise(string of) =>
        Of<ReviseFigure>(Actions.ReviseFigure, of, async (revise, server, who) =>
        {
            await server.NoFigures();
            var figure = await server.Waiting(own: of != "other", accepted: of != "state");
            var code = of switch { "other" => server.OtherTarget.Code, "missing" => "99-99", _ => server.OwnTarget.Code };
            await revise.Run(new RevisionForm(new FigureForm(Guid.NewGuid().ToString(), code, PeopledServer.Open, "13.5", null, "核实修订"), figure.Version), who, None);
        });

    private static Deed Withdraw(string of) =>
        Of<WithdrawFigure>(Actions.WithdrawFigure, of, async (withdraw, server, who) =>
        {
            await server.NoFigures();
            var figure = await server.Waiting(own: of != "other", accepted: of == "state");
            await withdraw.Run(new WithdrawalForm(Guid.NewGuid().ToString(), of == "missing" ? Guid.NewGuid() : figure.Id, figure.Version), who, None);
        });

    // One that waits: who may read published figures only does not find it, as if it were not there.
    private static Deed LookUp(string of) =>
        Of<ReceiptQuery>(Actions.ReadReceipt, of, async (q, server, who) =>
        {
            await server.NoFigures();
            var figure = await server.Waiting(own: of == "waits own");
            await using (var db = await server.Database.Contexts.CreateDbContextAsync(None))
            {
                db.Add(Operation.Report(figure, who, figure.ReportedAtUtc));
                await db.SaveChangesAsync(None);
            }

            Found(await q.Run(figure.Receipt, who, None) is not null);
        });

    private static Deed KeepDraft(string of, Func<PeopledServer, string> code, Domain.Time.Quarter period) =>
        Of<SaveDrafts>(Actions.WriteDraft, of, async (save, server, who) =>
        {
            await server.NoFigures();
            var outcome = Assert.Single(await save.Run([new DraftForm(code(server), period, new DraftCells("12.", null, ""), DraftCells.Nothing)], who, None));
            if (outcome.Refusal is { } refusal)
            {
                throw refusal;
            }

            await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
            Assert.True(await db.Drafts.AnyAsync(d => d.UserName == who.UserName, None));
        });

    // Whatever the person is, the row is there.
    private static async Task<bool> Kept(DraftsQuery query, PeopledServer server, Domain.Targets.Target target, Actor who)
    {
        await server.NoFigures();
        await server.Drafted(target, who, "12.");
        return (await query.Run(who, None)).Any(k => k.Target.Id == target.Id);
    }

    private static Deed Decide(ReviewOutcome outcome, string of) =>
        Of<ReviewFigure>(outcome == ReviewOutcome.Accepted ? Actions.AcceptFigure : Actions.ReturnFigure, of, async (review, server, who) =>
        {
            await server.NoFigures();
            var figure = await server.Waiting(own: of == "own", returned: of == "state" ? "请核对" : null);
            await review.Run(new ReviewForm(Guid.NewGuid().ToString(), of == "missing" ? Guid.NewGuid() : figure.Id, figure.Version, outcome, "请核对"), who, None);
        });

    // Accepted by the person a moment ago, whatever the person may today.
    private static Deed TakeBack(string of) =>
        Of<TakeBackAcceptance>(Actions.TakeBackAcceptance, of, async (takeBack, server, who) =>
        {
            await server.NoFigures();
            var figure = await server.Waiting(own: of == "own", accepted: of != "state", acceptedBy: who.UserName);
            await takeBack.Run(
                new TakeBackForm(Guid.NewGuid().ToString(), of == "missing" ? Guid.NewGuid() : figure.Id, figure.Version), who, None);
        });
}
