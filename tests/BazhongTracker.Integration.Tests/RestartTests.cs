using BazhongTracker.Web.Startup;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class RestartTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task What_was_sealed_before_a_restart_is_opened_after_it()
    {
        string cookie;
        await using (var before = await RunningServer.Start(database, "Production"))
        {
            cookie = before.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Protect("statistics");
            await before.StopAsync(TestContext.Current.CancellationToken);
        }

        await using var after = await RunningServer.Start(database, "Production");
        Assert.Equal("statistics", after.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Unprotect(cookie));
        await after.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task When_the_program_began_and_ended_serving_stands_in_the_audit()
    {
        async Task<List<string>> Rows()
        {
            await using var db = await database.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
            return await db.Audit.Where(a => a.Action.StartsWith("program.")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync(TestContext.Current.CancellationToken);
        }

        var before = await Rows();
        await using var served = await RunningServer.Start(database, "Production");
        Assert.Equal([.. before, "program.started"], await Rows());
        await served.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal([.. before, "program.started", "program.stopped"], await Rows());
    }

    [Fact]
    public async Task The_password_of_the_database_may_stand_in_a_file_of_its_own()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "p;w='x\n", TestContext.Current.CancellationToken);

        var connection = new NpgsqlConnectionStringBuilder(Database.WithPassword("Host=db;Username=tracker;Password=old", file));
        File.Delete(file);

        Assert.Equal(("db", "tracker", "p;w='x"), (connection.Host, connection.Username, connection.Password));
        Assert.Equal("Host=db", Database.WithPassword("Host=db", null));
    }
}
