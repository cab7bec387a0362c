using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>What a figure under review has to do with the verdict.</summary>
public class FigureBearingTests
{
    private static readonly DateOnly PlanEnd = new(2025, 12, 31);
    private static readonly DateOnly Today = new(2026, 11, 24);
    private static readonly DateTime Now = new(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);

    private static Target Output(TargetKind kind = TargetKind.Reach, DateOnly? due = null) => new()
    {
        Code = "11-14", Name = "产值", Quote = "产值",
        Definition = new TargetVersion
        {
            Kind = kind, Measure = Measure.Flow, Comparator = Comparator.Above, Value = 100, Unit = "亿元",
            Start = new DateOnly(2020, 12, 31), Due = due ?? PlanEnd,
        },
    };

    private static ReportedFigure Figure(string period, decimal value) => ReportedFigure.Imported(
        new Target { Code = "1", Name = "n", Quote = "q" }, new FigureEntry(Quarter.Parse(period), Quarter.Parse(period).IsYearEnd ? FigureNature.Annual : FigureNature.Ytd, value), FigureOrigin.Demo, null, null, null, Now, $"{period}{value}");

    private static FigureBearing Of(Target target, string period, decimal value, params (string Period, decimal Value)[] before)
    {
        var figure = Figure(period, value);
        List<ReportedFigure> accepted = [.. before.Select(b => Figure(b.Period, b.Value)), figure];
        return FigureBearing.Of(target, figure, accepted, target.Assess(accepted, Today), Today);
    }

    [Fact]
    public void After_the_due_date_a_figure_is_only_recorded_and_the_due_figure_decides()
    {
        var bearing = Of(Output(), "2026Q3", 70.89m, ("2020Q4", 44), ("2025Q3", 67.84m), ("2025Q4", 94.42m));

        Assert.Equal((FigureWeight.DueDecided, Quarter.YearEnd(2025), true), (bearing.Weight, bearing.Decides, bearing.IsOnlyRecord));
        Assert.Equal(97.47m, bearing.Rolling!.Value);
    }

    [Fact]
    public void The_first_figure_after_the_due_date_that_reaches_the_target_turns_it_late_and_the_next_is_only_recorded()
    {
        (string, decimal)[] before = [("2020Q4", 44), ("2025Q2", 45), ("2025Q3", 67.84m), ("2025Q4", 94.42m)];

        Assert.Equal(FigureWeight.TurnsLate, Of(Output(), "2026Q3", 75, before).Weight);
        Assert.Equal(FigureWeight.LateAlready, Of(Output(), "2026Q3", 75, [.. before, ("2026Q2", 52)]).Weight);
    }

    [Fact]
    public void Without_the_due_figure_it_is_awaited()
    {
        var bearing = Of(Output(), "2026Q3", 70, ("2020Q4", 44), ("2024Q4", 90));

        Assert.Equal((FigureWeight.DueAwaited, Quarter.YearEnd(2025)), (bearing.Weight, bearing.Decides));
        Assert.Null(bearing.Rolling);
    }

    [Fact]
    public void A_line_to_be_kept_is_decided_by_the_years_up_to_the_due_date() =>
        Assert.Equal(FigureWeight.YearsDecide, Of(Output(TargetKind.Hold), "2026Q3", 70, ("2024Q4", 120), ("2025Q4", 94)).Weight);

    [Fact]
    public void Before_the_due_date_four_quarters_count_and_at_the_end_of_a_year_the_year_itself()
    {
        var running = Output(due: new DateOnly(2029, 12, 31));

        var bearing = Of(running, "2026Q3", 70.89m, ("2020Q4", 44), ("2025Q3", 67.84m), ("2025Q4", 94.42m));

        Assert.Equal((FigureWeight.Counts, false, 97.47m), (bearing.Weight, bearing.IsOnlyRecord, bearing.Rolling!.Value));
        Assert.Null(Of(running, "2025Q4", 94.42m, ("2020Q4", 44)).Rolling);
    }
}
