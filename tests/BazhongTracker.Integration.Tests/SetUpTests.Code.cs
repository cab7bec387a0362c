using System.Net;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>The code from the server, without which the page of the set-up makes nobody.</summary>
public sealed partial class SetUpTests
{
    [Fact]
    public async Task After_five_wrong_codes_nothing_is_listened_to_until_the_next_minute()
    {
        for (var i = 0; i < 5; i++)
        {
            using var visitor = new SignedInVisitor(app);
            var wrong = await Typed(visitor, $"AAAA BBBB CCCC DDDD EEEE FFFF G{i + 2}");
            Assert.Equal(HttpStatusCode.OK, wrong.Status);
            Assert.Contains("初始化码不对", wrong.Page, StringComparison.Ordinal);
        }

        using var right = new SignedInVisitor(app);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Typed(right, Code)).Status);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, (await Typed(right, Code)).Status);
    }

    [Fact]
    public async Task An_unused_code_is_good_for_half_an_hour_and_a_restart_makes_another()
    {
        var first = Code;
        database.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, await Asked());
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, await Asked());
        Assert.False(File.Exists(CodeFile));

        await Restart();
        Assert.NotEqual(first, Code);
        using var visitor = new SignedInVisitor(app);
        Assert.Contains("初始化码不对", (await Typed(visitor, first)).Page, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Redirect, (await Typed(visitor, Code.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant())).Status);
    }

    [Fact]
    public async Task Without_the_code_nobody_is_made()
    {
        using var visitor = new SignedInVisitor(app);

        Assert.Contains("初始化码不对", (await Admin(visitor)).Page + (await Typed(visitor, "")).Page, StringComparison.Ordinal);
        Assert.Empty(await Holders());
    }
}
