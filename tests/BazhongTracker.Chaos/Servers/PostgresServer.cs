using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace BazhongTracker.Chaos.Servers;

/// <summary>
/// A PostgreSQL of its own in a temporary folder, durable as in production (fsync, synchronous_commit and full_page_writes on), to be killed
/// and frozen. Its walwriter stands still: what a commit itself does not flush is lost with the server, on a slow machine too.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly string folder = Directory.CreateTempSubdirectory("chaos-pg-").FullName;
    private readonly string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private PostgresServer()
    {
    }

    public int Port { get; } = RandomNumberGenerator.GetInt32(20000, 32000);

    private string Data => Path.Combine(folder, "data");

    private static string Bin => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(d => Path.Combine(d, "bin")).First()
        : throw new InvalidOperationException("PostgreSQL is not installed (Debian package postgresql).");

    public static async Task<PostgresServer> Start()
    {
        var server = new PostgresServer();
        var secret = Path.Combine(server.folder, "password");
        await File.WriteAllTextAsync(secret, server.password);
        if (Environment.UserName == "root")
        {
            await Run("chown", ["-R", "postgres", server.folder]);
        }

        // Also when the harness itself is told to end: nothing of it stays behind.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Abandon();
        await server.AsPostgres("initdb", "-D", server.Data, "-U", "tracker", "-A", "scram-sha-256", $"--pwfile={secret}", "-E", "UTF8", "--locale=C.UTF-8");
        await server.StartAgain();
        return server;
    }

    /// <param name="port">Of a proxy, or null for the server itself.</param>
    public string Connection(string database, int? port = null) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = port ?? Port, Username = "tracker", Password = password, Database = database, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable,
        Timeout = 5, MaxPoolSize = 40,
    }.ConnectionString;

    /// <summary>kill -9 of every process of the server; none is left when this returns.</summary>
    public async Task Kill()
    {
        var main = MainProcess();
        // Stopped first, so that it has no child that was not counted.
        Signals.Send(main, Signals.Stop);
        var family = Signals.Family(main);
        foreach (var process in family)
        {
            Signals.Send(process, Signals.Kill);
        }

        using var patience = new CancellationTokenSource(Patience);
        while (family.Any(Signals.Lives))
        {
            await Task.Delay(10, patience.Token);
        }
    }

    public void Freeze() => All(Signals.Stop);

    public void Thaw() => All(Signals.Continue);

    /// <returns>How long it took until it answered again.</returns>
    public async Task<TimeSpan> StartAgain()
    {
        var watch = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AsPostgres("pg_ctl", "-D", Data, "-w", "-t", "90", "-l", Path.Combine(folder, "log"), "-o",
                    FormattableString.Invariant($"-p {Port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=100 ")
                    + "-c fsync=on -c synchronous_commit=on -c full_page_writes=on", "start");
                var took = watch.Elapsed;
                await StopWalWriter();
                return took;
            }
            catch (InvalidOperationException failed)
            {
                if (attempt == 10)
                {
                    throw new InvalidOperationException($"{failed.Message} {string.Join(" | ", File.ReadLines(Path.Combine(folder, "log")).TakeLast(8))}");
                }

                await Task.Delay(500);
            }
        }
    }

    public async Task Query(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(Connection(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>The first value of the first row.</returns>
    public async Task<T> Ask<T>(string sql, string database)
    {
        await using var connection = new NpgsqlConnection(Connection(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Whether new transactions can write; those who are connected hear of it.</summary>
    public async Task Write(bool allowed)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false;Options=-c default_transaction_read_only=off");
        await connection.OpenAsync();
        await using var set = new NpgsqlCommand($"ALTER SYSTEM SET default_transaction_read_only = {(allowed ? "off" : "on")}", connection);
        await set.ExecuteNonQueryAsync();
        set.CommandText = "SELECT pg_reload_conf()";
        await set.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await Kill();
        }

        Directory.Delete(folder, recursive: true);
    }

    private bool IsRunning => File.Exists(Path.Combine(Data, "postmaster.pid"));

    private void Abandon()
    {
        if (IsRunning)
        {
            All(Signals.Kill);
        }
    }

    // A server that answers has forked it, but it may not have its name yet.
    private async Task StopWalWriter()
    {
        using var patience = new CancellationTokenSource(Patience);
        int walWriter;
        while ((walWriter = Signals.Family(MainProcess()).FirstOrDefault(p => Signals.Title(p).Contains("walwriter", StringComparison.Ordinal))) == 0)
        {
            await Task.Delay(10, patience.Token);
        }

        Signals.Send(walWriter, Signals.Stop);
    }

    private int MainProcess() => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private void All(int signal)
    {
        foreach (var process in Signals.Family(MainProcess()))
        {
            Signals.Send(process, signal);
        }
    }

    // It refuses to run as root, so root lends it to the postgres user.
    private Task AsPostgres(string program, params string[] arguments) => Environment.UserName == "root"
        ? Run("runuser", ["-u", "postgres", "--", Path.Combine(Bin, program), .. arguments])
        : Run(Path.Combine(Bin, program), arguments);

    private static async Task Run(string program, string[] arguments)
    {
        // Without pipes: the server inherits what its starter has, and a pipe would only end with it.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} {arguments.FirstOrDefault(a => a.Contains('/', StringComparison.Ordinal))} ended with {process.ExitCode}.");
        }
    }
}
