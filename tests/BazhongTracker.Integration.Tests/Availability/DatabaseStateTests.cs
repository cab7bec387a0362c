using BazhongTracker.Domain;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace BazhongTracker.Integration.Tests.Availability;

public class DatabaseStateTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Morning);
    private readonly DatabaseState state;

    public DatabaseStateTests() => state = new DatabaseState(clock, NullLogger<DatabaseState>.Instance) { IsWatched = true };

    private static PostgresException Refused(string code) => new("refused", "FATAL", "FATAL", code);

    private void Fail(int times, TimeSpan apart)
    {
        for (var i = 0; i < times; i++)
        {
            state.Hear(new NpgsqlException("cut", new IOException()));
            clock.Advance(apart);
        }
    }

    [Fact]
    public void Five_failures_within_ten_seconds_make_it_away_and_whoever_asks_is_refused_at_once()
    {
        Fail(4, TimeSpan.FromSeconds(2));
        Assert.False(state.Refuses);

        Fail(1, TimeSpan.Zero);

        Assert.Equal((DatabaseCondition.Away, true, Morning.AddSeconds(8)), (state.Now, state.Refuses, state.Since));
        Assert.Equal(DatabaseAway.Code, Assert.Throws<RuleViolation>(new DatabaseGate(state).DemandWritable).Code);
    }

    [Fact]
    public void Five_failures_in_more_than_ten_seconds_do_not()
    {
        Fail(20, TimeSpan.FromSeconds(3));

        Assert.Equal(DatabaseCondition.Well, state.Now);
    }

    [Fact]
    public void One_silence_of_the_probe_is_enough_and_one_answer_ends_it()
    {
        var heard = new List<DatabaseCondition>();
        using var changed = new SemaphoreSlim(0);
        using var listening = state.Listen(() =>
        {
            heard.Add(state.Now);
            changed.Release();
        });
        state.Silent("no answer");
        Assert.True(changed.Wait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken) && state.Refuses);
        clock.Advance(TimeSpan.FromSeconds(90));

        state.Answered(readOnly: false);

        Assert.True(changed.Wait(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal([DatabaseCondition.Away, DatabaseCondition.Well], heard);
        Assert.Equal((false, Morning.AddSeconds(90)), (state.Refuses, state.LastGood));
        // What failed before counts no more.
        Fail(4, TimeSpan.Zero);
        Assert.Equal(DatabaseCondition.Well, state.Now);
    }

    [Fact]
    public void While_nobody_asks_the_database_again_and_again_nobody_is_refused()
    {
        state.IsWatched = false;

        Fail(9, TimeSpan.Zero);

        Assert.False(state.Refuses);
        new DatabaseGate(state).DemandWritable();
    }

    [Fact]
    public void A_refused_write_makes_it_read_only_and_no_deed_is_begun()
    {
        state.Hear(Refused(PostgresErrorCodes.ReadOnlySqlTransaction));

        Assert.Equal((DatabaseCondition.ReadOnly, false), (state.Now, state.Refuses));
        Assert.Equal(DatabaseFaults.ReadOnlyCode, Assert.Throws<RuleViolation>(new DatabaseGate(state).DemandWritable).Code);
    }

    [Fact]
    public void A_full_disk_is_a_state_of_its_own_and_no_deed_is_begun()
    {
        state.Hear(new Microsoft.EntityFrameworkCore.DbUpdateException("not saved", new SqliteException("database or disk is full", 13)));

        Assert.Equal((DatabaseCondition.Full, false), (state.Now, state.Refuses));
        Assert.Equal(DatabaseFaults.FullCode, Assert.Throws<RuleViolation>(new DatabaseGate(state).DemandWritable).Code);
        state.Answered(readOnly: false, full: true);
        Assert.Equal(DatabaseCondition.Full, state.Now);
        state.Answered(readOnly: false);
        new DatabaseGate(state).DemandWritable();
    }

    [Fact]
    public async Task Whoever_waits_for_an_answer_is_let_go_when_the_database_turns_out_to_be_away()
    {
        var never = new TaskCompletionSource<int>();
        var waiting = state.OrAway(never.Task);

        state.Silent("no answer");

        await Assert.ThrowsAsync<DatabaseAway>(() => waiting.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        state.Answered(readOnly: false);
        Assert.Equal(7, await state.OrAway(Task.FromResult(7)));
    }

    [Fact]
    public void Faults_of_the_database_are_told_from_faults_of_what_was_asked()
    {
        Exception[] away =
        [
            new DatabaseAway(), Refused("57P01"), Refused("57P02"), Refused("57P03"), Refused("53300"), Refused("08006"), new NpgsqlException("cut", new IOException()), new NpgsqlException("late", new TimeoutException()),
            new SqliteException("unable to open", 14), new SqliteException("I/O", 10), new SqliteException("locked", 5),
            new InvalidOperationException("transient", new NpgsqlException("cut", new IOException())), new Microsoft.EntityFrameworkCore.DbUpdateException("not saved", Refused("57P01")),
        ];
        Exception[] other =
        [
            new RuleViolation("report.future"), new InvalidOperationException(), new TimeoutException(), new IOException(), Refused("23505"), Refused("57014"), Refused("55P03"), Refused("42501"), new SqliteException("constraint", 19),
        ];

        Assert.All(away, problem => Assert.True(DatabaseFaults.IsAway(problem), problem.ToString()));
        Assert.All(other, problem => Assert.False(DatabaseFaults.IsOfDatabase(problem), problem.ToString()));
        Assert.True(DatabaseFaults.IsReadOnly(Refused("25006")) && DatabaseFaults.IsReadOnly(new SqliteException("read-only", 8)));
    }
}
