using BenchmarkDotNet.Running;
using BazhongTracker.Benchmarks;

BenchmarkSwitcher.FromTypes([typeof(CatalogueBenchmarks), typeof(KindBenchmarks)]).Run(args.Length > 0 ? args : ["--filter", "*"]);
