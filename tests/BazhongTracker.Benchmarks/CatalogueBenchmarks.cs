using BazhongTracker.Domain.Progress.Json;
using BenchmarkDotNet.Attributes;

namespace BazhongTracker.Benchmarks;

/// <summary>The whole catalogue on 20 quarter-ends, on one core.</summary>
[InProcess]
[MemoryDiagnoser]
public class CatalogueBenchmarks
{
    private DemoData data = null!;

    [GlobalSetup]
    public void Load() => data = DemoData.Load();

    [Benchmark]
    public int Judged()
    {
        var flags = 0;
        foreach (var day in data.QuarterEnds)
        {
            foreach (var target in data.Targets)
            {
                flags += data.Judge(target, day).Flags.Count;
            }
        }

        return flags;
    }

    [Benchmark]
    public int JudgedAndWritten()
    {
        var length = 0;
        foreach (var day in data.QuarterEnds)
        {
            foreach (var target in data.Targets)
            {
                length += Working.Write(data.Judge(target, day)).Length;
            }
        }

        return length;
    }
}
