using System.Net;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Access.Passwords;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Keys of programs that are guessed count like passwords that are.</summary>
public sealed class GuessedKeyTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task After_ten_wrong_keys_in_a_minute_no_more_are_looked_at_and_many_raise_the_alarm()
    {
        await using var app = await RunningServer.Start(database, "Production", "--SignIn:AlarmAbove=5");
        string right;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            right = await scope.ServiceProvider.GetRequiredService<ApiKeys>()
                .Create("right", [RoleNames.Reader], "", null, Actor.System, None);
        }

        using var http = RunningServer.ClientOf(app);
        async Task<HttpStatusCode> Asked(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/targets") { Headers = { { ApiKeyAccess.Header, key } } };
            using var answer = await http.SendAsync(request, None);
            return answer.StatusCode;
        }

        for (var n = 0; n < 10; n++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Asked($"right.{n}"));
        }

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (await Asked("right.11"), await Asked(right)));
        await using (var db = await database.Contexts.CreateDbContextAsync(None))
        {
            Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == SignInAlarm.Action, None));
        }

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await Asked(right));
        await app.StopAsync(None);
    }
}
