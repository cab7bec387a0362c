using BazhongTracker.Data;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.Data.Sqlite;
using Xunit;

namespace BazhongTracker.Integration.Tests.Availability;

/// <summary>The embedded database; PostgreSQL is killed and frozen where there is one to kill.</summary>
public sealed class DatabaseProbeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tracker-probe-");

    private string File => Path.Combine(folder.FullName, "tracker.db");

    private string Connection => $"Data Source={File};Pooling=False";

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<bool> Ask(string more = "")
    {
        await using var probe = new DatabaseProbe(new DatabaseAddress(DatabaseProvider.Sqlite, Connection + more));
        await probe.Ask(2, closely: false, CancellationToken.None);
        return await probe.Ask(2, closely: true, CancellationToken.None);
    }

    private async Task Make()
    {
        await using var db = new SqliteConnection(Connection);
        await db.OpenAsync(CancellationToken.None);
        await using var command = db.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; CREATE TABLE __EFMigrationsHistory (Id INTEGER)";
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_file_that_answers_and_one_that_takes_nothing_are_told_apart()
    {
        await Make();

        Assert.False(await Ask());
        Assert.True(await Ask(";Mode=ReadOnly"));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_silence_and_is_not_made_by_asking()
    {
        var problem = await Assert.ThrowsAsync<SqliteException>(() => Ask());

        Assert.True(DatabaseFaults.IsAway(problem));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task A_writer_at_work_is_no_reason_to_call_it_read_only_or_away()
    {
        await Make();
        await using var writer = new SqliteConnection(Connection);
        await writer.OpenAsync(CancellationToken.None);
        await using var writing = writer.BeginTransaction(deferred: false);

        Assert.False(await Ask(";Default Timeout=1"));
    }
}
