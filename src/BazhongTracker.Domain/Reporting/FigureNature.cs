namespace BazhongTracker.Domain.Reporting;

/// <summary>What a reported number is: 累计, 当季, 全年, 时点, 率, 水平, 增速, 计划期累计, 阶段.</summary>
public enum FigureNature
{
    Ytd,
    Qtr,
    Annual,
    Point,
    Rate,
    Level,
    Growth,
    Cum,
    Stage,
}
