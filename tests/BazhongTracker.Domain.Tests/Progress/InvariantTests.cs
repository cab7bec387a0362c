using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using CsCheck;
using Xunit;

namespace BazhongTracker.Domain.Tests.Progress;

/// <summary>The invariants of the method (section 5), on random cases.</summary>
public class InvariantTests
{
    private static readonly Gen<Case> Levels = Gen.OneOf(Cases.Level(TargetKind.Reach), Cases.Level(TargetKind.Hold));

    private static bool Same(ProgressResult a, ProgressResult b) =>
        a.Status == b.Status && Near(a.C, b.C) && Near(a.E, b.E) && Near(a.R, b.R) && Near(a.Af, b.Af) && a.AfInfinite == b.AfInfinite;

    private static bool Near(decimal? a, decimal? b) =>
        a is null || b is null ? a == b : Math.Abs(a.Value - b.Value) <= 0.00000001m * Math.Max(1, Math.Abs(a.Value));

    private static bool NotBetter(int? later, int? earlier) => later is null || earlier is null || later <= earlier;

    private static string Written(ProgressResult result) => Domain.Progress.Json.AssessResult.Write(result).ToJsonString();

    [Fact]
    public void I1_order_and_duplicates_of_figures_do_not_matter() =>
        Gen.Select(Cases.Any, Gen.Int[0, 1000]).Hold((c, seed) =>
            Written((c with { Figures = [.. c.Figures.Concat(c.Figures).OrderBy(f => HashCode.Combine(f.Period, f.Value, seed))] }).Result) == Written(c.Result));

    [Fact]
    public void I2_a_change_of_unit_changes_nothing() =>
        Gen.Select(Gen.OneOf(Levels, Cases.Flow), Gen.Int[1, 1000]).Hold((c, n) =>
        {
            var by = n / 8m;
            return Same(c.Result, (c.With(f => f with { Value = f.Value * by }) with
            {
                Target = c.Target with { Value = c.Target.Value * by, Baseline = c.Target.Baseline * by },
            }).Result);
        });

    [Fact]
    public void I3_and_I22_a_level_and_its_mirror_image_are_judged_alike() =>
        Levels.Hold(c => Same(c.Result, (c.With(f => f with { Value = -f.Value }) with
        {
            Target = c.Target with
            {
                Value = -c.Target.Value,
                Baseline = -c.Target.Baseline,
                Op = c.Target.Op switch
                {
                    Comparator.AtLeast => Comparator.AtMost,
                    Comparator.Above => Comparator.Below,
                    Comparator.AtMost => Comparator.AtLeast,
                    _ => Comparator.Above,
                },
            },
        }).Result));

    [Fact]
    public void I4_a_level_may_be_counted_from_another_zero() =>
        Gen.Select(Cases.Level(TargetKind.Reach), Cases.Tenths).Hold((c, by) => c.Result.Flags.Contains("baseline_met")
            || Same(c.Result, (c.With(f => f with { Value = f.Value + by }) with
            {
                Target = c.Target with { Value = c.Target.Value + by, Baseline = c.Target.Baseline + by },
            }).Result));

    [Fact]
    public void I5_what_is_published_later_changes_nothing() =>
        Cases.Any.Hold(c => Written(c.Result) == Written((c with { Figures = [.. c.Figures.Where(f => f.VisibleFrom <= c.AsOf)] }).Result)
            && Written(c.Result) == Written((c with { Figures = [.. c.Figures, new Observation(new(2021, 1), FigureNature.Point, 7, c.AsOf.AddDays(1))] }).Result));

    [Fact]
    public void I6_a_better_latest_value_never_worsens_the_status() =>
        Gen.Select(Cases.Any, Gen.Int[1, 100]).Hold((c, by) => NotBetter(c.Rank, c.WithBetterLatest(by).Rank));

