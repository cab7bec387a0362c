using BazhongTracker.Domain.Reporting;
using BazhongTracker.Integration.Tests.Access;
using Xunit;

namespace BazhongTracker.Integration.Tests.Circuits;

/// <summary>Events whose arguments are of another type than their handlers take.</summary>
[Collection(nameof(Alone))]
public sealed class WrongTypeTests
{
    [Fact]
    public async Task However_many_there_are_the_log_has_one_line_of_them()
    {
        var before = Console.Error;
        using var error = new StringWriter();
        using var said = TextWriter.Synchronized(error);
        Console.SetError(said);
        try
        {
            // Begun here, so that its log is heard.
            await using var server = new PeopledServer();
            await server.InitializeAsync();
            for (var n = 0; n < 3; n++)
            {
                await using var page = await ForgedCircuit.Open(server.App, server[RoleNames.Admin], "/new-person");
                await page.Shows("form", "onsubmit");
                await page.Event(page.HandlersOf(null, "onchange")[^3], "submit");
            }
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().Split('\n'), line => line.Contains("of a wrong type", StringComparison.Ordinal));
    }
}
