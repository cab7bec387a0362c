using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.FirstSetUp;
using BazhongTracker.Web.Access.SecondFactors;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Startup;

/// <summary>What must be there before the first page is asked for.</summary>
internal static class Preparation
{
    private const string PasswordFile = "demo-people.txt";

    /// <summary>Seeds the profile of the environment (Development: demo with its people, else: decision) records the method, and judges everything when something was added.</summary>
    public static async Task PrepareData(this WebApplication app)
    {
        await app.RefuseInventedFigures();
        await app.Services.SeedProfile(app.Environment.IsDevelopment() ? "demo" : "decision");
        await app.CheckDefaultDecision();
        await app.Services.RecordMethodAndJudge();
        if (app.Environment.IsDevelopment())
        {
            await app.Services.MakeDemoPeople();
        }
        else
        {
            await app.OfferSetUp();
        }
    }

    private static async Task CheckDefaultDecision(this WebApplication app)
    {
        var known = await app.Services.GetRequiredService<Decisions>().Refresh();
        if (app.Services.GetRequiredService<DecisionSettings>().Default is { } code && known.All(d => d.Code != code))
        {
            throw new ConfigurationRefused($"Decision:Default names {code}; stored are {string.Join(", ", known.Select(d => d.Code))}.");
        }
    }

    // On the console itself and not in the log, which is kept.
    private static async Task OfferSetUp(this WebApplication app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
        var state = await SetUpState.Read(
            db, app.Services.GetRequiredService<SecondFactorTerms>(), AccessSettings.Read(app.Configuration).Duties);
        if (state.Next is not null)
        {
            var code = app.Services.GetRequiredService<SetUpCode>().Make(ProtectionKeys.Folder(app.Configuration), state.IsBegun);
            await Console.Error.WriteLineAsync(
                $"Not all administrators are there yet. Open /setup {(state.IsBegun ? "" : "within 30 minutes ")}with this code: {code}");
        }
    }

    // A database that was ever used for a demonstration, with its accounts, must not become the real one.
    private static async Task RefuseInventedFigures(this WebApplication app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContextAsync();
        if (!app.Environment.IsDevelopment() && await db.Figures.AnyAsync(f => f.Origin == FigureOrigin.Demo))
        {
            throw new InvalidOperationException("This database holds demonstration figures and accounts; outside Development use another one.");
        }
    }

    // Passwords are made here, printed once and kept beside the embedded database, readable by the owner only.
    private static async Task MakeDemoPeople(this IServiceProvider services)
    {
        var made = new List<string>();
        foreach (var person in DemoCast.Everyone)
        {
            await using var scope = services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByNameAsync(person.UserName) is null)
            {
                var password = await scope.ServiceProvider.GetRequiredService<Accounts>()
                    .Create(person.UserName, person.DisplayName, person.DepartmentCode, person.Roles, Actor.System);
                await scope.ServiceProvider.GetRequiredService<TrackerDbContext>().BelongedSince(person.UserName, DemoCast.Since);
                made.Add($"{person.UserName}\t{password}\t{person.DisplayName}\t{person.DepartmentCode}\t{string.Join(',', person.Roles)}");
            }
        }

        if (made.Count > 0)
        {
            var file = Path.Combine(Database.Folder, PasswordFile);
            var onlyOwner = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                onlyOwner.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (var kept = new StreamWriter(file, onlyOwner))
            {
                made.ForEach(kept.WriteLine);
            }

            Console.WriteLine($"Demo people (user name, password), also in {file}:");
            made.ForEach(line => Console.WriteLine($"  {line}"));
        }
    }
}
