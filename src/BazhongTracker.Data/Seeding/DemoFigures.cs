using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Data.Seeding;

/// <summary>Invents the figures of a target, quarter by quarter. The same target and quarter always give the same figure.</summary>
internal sealed class DemoFigures(IReadOnlyList<PublishedFigure> published, DemoBenchmarks benchmarks)
{
    /// <summary>The full-year figure that is left for a visitor to report: accepting it turns 数据不足 into 已完成.</summary>
    public static (string Code, Quarter Period) LeftToReport { get; } = ("08-02", Quarter.YearEnd(2025));

    private const decimal ShareOfGaps = 0.02m;
    private const decimal ShareOfRevised = 0.12m;
    private static readonly Quarter FirstOfFlows = new(2020, 1);

    private readonly ILookup<string, PublishedFigure> published = published.ToLookup(p => p.Code);

    /// <summary>Oldest first; a period that was published is left out, whatever else was published.</summary>
    public IEnumerable<DemoFigure> Of(Target target, Quarter last)
    {
        var course = DemoCourse.Of(target);
        if (target.IsParent || course.Fate == DemoFate.Silent || target.Kind is TargetKind.Qualitative or TargetKind.Composite)
        {
            yield break;
        }

        var taken = published[target.Code].Select(p => p.Entry.Period).Append(LeftToReport.Code == target.Code ? LeftToReport.Period : FirstOfFlows.Plus(-1)).ToHashSet();
        var stages = new DemoStages(target, course, published[target.Code]);
        var numbers = new DemoNumbers(target, course, published[target.Code], benchmarks);
        for (var quarter = First(target); quarter <= last; quarter = quarter.Plus(1))
        {
            if (!taken.Contains(quarter) && IsAsked(target, quarter))
            {
                foreach (var figure in target.NatureFor(quarter) == FigureNature.Stage ? Staged(target, stages, quarter) : Numbered(target, numbers, quarter))
                {
                    yield return figure;
                }
            }
        }
    }

    private static Quarter First(Target target) => target.Kind switch
    {
        TargetKind.Reach or TargetKind.Directional when target.Measure is null or Measure.Flow => FirstOfFlows,
        TargetKind.Reach or TargetKind.Directional => DemoCourse.Start(target),
        _ => DemoCourse.Start(target).Plus(1),
    };

    private static bool IsAsked(Target target, Quarter quarter) =>
        quarter.IsYearEnd || (target.Frequency == Frequency.Quarterly && DemoChance.Of(target.Code, quarter, "gap") >= ShareOfGaps);

    private static IEnumerable<DemoFigure> Staged(Target target, DemoStages stages, Quarter quarter) =>
        stages.At(quarter) is { } entry ? [new DemoFigure(target.Code, entry, DemoCalendar.Quarterly(target.Code, quarter))] : [];

    private static IEnumerable<DemoFigure> Numbered(Target target, DemoNumbers numbers, Quarter quarter)
    {
        if (numbers.At(quarter) is not { } value)
        {
            return [];
        }

        var (code, nature) = (target.Code, target.NatureFor(quarter));
        var entry = new FigureEntry(quarter, nature, value) { Unit = target.Unit };
        if (nature != FigureNature.Annual && target.Frequency != Frequency.Annual)
        {
            return [new DemoFigure(code, entry, DemoCalendar.Quarterly(code, quarter))];
        }

        if (nature != FigureNature.Annual || DemoChance.Of(code, "revised") >= ShareOfRevised)
        {
            return [new DemoFigure(code, entry, DemoCalendar.Final(code, quarter))];
        }

        var flash = Math.Round(value * (1 + 0.015m * DemoChance.Noise(code, quarter, "flash")), target.Kind == TargetKind.AnnualNew ? 0 : 2);
        return
        [
            new DemoFigure(code, Vintage(entry with { Value = flash }, PublishedVintages.Flash), DemoCalendar.Final(code, quarter)),
            new DemoFigure(code, Vintage(entry, PublishedVintages.Revised), DemoCalendar.Revised(code, quarter)),
        ];
    }

    private static FigureEntry Vintage(FigureEntry entry, string word) => entry with
    {
        Vintage = word,
        Revision = PublishedVintages.Revision(word),
        Preliminary = PublishedVintages.IsPreliminary(word),
    };
}