    [Fact]
    public void I7_a_harder_target_never_improves_the_status() =>
        Gen.Select(Gen.OneOf(Cases.Level(TargetKind.Reach), Cases.Flow, Cases.Count), Gen.Int[1, 50]).Hold((c, by) =>
            NotBetter((c with { Target = c.Target with { Value = c.Target.Value + c.Target.Op!.Value.Direction() * by } }).Rank, c.Rank));

    [Fact]
    public void I8_time_alone_never_improves_the_status() =>
        Gen.Select(Cases.Any, Gen.Int[1, 900]).Hold((c, days) =>
        {
            var now = c with { Figures = [.. c.Figures.Where(f => f.IsVisible(c.AsOf))] };
            return NotBetter((now with { AsOf = c.AsOf.AddDays(days) }).Rank, now.Rank);
        });

    [Fact]
    public void I8_time_alone_never_improves_a_milestone() =>
        Gen.Select(Cases.Milestone, Gen.Int[1, 900]).Hold((m, days) =>
        {
            var now = new Evidence { Stages = [.. m.Reports.Where(r => r.IsVisible(m.AsOf))] };
            return NotBetter(ProgressMethod.Assess(m.Target, now, m.AsOf.AddDays(days)).Status.Rank(), ProgressMethod.Assess(m.Target, now, m.AsOf).Status.Rank());
        });

    [Fact]
    public void I9_after_the_due_date_there_are_only_final_words() =>
        Cases.Any.Hold(c => c.AsOf <= Cases.Due || c.Result.Status is ProgressStatus.Achieved or ProgressStatus.AchievedLate
            or ProgressStatus.Missed or ProgressStatus.PendingFinal or ProgressStatus.InsufficientData);

    [Fact]
    public void I9_after_the_due_date_stages_have_only_final_words_too() =>
        Cases.Staged.Hold(s => s.AsOf <= Cases.Due
            || ProgressMethod.Assess(s.Target, new Evidence { Stages = s.Reports }, s.AsOf).Status is ProgressStatus.Achieved
            or ProgressStatus.AchievedLate or ProgressStatus.Missed or ProgressStatus.PendingFinal or ProgressStatus.InsufficientData);

    [Fact]
    public void I24_without_a_visible_report_nothing_is_ranked()
    {
        Gen.Select(Cases.Any, Gen.Bool, Cases.Day).Hold((c, dated, day) => (c with
        {
            Target = dated ? c.Target : c.Target with { DueDate = null },
            AsOf = day,
            Figures = [.. c.Figures.Where(f => !f.IsVisible(day))],
        }).Rank is null);
        Gen.Select(Cases.Staged, Gen.Bool, Cases.Day).Hold((s, dated, day) => ProgressMethod.Assess(
            dated ? s.Target : s.Target with { DueDate = null }, new Evidence { Stages = [.. s.Reports.Where(r => !r.IsVisible(day))] },
            day).Status.Rank() is null);
    }

    [Fact]
    public void I25_reports_taken_away_never_turn_grey_into_failure() =>
        Gen.Select(Cases.Staged, Gen.Int[0, 31], Gen.Bool).Hold((s, kept, dated) =>
        {
            var target = dated ? s.Target : s.Target with { DueDate = null };
            ProgressStatus Of(IReadOnlyList<StageReport> reports) =>
                ProgressMethod.Assess(target, new Evidence { Stages = reports }, s.AsOf).Status;
            return Of(s.Reports).Rank() is not null
                || Of([.. s.Reports.Where((_, i) => (kept >> i) % 2 == 1)]) is not (
                    ProgressStatus.Missed or ProgressStatus.OffTrack or ProgressStatus.Behind);
        });

