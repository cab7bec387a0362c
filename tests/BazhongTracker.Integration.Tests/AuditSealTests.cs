using BazhongTracker.Data;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Proof;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Somebody who owns the database changes the audit behind the program's back.</summary>
public sealed class AuditSealTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private readonly TestDatabase database = new();
    private AuditKeys keys = null!;
    private Checkpoints checkpoints = null!;

    private string File => Path.Combine(database.KeysFolder, "checkpoints.tsv");

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        keys = AuditKeys.Open(database.KeysFolder);
        checkpoints = new Checkpoints(database.Contexts, new AuditSettings([File]), NullLogger<Checkpoints>.Instance);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task Write(int rows, string action = "login.ok")
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        for (var i = 0; i < rows; i++)
        {
            db.Add(AuditRow.Of(
                i % 3 == 0 ? Clerk : Clerk with { Address = "10.1.2.3", Session = "0123456789ABCDEF" }, action, $"target {i}",
                i % 2 == 0 ? null : "150.2", "151.2", database.Clock.GetUtcNow().UtcDateTime.AddTicks(i * 7), Guid.CreateVersion7().ToString()));
        }

        await db.SaveChangesAsync(None);
    }

    private Task<int> Seal() => new SealAudit(database.Contexts, keys, checkpoints, database.Clock).Run(None);

    private Task<AuditVerdict> Verify() => new VerifyAudit(database.Contexts, keys).Run([File], None);

    // As the owner of the table on PostgreSQL, with the SQLite shell on the file: what keeps the program from it keeps him not.
    private async Task Tamper(string sql)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        var (off, on) = database.IsPostgres
            ? ("ALTER TABLE \"Audit\" DISABLE TRIGGER USER; ALTER TABLE \"AuditSeals\" DISABLE TRIGGER USER;",
                "ALTER TABLE \"Audit\" ENABLE TRIGGER USER; ALTER TABLE \"AuditSeals\" ENABLE TRIGGER USER;")
            : ("DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete; "
                + "DROP TRIGGER IF EXISTS audit_seal_no_update; DROP TRIGGER IF EXISTS audit_seal_no_delete;", "");
        var statements = string.Join('\n', off, sql, on);
        await db.Database.ExecuteSqlRawAsync(statements, None);
    }

    [Fact]
    public async Task What_the_program_wrote_is_whole_before_and_after_it_is_sealed()
    {
        await Write(30);
        Assert.Equal((30, 30, null), (await Verify()) is var before ? (before.Rows, before.Unsealed, before.First) : default);

        Assert.Equal(30, await Seal());
        await Write(5);
        Assert.Equal(5, await Seal());
        await Write(2);

        var verdict = await Verify();
        Assert.Equal(new AuditVerdict(37, 2, 2, 2, null), verdict);
        Assert.Equal(2, await Seal());
        Assert.Equal(0, await Seal());
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"NewValue\"='999' WHERE \"Id\"=7", 7, "changed")]
    [InlineData("UPDATE \"Audit\" SET \"Signature\"=NULL WHERE \"Id\"=7", 7, "changed")]
    [InlineData("UPDATE \"Audit\" SET \"Address\"='10.1.2.4' WHERE \"Id\"=8", 8, "changed")]
    [InlineData("UPDATE \"Audit\" SET \"Address\"=NULL, \"Session\"=NULL WHERE \"Id\"=8", 8, "changed")]
    [InlineData("UPDATE \"Audit\" SET \"Address\"='' WHERE \"Id\"=7", 7, "changed")]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Id\"=12", 12, "missing")]
    [InlineData("UPDATE \"Audit\" SET \"Id\"=1000 WHERE \"Id\"=5; "
        + "UPDATE \"Audit\" SET \"Id\"=5 WHERE \"Id\"=6; UPDATE \"Audit\" SET \"Id\"=6 WHERE \"Id\"=1000", 5, "changed")]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Id\">15", 16, "missing")]
    [InlineData("DELETE FROM \"Audit\"", 1, "missing")]
    [InlineData("UPDATE \"Audit\" SET \"UserName\"='other' WHERE \"Id\"=22", 22, "foreign")]
    public async Task The_first_bad_row_is_named(string sql, long row, string why)
    {
        await Write(20);
        await Seal();
        await Write(5);

        await Tamper(sql + ";");

        var first = (await Verify()).First;
        Assert.Equal((row, why), (first?.Row, first?.Why));
    }

    [Theory]
    [InlineData("\"UserName\", \"DisplayName\", \"DepartmentCode\", \"Roles\", \"Action\", 'target 99'", "\"Signature\"", "foreign")]
    [InlineData("\"UserName\", \"DisplayName\", \"DepartmentCode\", \"Roles\", \"Action\", \"Subject\"", "NULL", "foreign")]
    public async Task A_row_put_in_by_hand_is_named(string columns, string signature, string why)
    {
        await Write(20);
        await Seal();
        await Tamper($"DROP INDEX \"IX_Audit_Signature\"; INSERT INTO \"Audit\" (\"AtUtc\", "
            + $"\"UserName\", \"DisplayName\", \"DepartmentCode\", \"Roles\", \"Action\", "
            + $"\"Subject\", \"OldValue\", \"NewValue\", \"OperationId\", \"Signature\") "
            + $"SELECT \"AtUtc\", {columns}, \"OldValue\", \"NewValue\", \"OperationId\", {signature} FROM \"Audit\" WHERE \"Id\"=3;");

        var first = (await Verify()).First;
        Assert.Equal((21L, why), (first?.Row, first?.Why));
        await Seal();
        Assert.Equal((21L, why), (await Verify()).First is { } later ? (later.Row!.Value, later.Why) : default);
    }

    [Fact]
    public async Task A_row_written_a_second_time_is_named()
    {
        await Write(20);
        await Seal();
        const string columns = "\"AtUtc\", \"UserName\", \"DisplayName\", \"DepartmentCode\", \"Roles\", \"Action\", \"Subject\", \"OldValue\", "
            + "\"NewValue\", \"OperationId\", \"Address\", \"Session\", \"Signature\"";
        await Tamper($"DROP INDEX \"IX_Audit_Signature\"; INSERT INTO \"Audit\" ({columns}) SELECT {columns} FROM \"Audit\" WHERE \"Id\"=3;");

        var first = (await Verify()).First;
        Assert.Equal((21L, "repeated"), (first?.Row, first?.Why));
    }

    [Theory]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Id\">20; DELETE FROM \"AuditSeals\" WHERE \"Number\"=3", 3, "seal.missing")]
    [InlineData("DELETE FROM \"AuditSeals\"", 1, "seal.missing")]
    [InlineData("DELETE FROM \"AuditSeals\" WHERE \"Number\"=2", 2, "seal.missing")]
    [InlineData("UPDATE \"AuditSeals\" SET \"LastRow\"=17 WHERE \"Number\"=2", 2, "seal.changed")]
    public async Task A_cut_end_and_a_changed_seal_are_found_with_what_was_written_down_outside(string sql, int seal, string why)
    {
        foreach (var rows in new[] { 10, 10, 10 })
        {
            await Write(rows);
            await Seal();
        }

        await Tamper(sql + ";");

        var first = (await Verify()).First;
        Assert.Equal((null, seal, why), (first?.Row, first?.Seal, first?.Why));
    }

    [Fact]
    public async Task Without_a_disabled_trigger_neither_rows_nor_seals_can_be_changed()
    {
        await Write(3);
        await Seal();
        await using var db = await database.Contexts.CreateDbContextAsync(None);

        foreach (var table in new[] { "Audit", "AuditSeals" })
        {
            foreach (var deed in new[]
            {
                $"DELETE FROM \"{table}\"", table == "Audit" ? "UPDATE \"Audit\" SET \"Action\"='x'" : "UPDATE \"AuditSeals\" SET \"LastRow\"=0",
            })
            {
                var refusal = await Record.ExceptionAsync(() => db.Database.ExecuteSqlRawAsync(deed, None));
                Assert.True(refusal is SqliteException or PostgresException, deed);
            }
        }
    }

    [Fact]
    public async Task A_row_of_a_transaction_that_ended_after_the_seal_comes_into_the_next()
    {
        await Write(10);
        await using var db = await database.Contexts.CreateDbContextAsync(None);
        await Tamper("UPDATE \"Audit\" SET \"Id\"=100 WHERE \"Id\"=10;");
        await Seal();
        const string columns = "\"AtUtc\", \"UserName\", \"DisplayName\", \"DepartmentCode\", \"Roles\", \"Action\", \"Subject\", "
            + "\"OperationId\", \"Address\", \"Session\"";
        await Tamper($"INSERT INTO \"Audit\" (\"Id\", {columns}) SELECT 50, {columns} FROM \"Audit\" WHERE \"Id\"=1;");

        Assert.Equal(1, await Seal());

        Assert.Equal(50, (await db.AuditSeals.AsNoTracking().SingleAsync(s => s.Number == 2, None)).Entries.Single().Row);
    }

    [Fact]
    public async Task Rows_older_than_their_signing_stand_under_the_first_seal_and_only_there()
    {
        await Write(10);
        await Tamper("UPDATE \"Audit\" SET \"Signature\"=NULL;");
        await Seal();
        Assert.Null((await Verify()).First);

        await Write(2);
        await Tamper("UPDATE \"Audit\" SET \"Signature\"=NULL WHERE \"Id\"=12;");
        await Seal();

        Assert.Equal(new AuditFault(12, 2, "foreign"), (await Verify()).First);
    }

    [Fact]
    public async Task A_new_key_signs_what_comes_and_the_old_one_stays_for_reading()
    {
        await Write(4);
        await Seal();
        await System.IO.File.WriteAllTextAsync(Path.Combine(database.KeysFolder, "audit-2.key"),
            Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()), None);
        keys = AuditKeys.Open(database.KeysFolder);
        await Write(4);
        await Seal();
        Assert.Null((await Verify()).First);

        System.IO.File.Delete(Path.Combine(database.KeysFolder, "audit-1.key"));
        keys = AuditKeys.Open(database.KeysFolder);
        Assert.Equal("key.missing", (await Verify()).First?.Why);
    }

    [Fact]
    public async Task Whoever_verifies_while_a_seal_is_written_down_waits_for_it()
    {
        await Write(5);
        await Seal();
        Task<AuditVerdict> verified;
        await using (new FileStream(File, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            verified = Verify();
            Assert.False(verified.IsCompleted);
        }

        Assert.Equal(new AuditVerdict(5, 0, 1, 1, null), await verified);
    }

    [Fact]
    public async Task Of_many_seals_each_is_written_down_once()
    {
        for (var seal = 1; seal <= 25; seal++)
        {
            await Write(1);
            await Seal();
        }

        Assert.Equal(Enumerable.Range(1, 25), (await Checkpoints.Read(File, None)).Select(p => p.Seal));
        Assert.Equal(new AuditVerdict(25, 0, 25, 25, null), await Verify());
    }

    [Fact]
    public async Task Two_instances_that_seal_at_once_leave_one_chain()
    {
        await Write(200);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Seal, None)));

        Assert.Equal(new AuditVerdict(200, 0, 1, 1, null), await Verify());
    }
}
