using System.Net;
using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>The program in Production with one person of every role, all of 市农业农村局, one whose account is locked, one whose account was disabled after signing in, one whose password is too old, and one who is not signed in.</summary>
public sealed class PeopledServer : IAsyncLifetime
{
    public const string Anonymous = "anonymous";
    public const string Locked = "locked";
    public const string Disabled = "disabled";
    public const string Expired = "expired";
    public const string Own = "agriculture";
    public const string Other = "tourism";
    public static readonly Quarter Open = new(2026, 3);
    public static readonly Quarter Closed = new(2024, 1);
    public static readonly IReadOnlyList<string> Roles = RoleNames.All;
    private static readonly Actor Tourist = new("tourist", "旅游填报", Other, [RoleNames.Clerk]);
    private static readonly Actor Farmer = new("farmer", "农业填报", Own, [RoleNames.Clerk]);
    private static readonly TargetKind[] Numbers = [TargetKind.Reach, TargetKind.Hold, TargetKind.CumNew, TargetKind.AnnualNew, TargetKind.AvgGrowth, TargetKind.Directional];
    private readonly Dictionary<string, SignedInVisitor> clients = [];

    public TestDatabase Database { get; } = new(DatabaseTemplate.Production);

    public HeardLog Log { get; } = new();

    public WebApplication App { get; private set; } = null!;

    public Target OwnTarget { get; private set; } = null!;

    public Target OtherTarget { get; private set; } = null!;

    public SignedInVisitor this[string who] => clients[who];

    /// <summary>They came with a password and may what anybody may; whose password is too old may change it.</summary>
    public static IReadOnlyList<string> ShutOut { get; } = [Locked, Disabled, Expired];

    public static Actor ActorOf(string column) => column switch
    {
        Anonymous => new Actor("", "", "", []),
        "system" => Actor.System,
        _ => new Actor($"the-{column}", column, Own, [column]),
    };

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        App = await RunningServer.Start(Database, "Production", Log.Settings);
        (OwnTarget, OtherTarget) = (await Led(Own), await Led(Other));
        clients[Anonymous] = new SignedInVisitor(App);
        foreach (var role in Roles.Concat(ShutOut))
        {
            await using var scope = App.Services.CreateAsyncScope();
            var password = await scope.ServiceProvider.GetRequiredService<Accounts>().Create(
                $"the-{role}", role, Own, [ShutOut.Contains(role) ? RoleNames.Clerk : role], Actor.System);
            await Database.Settled($"the-{role}", password);
            if (role == Locked)
            {
                await using var db = await Database.Contexts.CreateDbContextAsync();
                await db.Users.Where(u => u.UserName == $"the-{role}")
                    .ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, DateTimeOffset.MaxValue));
            }

            if (role == Expired)
            {
                var longAgo = Database.Clock.GetUtcNow().UtcDateTime.AddDays(-91);
                await using var db = await Database.Contexts.CreateDbContextAsync();
                await db.Users.Where(u => u.UserName == $"the-{role}").ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordSetUtc, longAgo));
            }

            clients[role] = new SignedInVisitor(App);
            using var answer = await clients[role].SignIn($"the-{role}", password);
            Assert.Equal(role == Locked ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.StatusCode);
            if (role == Disabled)
            {
                await scope.ServiceProvider.GetRequiredService<Accounts>().Disable($"the-{role}", Actor.System);
            }
        }
    }

    /// <summary>A figure of a department that waits for review, or has been returned with a comment, or accepted.</summary>
    public async Task<ReportedFigure> Waiting(bool own, string? note = null, string? returned = null, Target? target = null,
        decimal value = 12.5m, bool accepted = false, string acceptedBy = "judge")
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        var of = target ?? (own ? OwnTarget : OtherTarget);
        var now = Database.Clock.GetUtcNow().UtcDateTime;
        var figure = ReportedFigure.Invented(of, new FigureEntry(Open, of.NatureFor(Open), value) { Note = note, Unit = of.Unit }, own ? Farmer : Tourist, "演示", now, Guid.NewGuid().ToString());
        db.Add(figure);
        await db.SaveChangesAsync();
        if (returned is not null)
        {
            db.Add(figure.Return(new Actor("judge", "judge", "statistics", [RoleNames.Reviewer]), returned, figure.Version, now, Guid.NewGuid().ToString()));
            await db.SaveChangesAsync();
        }

        if (accepted)
        {
            db.Add(figure.Accept(new Actor(acceptedBy, acceptedBy, "statistics", [RoleNames.Reviewer]), null, figure.Version, now,
                Guid.NewGuid().ToString()));
            await db.SaveChangesAsync();
        }

        return figure;
    }

    /// <summary>What a person has typed for the open period.</summary>
    public async Task Drafted(Target target, Actor who, string text, string note = "")
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        db.Add(Draft.Of(who, target, Open, new DraftCells(text, null, note), Database.Clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync();
    }

    /// <returns>The user name of a new account that nobody uses.</returns>
    public async Task<string> Spare()
    {
        var name = $"spare-{Guid.NewGuid():N}";
        await using var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().Create(name, name, Own, [RoleNames.Reader], Actor.System);
        return name;
    }

    /// <returns>The code of a new department that leads nothing.</returns>
    public async Task<string> SpareDepartment()
    {
        var code = $"spare-{Guid.NewGuid():N}";
        await using var db = await Database.Contexts.CreateDbContextAsync();
        db.Add(new Domain.Departments.Department { Code = code, Name = code });
        await db.SaveChangesAsync();
        return code;
    }

    public async Task NoFigures()
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        await db.Reviews.ExecuteDeleteAsync();
        await db.Figures.ExecuteDeleteAsync();
        await db.Drafts.ExecuteDeleteAsync();
    }

    public async Task<List<Target>> LedBy(params string[] departments)
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        return await db.Targets.AsNoTracking().Where(t => !t.IsParent && t.Versions.Any(v => Numbers.Contains(v.Kind))
            && db.Assignments.Any(a => a.TargetId == t.Id && departments.Contains(a.DepartmentCode) && a.Responsibility == Domain.Departments.Responsibility.Lead))
            .OrderBy(t => t.Code).ToListAsync();
    }

    private async Task<Target> Led(string department) => (await LedBy(department)).First(t => t is { Kind: TargetKind.Reach, Frequency: Frequency.Quarterly });

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        await App.StopAsync();
        await App.DisposeAsync();
        await Database.DisposeAsync();
    }
}
