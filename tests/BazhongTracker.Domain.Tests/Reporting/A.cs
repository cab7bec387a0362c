using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Domain.Tests.Reporting;

/// <summary>The known cast of the tests.</summary>
internal static class A
{
    public const string Agriculture = "agriculture";
    public static readonly DateOnly Today = new(2026, 11, 24);
    public static readonly DateTime Now = new(2026, 11, 24, 2, 0, 0, DateTimeKind.Utc);
    public static readonly Quarter Open = new(2026, 3);

    public static Actor Clerk(string name = "clerk", string department = Agriculture) => new(name, name, department, [RoleNames.Clerk]);

    public static Actor Reviewer(string name = "reviewer") => new(name, name, "statistics", [RoleNames.Reviewer]);

    public static Target Target(
        TargetKind kind = TargetKind.Reach, Measure measure = Measure.Flow, Frequency frequency = Frequency.Quarterly, string unit = "万头") => new()
    {
        Id = 1, Code = "08-04", Name = "生猪出栏", Quote = "出栏生猪350万头",
        Definition = new TargetVersion
        {
            Kind = kind, Measure = measure, Frequency = frequency, Unit = unit, Comparator = Comparator.AtLeast, Value = 350,
        },
    };

    public static ReportedFigure Report(
        Target? target = null, FigureEntry? entry = null, Actor? actor = null, bool reopened = false, IReadOnlyCollection<ReportedFigure>? earlier = null)
    {
        target ??= Target();
        entry ??= new FigureEntry(Open, target.NatureFor(Open), 268.4m);
        return target.Report(entry, actor ?? Clerk(), Agriculture, reopened, earlier ?? [], Today, Now, Guid.NewGuid().ToString());
    }
}