    [Fact]
    public void I26_a_promise_without_a_date_is_kept_or_told_and_never_late()
    {
        static bool IsNeverLate(ProgressResult result) =>
            result.Flags.Contains("no_deadline") && result.Status is ProgressStatus.Achieved or ProgressStatus.NoDeadline;
        Cases.Any.Hold(c => (c with { Target = c.Target with { DueDate = null } }).Result is var result && (c.Target.Kind == TargetKind.Hold
            ? result.Status is not (
                ProgressStatus.Missed or ProgressStatus.AchievedLate or ProgressStatus.PendingFinal or ProgressStatus.Achieved)
            : IsNeverLate(result) || result.Status == ProgressStatus.NotStarted));
        Cases.Staged.Hold(
            s => IsNeverLate(ProgressMethod.Assess(s.Target with { DueDate = null }, new Evidence { Stages = s.Reports }, s.AsOf)));
    }

    [Fact]
    public void I10_single_quarters_and_cumulative_figures_give_the_same_result() =>
        Cases.Flow.Hold(c =>
        {
            var total = 0m;
            var cumulative = c.Figures.Select(f => f with { Nature = FigureNature.Ytd, Value = total = f.Period.Number == 1 ? f.Value : total + f.Value }).ToList();
            return Written(c.Result) == Written((c with { Figures = cumulative }).Result);
        });

    [Fact]
    public void I11_the_pace_so_far_and_the_pace_needed_say_the_same_thing() =>
        Cases.Any.Hold(c => c.Result is not { C: { } done, E: { } expected, R: { } r, Af: { } af } || done is <= 0 or >= 1 || r == 0
            || (Near(r, done / expected) && Near((1 - r) / (1 - done), 1 - 1 / af)));

    [Fact]
    public void I12_and_I19_a_forecast_lies_within_its_interval_and_a_probability_between_0_and_1() =>
        Cases.Any.Hold(c => c.Result.Forecast switch
        {
            { Low: null } => true,
            { Probability: { } p } f => p is >= 0 and <= 1 && f.Low <= f.High,
            var f => f.Low <= f.Value && f.Value <= f.High,
        });

    [Fact]
    public void I15_a_later_value_on_the_line_to_the_target_keeps_the_band_up_to_on_track() =>
        Gen.Select(Gen.Int[1, 18], Gen.Int[1, 99], Gen.Int[1, 19], Gen.Int[0, 40]).Hold((at, percent, later, above) =>
        {
            if (later <= at || later > 19)
            {
                return true;
            }

            var onLine = percent + (100 - percent) * (later - at) / (decimal)(20 - at) + above;
            var before = Reaching([(at, percent)], at).Rank;
            return before is null || Reaching([(at, percent), (later, onLine)], later).Rank >= Math.Min(before.Value, 4);
        });

    [Fact]
    public void I18_a_count_once_full_stays_full() =>
        Gen.Select(Cases.Count, Gen.Int[1, 900]).Hold((c, days) =>
            c.Result.Status != ProgressStatus.Achieved || (c with { AsOf = c.AsOf.AddDays(days) }).Result.Status == ProgressStatus.Achieved);

    [Fact]
    public void I20_a_composite_is_never_better_than_its_worst_part() =>
        Gen.Select(Cases.Any, Cases.Any).Hold((a, b) =>
        {
            var whole = ProgressMethod.Assess(
                new ProgressTarget(TargetKind.Composite) { Children = [("a", a.Target), ("b", b.Target)] },
                new Evidence { Children = new Dictionary<string, Evidence> { ["a"] = new() { Figures = a.Figures }, ["b"] = new() { Figures = b.Figures } } }, a.AsOf);
            var worst = new[] { a.Rank, (b with { AsOf = a.AsOf }).Rank }.Min();
            return whole.Status.Rank() is not { } rank || rank <= worst;
        });

    internal static Case Reaching((int Quarter, decimal Value)[] values, int at) => new(
        new ProgressTarget(TargetKind.Reach) { Op = Comparator.AtLeast, Value = 100, Baseline = 0, StartDate = Cases.Start, DueDate = Cases.Due, Measure = Measure.Point },
        [.. values.Select(v => Cases.Figure(v.Quarter, FigureNature.Point, v.Value))], Cases.Figure(at, FigureNature.Point, 0).VisibleFrom);
}
