using BazhongTracker.Data;
using BazhongTracker.Data.People;
using BazhongTracker.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

/// <summary>An older database, in which an account had one department and no dates.</summary>
public sealed class DatedDepartmentsMigrationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Whoever_had_a_department_has_it_from_the_first_day_on_and_back_again()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        foreach (var (name, department) in new[] { ("farmer", "agriculture"), ("nobody", "") })
        {
            var person = new Person { UserName = name, DisplayName = name };
            db.Add(person);
            await db.Move(person.Id, department, database.Clock.Today(), TestContext.Current.CancellationToken);
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var migrator = db.GetService<IMigrator>();
        var before = db.Database.GetMigrations().TakeWhile(m => !m.EndsWith("_DatedDepartments", StringComparison.Ordinal)).Last();

        await migrator.MigrateAsync(before, TestContext.Current.CancellationToken);
        Assert.Equal(["agriculture", ""], await db.Database.SqlQueryRaw<string>("""SELECT "DepartmentCode" AS "Value" FROM "AspNetUsers" ORDER BY "UserName" """).ToListAsync(TestContext.Current.CancellationToken));
        await migrator.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        db.ChangeTracker.Clear();
        var people = await db.PeopleOn(new DateOnly(2021, 7, 13)).Select(p => new { p.Person.UserName, p.DepartmentCode }).OrderBy(p => p.UserName).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("farmer", "agriculture"), ("nobody", "")], people.Select(p => (p.UserName!, p.DepartmentCode)));
        Assert.Single(await db.Memberships.ToListAsync(TestContext.Current.CancellationToken));
    }
}
