using BazhongTracker.Data.Seeding;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Overview;
using BazhongTracker.Web.Shared.Standings;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class GravityTests
{
    private static string Order(IEnumerable<Standing> standings) => string.Join(' ', standings.Select(s => s.Target.Code));

    private static Standing One(string code, StatusSign sign, string? strength = null, string working = "{}") =>
        Stand.Of(Stand.Target(code, strength: strength), sign.Status,
            working) with { Gap = sign.Gap is { } kind ? new ReportingGap(kind) : null };

    [Fact]
    public void What_must_be_ensured_comes_first_then_severity_then_wording_then_the_pace_still_needed()
    {
        Standing[] standings =
        [
            One("08-01", ProgressStatus.OffTrack, "力争", """{"af":2}"""),
            One("08-02", ProgressStatus.OffTrack, "力争", """{"af":"inf"}"""),
            One("08-03", ProgressStatus.OffTrack, "实现"),
            One("08-04", ProgressStatus.OffTrack),
            One("08-05", ProgressStatus.Missed, "争取"),
            One("08-06", ProgressStatus.AtRisk, "确保"),
            One("08-07", ProgressStatus.OffTrack, "打造"),
            One("08-08", ProgressStatus.Behind, "实现"),
            One("08-09", ProgressStatus.OffTrack, "加快"),
        ];

        Assert.Equal("08-06 08-05 08-03 08-07 08-02 08-01 08-09 08-04 08-08", Order(standings.MostPressingFirst()));
    }

    [Fact]
    public void Among_the_missed_the_farthest_from_its_promise_comes_first()
    {
        Standing[] standings = [One("08-01", ProgressStatus.Missed, "力争", """{"c":0.9}"""), One("08-02", ProgressStatus.Missed, "力争", """{"c":0.2}""")];

        Assert.Equal("08-02 08-01", Order(standings.MostPressingFirst()));
    }

    [Fact]
    public void A_group_of_the_ledger_begins_with_the_gravest_and_ends_with_what_is_not_assessed()
    {
        var codes = Gravity.Statuses.Select((status, i) => One($"08-{i:00}", status)).Reverse().GravestFirst().Select(s => s.Sign);

        Assert.Equal(ProgressStatus.Missed, codes.First().Status);
        Assert.Equal([ProgressStatus.Undefined, ProgressStatus.Cancelled], codes.TakeLast(2).Select(s => s.Status));
        Assert.Equal(StatusSign.All.Select(s => s.Code).Order(), Gravity.Statuses.Select(s => s.Code).Order());
    }

    [Fact]
    public void What_was_achieved_late_needs_no_attention_and_what_was_missed_does() =>
        Assert.Equal(
            [ProgressStatus.Missed, ProgressStatus.OffTrack, ProgressStatus.Behind, ProgressStatus.AtRisk],
            Gravity.Statuses.Where(s => s.NeedsAttention()).Select(s => s.Status));

    [Fact]
    public void Every_item_of_the_decision_stands_in_one_strip()
    {
        var all = Enumerable.Range(4, 16).Select(item => One($"{item:00}-01", ProgressStatus.OnTrack)).ToList();

        Assert.Equal(all.Select(s => s.Target.Code), Strips.Of(DecisionFolder.Main.ReadDecision(), all).SelectMany(s => s.Targets).Select(s => s.Target.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_project_stands_at_the_furthest_stage_it_reached_whatever_was_said_later()
    {
        var target = Stand.Target("12-04", TargetKind.ProjectList, null, null, stage: "建成");
        var built = Stand.Figure(target, new Quarter(2024, 4), FigureNature.Stage, null, new DateOnly(2025, 1, 10), "建成");
        var later = Stand.Figure(target, new Quarter(2025, 2), FigureNature.Stage, null, new DateOnly(2025, 7, 10), "开工");

        var standing = Stand.Of(target, ProgressStatus.Achieved, accepted: [built, later]);

        Assert.Equal(("建成", built), (standing.Shown.Stage, standing.Shown.Source));
    }

    [Fact]
    public void Every_status_is_counted_in_one_of_the_four_groups() =>
        Assert.All(new[] { StatusGroups.All, StatusGroups.Empty }, groups =>
            Assert.Equal(StatusSign.All.Select(s => s.Code).Order(), groups.SelectMany(g => g.Statuses).Select(s => s.Code).Order()));

    [Fact]
    public void After_the_due_date_what_is_nearly_reached_stands_apart_from_what_is_far_and_what_must_be_ensured_from_both()
    {
        Standing[] standings =
        [
            One("08-01", ProgressStatus.Missed, "力争", """{"c":0.49}"""), One("08-02", ProgressStatus.Missed, "力争", """{"c":0.85}"""),
            One("08-03", ProgressStatus.Missed, "实现", """{"c":0.5}"""),
            One("08-04", ProgressStatus.Missed, "确保", """{"c":0.1}"""), One("08-05", ProgressStatus.Missed, "力争", """{"c":0.92}"""),
            One("08-06", ProgressStatus.Missed, "力争", """{"c":-0.3}"""),
            One("08-07", ProgressStatus.Missed), One("08-08", ProgressStatus.Behind, "力争", """{"c":0.4}"""),
        ];

        var groups = PressingGroups.Of([.. standings.MostPressingFirst()])!;

        Assert.Equal(
            ["08-04", "08-08", "08-05 08-02", "08-03", "08-06 08-01", "08-07"],
            new[] { groups.Firm, groups.Running, groups.Near, groups.Half, groups.Far, groups.Unmeasured }.Select(Order));
    }

    [Fact]
    public void Before_the_due_date_the_list_is_one() =>
        Assert.Null(PressingGroups.Of([One("08-01", ProgressStatus.Missed), One("08-02", ProgressStatus.Behind)]));
}
