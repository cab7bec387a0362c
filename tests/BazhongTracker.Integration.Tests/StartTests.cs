using System.Net;
using System.Net.Sockets;
using BazhongTracker.Web.Startup;
using Microsoft.Data.Sqlite;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>Whatever is in the way of a start, it is said in one sentence that says what to do.</summary>
[Collection(nameof(Alone))]
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tracker-start-");

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<string> Refused(params string[] settings)
    {
        var before = Console.Error;
        using var error = new StringWriter();
        using var said = TextWriter.Synchronized(error);
        Console.SetError(said);
        try
        {
            Assert.Equal(1, await Server.Run(
            [
                "--environment", "Production", "--Serilog:MinimumLevel:Default=Warning", "--Database:Provider=Sqlite",
                $"--ConnectionStrings:Tracker=Data Source={folder.FullName}/tracker.db;Pooling=False",
                $"--DataProtection:KeysFolder={folder.FullName}/keys", .. settings,
            ]));
        }
        finally
        {
            Console.SetError(before);
        }

        var text = error.ToString();
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        return text.TrimEnd().Split(Environment.NewLine)[^1];
    }

    [Fact]
    public async Task A_port_in_use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        Assert.Contains("with --urls", await Refused("--urls", $"http://{taken.LocalEndpoint}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached() => Assert.Contains(
        "ConnectionStrings:Tracker", await Refused("--Database:Provider=Postgres",
            "--ConnectionStrings:Tracker=Host=127.0.0.1;Port=1;Database=x;Username=x"), StringComparison.Ordinal);

    [Fact]
    public async Task A_database_file_whose_folder_is_not_there() => Assert.Contains(
        "/nowhere/at/all", await Refused("--ConnectionStrings:Tracker=Data Source=/nowhere/at/all/tracker.db"), StringComparison.Ordinal);

    [Theory]
    [InlineData("--Database:Provider=Oracle", "Database:Provider")]
    [InlineData("--Recompute:MaxAgeHours=0", "MaxAgeHours")]
    [InlineData("--Access:Duties=Five", "Access:Duties")]
    [InlineData("--PathBase=tracker", "PathBase")]
    [InlineData("--PathBase=//evil.example", "PathBase")]
    [InlineData("--PathBase=/a/../b", "PathBase")]
    [InlineData("--PathBase=/a?b", "PathBase")]
    public async Task A_setting_that_cannot_be_used(string setting, string named) =>
        Assert.Contains(named, await Refused(setting), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_of_the_keys_that_is_none()
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "");

        Assert.Contains(file, await Refused($"--DataProtection:KeysFolder={file}/keys"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_else_may_be_in_the_way()
    {
        Assert.Contains("with seeds, must be whole", StartRefusal.Sentence(new TypeInitializationException(
            "x", new DirectoryNotFoundException("Could not find a part of the path '/p/seeds/decision'."))), StringComparison.Ordinal);
        Assert.Contains("Make room", StartRefusal.Sentence(new SqliteException("database or disk is full", 13)), StringComparison.Ordinal);
        // A full disk on which not even the index of the log fits.
        Assert.Contains("Make room", StartRefusal.Sentence(new SqliteException("disk I/O error", 10)), StringComparison.Ordinal);
        Assert.Contains(
            "Make room", StartRefusal.Sentence(new IOException("No space left on device : '/keys/x'", 28)), StringComparison.Ordinal);
        Assert.Equal(
            "outer two lines", StartRefusal.Sentence(new InvalidOperationException("outer", new InvalidOperationException("two\nlines"))));
    }
}
