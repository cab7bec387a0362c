using BazhongTracker.Web.Shared.Live;
using Microsoft.Extensions.Logging.Abstractions;
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
