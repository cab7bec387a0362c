using BazhongTracker.Web.Shared.Availability;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BazhongTracker.Integration.Tests.Availability;

public class LastGoodTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Morning);
    private readonly DatabaseState state;
    private readonly LastGoodStore store = new();

    public LastGoodTests() => state = new DatabaseState(clock, NullLogger<DatabaseState>.Instance) { IsWatched = true };

    private LastGood Reader => new(store, state, clock);

    private static Task<string> Away() => throw new DatabaseAway();

    [Fact]
    public async Task Another_reader_is_given_the_last_good_answer_with_its_time()
    {
        await Reader.Answer(("ledger", "all"), () => Task.FromResult("146 targets"));
        clock.Advance(TimeSpan.FromMinutes(20));
        var reader = Reader;

        Assert.Equal("146 targets", await reader.Answer(("ledger", "all"), Away));
        Assert.Equal(Morning, reader.From);

        Assert.Equal("147 targets", await reader.Answer(("ledger", "all"), () => Task.FromResult("147 targets")));
        Assert.Null(reader.From);
    }

    [Fact]
    public async Task A_question_nobody_asked_before_and_a_failure_of_another_kind_stay_failures()
    {
        await Reader.Answer("a", () => Task.FromResult("known"));

        await Assert.ThrowsAsync<DatabaseAway>(() => Reader.Answer("b", Away));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Reader.Answer<string>("a", () => throw new InvalidOperationException()));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for_when_the_database_turns_out_to_be_away()
    {
        await Reader.Answer("a", () => Task.FromResult("known"));
        var asked = Reader.Answer("a", () => new TaskCompletionSource<string>().Task);

        state.Silent("no answer");

        Assert.Equal("known", await asked.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_was_asked_last_is_kept_and_no_more_than_that()
    {
        for (var i = 0; i < 1000; i++)
        {
            store.Put(i, "answer", Morning);
            store.Put("asked again and again", "answer", Morning);
        }

        Assert.Equal(47, Enumerable.Range(0, 1000).Count(i => store.Find(i) is not null));
        Assert.NotNull(store.Find(999));
        Assert.NotNull(store.Find("asked again and again"));
    }
}
