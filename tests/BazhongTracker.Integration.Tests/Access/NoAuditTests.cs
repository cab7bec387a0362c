using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>Where the audit cannot be written, nothing is.</summary>
public sealed class NoAuditTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    // As if the disk of the audit were full; what a test prepares as the system goes through.
    private async Task Refuse(bool refuse)
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var sql = (server.Database.IsPostgres, refuse) switch
        {
            (true, true) => """
                CREATE FUNCTION no_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
                CREATE TRIGGER no_audit BEFORE INSERT ON "Audit" FOR EACH ROW WHEN (NEW."UserName" LIKE 'the-%') EXECUTE FUNCTION no_audit();
                """,
            (true, false) => "DROP TRIGGER no_audit ON \"Audit\"; DROP FUNCTION no_audit();",
            (false, true) => "CREATE TRIGGER no_audit BEFORE INSERT ON \"Audit\" WHEN NEW.\"UserName\" LIKE 'the-%' BEGIN SELECT RAISE(ABORT, 'no room'); END;",
            (false, false) => "DROP TRIGGER no_audit;",
        };
        await db.Database.ExecuteSqlRawAsync(sql, None);
    }

    /// <summary>What is left of the deeds of the people of the test; without what the test itself prepares.</summary>
    private async Task<List<string>> Left()
    {
        await using var db = await server.Database.Contexts.CreateDbContextAsync(None);
        var spares = db.Users.Where(p => p.UserName!.StartsWith("spare-"));
        return
        [
            .. await db.Figures.Where(f => f.ReportedBy.StartsWith("the-")).Select(f => $"figure {f.OperationId}").ToListAsync(None),
            .. await db.Reviews.Where(r => r.Reviewer.StartsWith("the-")).Select(r => $"review {r.OperationId}").ToListAsync(None),
            .. await db.Operations.Where(o => o.UserName.StartsWith("the-")).Select(o => $"operation {o.Id}").ToListAsync(None),
            .. await db.JobRuns.Where(r => r.Trigger == "button").Select(r => $"run {r.Key}").ToListAsync(None),
            .. await db.ApiKeys.Select(k => $"key {k.Name}").ToListAsync(None),
            .. await db.DepartmentChanges.Select(c => $"change of department {c.Id}").ToListAsync(None),
            .. await db.ReviewerAssignments.Select(a => $"assignment {a.Id}").ToListAsync(None),
            .. await db.IssuerLinks.Select(l => $"issuer {l.PersonId}").ToListAsync(None),
            .. await db.Users.Where(p => !p.UserName!.StartsWith("the-") && !p.UserName.StartsWith("spare-")).Select(p => $"account {p.UserName}").ToListAsync(None),
            .. await spares.Where(p => p.DisabledUtc != null).Select(p => $"disabled {p.UserName}").ToListAsync(None),
            .. await spares.Where(p => db.UserRoles.Count(r => r.UserId == p.Id) != 1 || !db.UserRoles.Any(r => r.UserId == p.Id && db.Roles.Any(n => n.Id == r.RoleId && n.Name == RoleNames.Reader))).Select(p => $"roles {p.UserName}").ToListAsync(None),
            .. await db.FormerPasswords.Where(f => spares.Any(p => p.Id == f.PersonId)).Select(f => $"password {f.PersonId}").ToListAsync(None),
        ];
    }

    [Fact]
    public async Task No_deed_of_anybody_is_stored_and_reading_goes_on()
    {
        var before = await Left();
        var permissions = server.App.Services.GetRequiredService<Permissions>();
        var broken = new HashSet<string>();
        await Refuse(true);
        try
        {
            foreach (var deed in Deed.All.Where(d => Writing.Contains(d.Action)))
            {
                foreach (var role in PeopledServer.Roles.Where(r => permissions.Allows(PeopledServer.ActorOf(r), deed.Action)))
                {
                    try
                    {
                        await deed.Ask(server, PeopledServer.ActorOf(role));
                    }
                    catch (Exception refused) when (refused.ToString().Contains("no room", StringComparison.Ordinal))
                    {
                        broken.Add(deed.Action);
                    }
                }
            }

            using var page = await server[RoleNames.Leader].Get("/", "text/html");
            Assert.True(page.IsSuccessStatusCode);
        }
        finally
        {
            await Refuse(false);
        }

        Assert.Equal(before, await Left());
        Assert.Equal(Writing.Order(), broken.Order());
    }

    private static IReadOnlyList<string> Writing { get; } =
    [
        Actions.ReportFigure, Actions.AcceptFigure, Actions.ReturnFigure, Actions.Recompute, Actions.CreateAccount, Actions.GrantRole,
        Actions.ChangeDepartments, Actions.CloseAccount, Actions.AllowIssuer, Actions.CreateApiKey,
    ];
}
