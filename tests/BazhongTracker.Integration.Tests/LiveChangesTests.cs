using BazhongTracker.Web.Shared.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public class LiveChangesTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Who_saves_does_not_wait_for_open_pages_and_a_page_that_fails_keeps_no_other_from_hearing()
    {
        var changes = new LiveChanges(NullLogger<LiveChanges>.Instance);
        using var release = new ManualResetEventSlim();
        var heard = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var slow = changes.Listen(_ => release.Wait(Soon));
        using var broken = changes.Listen(_ => throw new InvalidOperationException("closed"));
        using var other = changes.Listen(change => heard.TrySetResult(change.TargetCode));

        changes.Say(new TrackerChange("08-02"));
        Assert.False(heard.Task.IsCompleted);
        release.Set();

        Assert.Equal("08-02", await heard.Task.WaitAsync(Soon, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_committed_while_a_page_was_being_made_is_told_to_it_once_and_what_is_older_is_not()
    {
        var clock = new FakeTimeProvider();
        var changes = new LiveChanges(NullLogger<LiveChanges>.Instance, clock);
        var heard = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        changes.Say(new TrackerChange("08-02"));
        clock.Advance(TimeSpan.FromSeconds(3));
        using var made = changes.Listen(change => heard.SetResult(change.TargetCode), TimeSpan.FromSeconds(5));
        Assert.Null(await heard.Task.WaitAsync(Soon, TestContext.Current.CancellationToken));

        clock.Advance(TimeSpan.FromSeconds(3));
        var late = new List<TrackerChange>();
        using var later = changes.Listen(late.Add, TimeSpan.FromSeconds(5));
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changes.Listen(_ => last.TrySetResult(), TimeSpan.FromSeconds(60));
        await last.Task.WaitAsync(Soon, TestContext.Current.CancellationToken);
        Assert.Empty(late);
    }

    [Fact]
    public async Task Of_two_questions_under_way_the_one_asked_last_counts_whichever_is_answered_last()
    {
        var asking = new LastAsked();
        var (older, newer) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        var (first, second) = (asking.Answer(older.Task), asking.Answer(newer.Task));

        newer.SetResult("2023-06-30");
        older.SetResult("2022-12-31");

        Assert.Equal("2023-06-30", await second);
        Assert.Null(await first);
        Assert.Equal("2024-12-31", await asking.Answer(Task.FromResult("2024-12-31")));
    }

    [Fact]
    public async Task Who_stops_listening_hears_no_more()
    {
        var changes = new LiveChanges(NullLogger<LiveChanges>.Instance);
        var heard = 0;
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changes.Listen(_ => heard++).Dispose();
        using var other = changes.Listen(_ => last.TrySetResult());

        changes.Say(new TrackerChange(null));
        await last.Task.WaitAsync(Soon, TestContext.Current.CancellationToken);

        Assert.Equal(0, heard);
    }
}
