using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Progress.Rules;

/// <summary>The expected value at any quarter (时序, method 2.4): linear, geometric, or an official breakdown with (due, T) appended.</summary>
internal sealed class ProgressPath
{
    private readonly List<(Quarter Period, decimal Value)> nodes;
    private readonly bool geometric;

    public ProgressPath(ProgressTarget target, Quarter start, decimal baseline)
    {
        var due = target.Due!.Value;
        var end = target.Value!.Value;
        geometric = target.Geometric && Math.Sign(baseline) * Math.Sign(end) > 0;
        nodes = [(start, baseline), .. target.Nodes.Where(n => n.Period > start && n.Period < due).OrderBy(n => n.Period), (due, end)];
    }

    public decimal At(Quarter period)
    {
        var to = nodes.FindIndex(1, n => n.Period >= period);
        if (to < 0)
        {
            return nodes[^1].Value;
        }

        var (from, until) = (nodes[to - 1], nodes[to]);
        var share = (period.Index - from.Period.Index) / (decimal)(until.Period.Index - from.Period.Index);
        return geometric
            ? from.Value * (decimal)Math.Pow((double)until.Value / (double)from.Value, (double)share)
            : from.Value + (until.Value - from.Value) * share;
    }
}
