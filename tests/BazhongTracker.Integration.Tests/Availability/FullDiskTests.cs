using System.Data.Common;
using System.Net;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Shared.Availability;
using BazhongTracker.Web.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace BazhongTracker.Integration.Tests.Availability;

/// <summary>The disk of the embedded database has no room; PostgreSQL looks after its own.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private readonly TestDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await database.GrainOutput();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_figure_for_which_there_is_no_room_is_said_to_be_not_saved_and_goes_out_when_there_is()
    {
        if (database.IsPostgres)
        {
            return;
        }

        var disk = new FullDisk();
        using var sheet = database.Sheet(database.ContextsWith(disk));
        await sheet.Open(Clerk);
        var row = sheet.Rows.First(r => r.IsOpen);
        row.Type("151.2");
        row.Explain(new string('因', 2000));

        await sheet.Send();

        Assert.Contains("磁盘空间不足", row.Refusal, StringComparison.Ordinal);
        Assert.Equal(("151.2", true, false, false), (row.Text, row.IsDirty, row.IsSending, row.IsVerifying));

        disk.HasRoom = true;
        await sheet.Send();

        Assert.Single(sheet.LastSent);
    }

    [Fact]
    public async Task Below_the_limit_it_is_read_only_and_degraded_and_comes_back_by_itself()
    {
        if (database.IsPostgres)
        {
            return;
        }

        await database.Somebody();
        long free = 0;
        await using var app = Server.Build(
            ["--urls", "http://127.0.0.1:0", "--environment", "Production", "--Serilog:MinimumLevel:Default=Error", .. database.Settings],
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(database.Clock))
                .Replace(ServiceDescriptor.Singleton(new StorageDemands(Durable: false)))
                .Replace(ServiceDescriptor.Singleton(new DatabaseRoom("tracker.db", 100, () => Volatile.Read(ref free)))));
        await app.Prepare();
        await app.StartAsync(None);
        using var http = RunningServer.ClientOf(app);
        var state = app.Services.GetRequiredService<DatabaseState>();

        await Becomes(state, DatabaseCondition.Full);
        using (var answer = await http.GetAsync("/health/ready", None))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("\"status\":\"Degraded\"",
                (await answer.Content.ReadAsStringAsync(None)).Replace(": ", ":", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        using (var page = await http.GetAsync("/sign-in", None))
        {
            Assert.Contains("磁盘空间不足", await page.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        Volatile.Write(ref free, 100);
        await Becomes(state, DatabaseCondition.Well);
        await app.StopAsync(None);
    }

    [Fact]
    public void The_room_of_the_disk_is_that_of_the_folder_of_the_database()
    {
        var address = new DatabaseAddress(Data.DatabaseProvider.Sqlite, $"Data Source={Path.Combine(Path.GetTempPath(), "nothing.db")}");

        Assert.False(DatabaseRoom.Of(address, 0).IsShort);
        Assert.True(DatabaseRoom.Of(address, int.MaxValue).IsShort);
        Assert.True(DatabaseRoom.Of(address, 0).TakesSomething());
        Assert.False(DatabaseRoom.Of(new DatabaseAddress(Data.DatabaseProvider.Postgres, "Host=localhost"), int.MaxValue).IsShort);
    }

    private async Task Becomes(DatabaseState state, DatabaseCondition condition)
    {
        using var turned = new SemaphoreSlim(0);
        using var listening = state.Listen(() => turned.Release());
        while (state.Now != condition)
        {
            database.Clock.Advance(TimeSpan.FromSeconds(1));
            await turned.WaitAsync(TimeSpan.FromMilliseconds(200), None);
        }
    }

    /// <summary>Not one page more than there are.</summary>
    private sealed class FullDisk : DbConnectionInterceptor
    {
        public bool HasRoom { get; set; }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {(HasRoom ? 1_000_000 : 1)}";
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}
