using System.Collections.Concurrent;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;

namespace BazhongTracker.Integration.Tests;

/// <summary>What one server of the tests writes into its log, behind its filters.</summary>
public sealed class HeardLog : ILogEventSink
{
    private static readonly ConcurrentDictionary<string, HeardLog> All = [];
    private readonly ConcurrentQueue<LogEvent> said = [];
    private readonly string id = Guid.NewGuid().ToString("N");

    public HeardLog() => All[id] = this;

    public string[] Settings =>
    [
        $"--Serilog:Using:0={typeof(HeardLog).Assembly.GetName().Name}", $"--Serilog:WriteTo:0:Name={nameof(HeardLogSink.Heard)}",
        $"--Serilog:WriteTo:0:Args:by={id}",
    ];

    public IReadOnlyList<LogEvent> Said => [.. said];

    public static HeardLog Of(string id) => All[id];

    public void Emit(LogEvent logEvent) => said.Enqueue(logEvent);
}

public static class HeardLogSink
{
    /// <summary>Called by name, from the settings.</summary>
    public static LoggerConfiguration Heard(this LoggerSinkConfiguration sinks, string by) => sinks.Sink(HeardLog.Of(by));
}
