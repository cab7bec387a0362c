using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace BazhongTracker.Browser.Tests;

/// <summary>The program as a newcomer starts it (Development, embedded database, demonstration data) in a folder of its own, and a browser.</summary>
public sealed partial class RunningTracker : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>What never comes fails the test late; what comes is waited for no longer than it takes, also on a busy machine.</summary>
    public const int Patience = 120_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tracker-browser-");
    private readonly List<string> said = [];
    private readonly ConcurrentDictionary<string, string> made = [];
    private readonly SemaphoreSlim making = new(1);
    private TaskCompletionSource<string> listening = null!;
    private Process program = null!;
    private IPlaywright playwright = null!;

    public string Address { get; private set; } = "";

    /// <summary>Beside the usual ones, named as in the environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Start("http://127.0.0.1:0");
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TRACKER_TEST_CHROMIUM") ?? "/usr/bin/chromium-headless-shell",
            Args = Flags,
        });
    }

    /// <summary>After <see cref="Stop"/>: the same address and data, but it knows no page that was open.</summary>
    public Task StartAgain()
    {
        program.Dispose();
        return Start(Address);
    }

    private async Task Start(string address)
    {
        listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("dotnet", [Repository.Program, "--urls", address])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // Many tests sign the same people in beside each other.
        start.Environment["Session__MostPerPerson"] = "500";
        start.Environment["Serilog__MinimumLevel__Override__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        program = Process.Start(start)!;
        program.OutputDataReceived += (_, line) => Hear(line.Data);
        program.ErrorDataReceived += (_, line) => Hear(line.Data);
        program.Exited += (_, _) => listening.TrySetException(new InvalidOperationException(string.Join('\n', said)));
        program.EnableRaisingEvents = true;
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(TimeSpan.FromMinutes(5));
    }

    /// <summary>A page of a new visitor, in Chinese; any error the page reports fails the test that asks <see cref="Visitor.Errors"/>.</summary>
    public async Task<Visitor> Visit(int width = 1440, int height = 900)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Address, Locale = "zh-CN", ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(this, await context.NewPageAsync());
    }

    /// <summary>What an empty installation writes at its start, for /setup.</summary>
    public string SetUpCode
    {
        get
        {
            lock (said)
            {
                return said.Select(line => CodeSaid().Match(line)).Last(m => m.Success).Groups["code"].Value;
            }
        }
    }

    /// <summary>The password that was made for a demonstration account at the first start.</summary>
    public string PasswordOf(string userName) => made.TryGetValue(userName, out var password) ? password :
        File.ReadLines(Path.Combine(folder.FullName, "var", "demo-people.txt")).Select(line => line.Split('\t')).Single(parts => parts[0] == userName)[1];

    /// <summary>Once; of each name there is one account, whichever test asks first.</summary>
    public async Task MakeAdministrator(string userName, string role)
    {
        await making.WaitAsync();
        try
        {
            if (!made.ContainsKey(userName))
            {
                var answer = role == "admin" ? await Command("create-admin", userName) : await Command("create-person", userName, "--department", "statistics", "--role", "reader");
                if (role != "admin")
                {
                    await Command("set-roles", userName, "--role", role);
                }

                made[userName] = JsonDocument.Parse(answer).RootElement.GetProperty("password").GetString()!;
            }
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>The program with a verb, on the same database.</summary>
    public async Task<string> Command(params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Program, .. verb]) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        using var command = Process.Start(start)!;
        var answer = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? answer : throw new InvalidOperationException($"{verb[0]} ended with {command.ExitCode}.");
    }

    /// <summary>As when the power fails.</summary>
    public async Task Stop()
    {
        program.Kill(entireProcessTree: true);
        await program.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        await Stop();
        program.Dispose();
        making.Dispose();
        folder.Delete(recursive: true);
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (said)
        {
            said.Add(line);
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(match.Groups["address"].Value);
        }
    }

    [GeneratedRegex("Open /setup .*with this code: (?<code>[A-Z2-7 ]+)")]
    private static partial Regex CodeSaid();

    [GeneratedRegex("Now listening on: (?<address>http://[^ ]+)")]
    private static partial Regex Listening();
}
