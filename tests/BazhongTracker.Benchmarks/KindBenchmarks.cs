using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BenchmarkDotNet.Attributes;

namespace BazhongTracker.Benchmarks;

/// <summary>One assessment as of 30 September 2024, of each kind the target about which most was reported.</summary>
[InProcess]
[MemoryDiagnoser]
public class KindBenchmarks
{
    private static readonly DateOnly Day = new(2024, 9, 30);
    private DemoData data = null!;
    private Target target = null!;

    [Params("reach", "hold", "beat", "avg_growth", "annual_new", "cum_new", "milestone", "project", "project_list", "composite", "directional", "qualitative")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        data = DemoData.Load();
        target = data.Richest(Domain.WireNames.Find<TargetKind>(Kind == "project" ? "project_list" : Kind)!.Value, Kind is "project_list" or "composite");
    }

    [Benchmark]
    public ProgressResult Assess() => data.Judge(target, Day);
}
