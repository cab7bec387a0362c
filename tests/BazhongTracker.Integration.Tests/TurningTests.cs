using BazhongTracker.Web.Features.Screen;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class TurningTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly Turning turning;

    public TurningTests()
    {
        turning = new Turning(clock);
        turning.Fit(15);
    }

    [Fact]
    public void A_page_stands_for_thirty_seconds_and_the_first_comes_after_the_last()
    {
        Assert.Equal(3, turning.Pages);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(turning.Tick());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(turning.Tick());
        Assert.Equal(1, turning.Page);
        clock.Advance(Turning.Every);
        Assert.True(turning.Tick());
        clock.Advance(Turning.Every);
        Assert.True(turning.Tick());
        Assert.Equal(0, turning.Page);
    }

    [Fact]
    public void A_page_the_pointer_is_over_stays_and_has_its_whole_time_afterwards()
    {
        turning.Hold();
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(turning.Tick());
        turning.Release();
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(turning.Tick());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(turning.Tick());
    }

    [Fact]
    public void Fewer_dangers_never_leave_an_empty_page()
    {
        clock.Advance(Turning.Every);
        turning.Tick();
        clock.Advance(Turning.Every);
        turning.Tick();
        turning.Fit(3);
        Assert.Equal((0, 1), (turning.Page, turning.Pages));
        clock.Advance(Turning.Every);
        Assert.False(turning.Tick());
    }
}
