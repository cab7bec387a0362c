using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Shared.Standings;
using BazhongTracker.Web.Shared.Verdicts;

namespace BazhongTracker.Integration.Tests;

/// <summary>How targets stand, without a database.</summary>
internal static class Stand
{
    public static readonly DateOnly Day = new(2025, 7, 31);

    public static Target Target(
        string code = "08-04", TargetKind kind = TargetKind.Reach, decimal? value = 350, string? unit = "万头", string? strength = null,
        DateOnly? due = null, Measure? measure = Measure.Flow, Comparator comparator = Comparator.AtLeast, string? stage = null, bool undated = false) => new()
    {
        Id = code.GetHashCode(StringComparison.Ordinal), Code = code, Name = code, Item = int.Parse(code[..2], System.Globalization.CultureInfo.InvariantCulture), Strength = strength, Quote = "出栏生猪350万头",
        Definition = new TargetVersion
        {
            Kind = kind, Value = value, Unit = unit, Due = undated ? null : due ?? new DateOnly(2025, 12, 31), Measure = measure,
            Comparator = comparator, RequiredStage = stage,
        },
    };

    public static Verdict Verdict(ProgressStatus status, string working = "{}", DateOnly? day = null) => new(1, day ?? Day, status, working, ProgressMethod.Version);

    public static Standing Of(
        Target target, ProgressStatus status, string working = "{}", string lead = "agriculture", ProgressStatus? before = null,
        IReadOnlyList<ReportedFigure>? accepted = null, IReadOnlyList<Quarter>? awaited = null) =>
        new(target, Verdict(status, working), lead, lead, accepted ?? [], awaited ?? [], null, before);

    public static ReportedFigure Figure(Target target, Quarter period, FigureNature nature, decimal? value, DateOnly published, string? stage = null) =>
        ReportedFigure.Imported(
            target, new FigureEntry(period, nature, value) { Stage = stage }, FigureOrigin.Demo, published, "演示", null,
            new DateTime(2025, 7, 31, 0, 0, 0, DateTimeKind.Utc), Guid.NewGuid().ToString());
}
