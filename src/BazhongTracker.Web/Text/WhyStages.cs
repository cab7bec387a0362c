using BazhongTracker.Domain.Progress;

namespace BazhongTracker.Web.Text;

/// <summary>What is reached by stages or by parts: milestones, projects, parents.</summary>
internal static class WhyStages
{
    public static IEnumerable<string?> Milestone(WhyCase given)
    {
        var goal = Terms.Stage(MethodSettings.Default.LadderOf(given.Target).Goal);
        var stage = given.Working.Stage is { } reported ? Terms.Stage(reported) : "";
        if (given.Working.C == 1)
        {
            return [given.Say(given.Target.Due is null ? "stage.won.undated" : "stage.won", stage, given.DueText)];
        }

        if (given.Has("no_stage_report") || stage.Length == 0)
        {
            return [StageUnreported(given, goal)];
        }

        if (given.AfterDue)
        {
            return [given.Say(given.Status == ProgressStatus.Missed ? "stage.missed" : "stage.silent", given.DueText, stage, goal)];
        }

        return given switch
        {
            { Status: ProgressStatus.InsufficientData } => [given.Say("stage.old", stage, goal)],
            { Working: { C: { } done, E: { } due } } =>
            [
                given.Say(HasPlan(given) ? "stage.by_plan" : "stage.by_time", stage, goal, WhyCase.Percent(done), WhyCase.Percent(due))
                    + Pace(done, due, given),
                HasPlan(given) ? null : WhyPace.Ahead(given, 0, 0),
            ],
            _ => [given.Say("stage.now", stage, goal)],
        };
    }

    // Version 1 of the method judged silence; what it stored is read as it was meant.
    private static string StageUnreported(WhyCase given, string goal) => given switch
    {
        { Status: ProgressStatus.Missed } => given.Say("stage.unreported.missed", given.DueText, goal),
        { AfterDue: true } => given.Say("stage.unreported.overdue", given.DueText, goal),
        { Working.E: not { } } => given.Say("stage.unreported.undated", goal),
        { Working.E: { } gone } when given.Status.Rank() is not null => given.Say("stage.unreported", goal, WhyCase.Percent(gone)),
        { Working.E: { } gone } =>
            given.Say(HasPlan(given) ? "stage.unreported.planned" : "stage.unreported.running", goal, WhyCase.Percent(gone)),
    };

    public static IEnumerable<string?> Projects(WhyCase given)
    {
        var items = given.Counts("tally");
        yield return Project(given, Terms.Stage(given.Target.RequiredStage), items.Values.Sum() > 1);
        yield return given.AfterDue || given.Has("no_stage_report") || given.Status.Rank() is null or 6 ? null : WhyPace.Ahead(given, 0, 0);
        yield return items.Values.Sum() > 1 ? given.Say("parts", items.Values.Sum(), Tally(given, items)) : null;
    }

    private static string Project(WhyCase given, string required, bool several)
    {
        if (given.Status is ProgressStatus.Achieved or ProgressStatus.AchievedLate)
        {
            return given.Say(
                given.Target.Due is null ? "project.done.undated"
                : given.Status == ProgressStatus.Achieved ? "project.done"
                : "project.done.late",
                required, given.DueText);
        }

        if (given.Working.C is not { } done || given.Has("no_stage_report"))
        {
            return ProjectUnreported(given, required);
        }

        var built = Arithmetic(given, done);
        var reported = built.Length > 0 ? built : given.Say("project.reported", WhyCase.Percent(done));
        if (given.Target.Due is null)
        {
            return given.Say("project.undated", required, reported);
        }

        if (given.Status == ProgressStatus.Missed)
        {
            return built.Length > 0 ? given.Say("project.missed.arithmetic", given.DueText, required, built)
                : given.Say("project.missed", given.DueText, required, WhyCase.Percent(done));
        }

        if (given.AfterDue)
        {
            return several ? given.Say("project.silent.list", given.DueText, required, WhyCase.Percent(done))
                : given.Say("project.silent", given.DueText, required, reported);
        }

        return given.Working.E is not { } due || given.Status == ProgressStatus.InsufficientData
            ? given.Say("project.old", given.DueText, required, reported)
            : (built.Length > 0
                ? given.Say("project.running.arithmetic", given.DueText, required, built, WhyCase.Percent(due))
                : given.Say("project.running", given.DueText, required, WhyCase.Percent(done), WhyCase.Percent(due)))
                + Pace(done, due, given);
    }

    private static string ProjectUnreported(WhyCase given, string required) => given switch
    {
        { Status: ProgressStatus.Missed } => given.Say("project.unreported.missed", given.DueText, required),
        { AfterDue: true } => given.Say("project.unreported.overdue", given.DueText, required),
        { Working.E: not { } } => given.Say("project.unreported.undated", required),
        { Working.E: { } gone } => given.Say(
            given.Status.Rank() is null ? "project.unreported.running" : "project.unreported",
            given.DueText, required, WhyCase.Percent(gone)),
    };

    private static string Pace(decimal done, decimal due, WhyCase given) =>
        given.Say(done < due ? "stage.slower" : done > due ? "stage.faster" : "stage.even", WhyCase.Points(100 * (done - due)));

    public static IEnumerable<string?> Composite(WhyCase given)
    {
        var parts = given.Words("children").GroupBy(word => word).ToDictionary(g => g.Key, g => g.Count());
        if (parts.Count == 0)
        {
            yield return given.Say("nothing", given.DateText(given.AsOf));
            yield break;
        }

        yield return given.Say("parts", parts.Values.Sum(), Tally(given, parts));
        var ranked = Enum.GetValues<ProgressStatus>().Any(s => s.Rank() is not null && parts.ContainsKey(s.Code()));
        yield return given.Status.Rank() is null ? given.Say(ranked ? "parts.overdue" : "parts.unknown")
            : given.Say(parts.ContainsKey(given.Status.Code()) ? "parts.worst" : "parts.incomplete", given.StatusWord(given.Status));
    }

    /// <returns>The stage, how far it is built, and the sum of the weights; empty where the stage is not known or its weight does not explain the number.</returns>
    private static string Arithmetic(WhyCase given, decimal done)
    {
        var (rule, required) = (given.Rule, given.Target.RequiredStage);
        if (given.Working.Reached is not { } reached || !rule.ProjectLadder.Knows(reached.Stage) || required is null || !rule.ProjectLadder.Knows(required))
        {
            return "";
        }

        var (aim, own, built) = (rule.ProjectLadder.Weight(required), rule.ProjectLadder.Weight(reached.Stage), reached.Stage == StageLadder.UnderConstruction ? reached.Physical : null);
        var share = Math.Clamp(built ?? 0, 0, 100);
        var weight = built is null ? own : rule.ConstructionFrom + (1 - rule.ConstructionFrom) * share / 100;
        if (Math.Abs(Math.Min(1, weight / aim) - done) > 0.0005m)
        {
            return "";
        }

        var sum = built is null ? WhyCase.Bare(own) : given.Say("project.sum", WhyCase.Bare(rule.ConstructionFrom), WhyCase.Bare(1 - rule.ConstructionFrom), Spoken.Number(share));
        var whole = aim == 1 ? sum : given.Say(built is null ? "project.part" : "project.part.sum", sum, WhyCase.Bare(aim));
        return given.Say(built is null ? "project.weight" : "project.built", Terms.Stage(reached.Stage), Spoken.Number(share), whole, WhyCase.Percent(done));
    }

    private static bool HasPlan(WhyCase given) => given.Target.Definition.Plan.Count > 0;

    private static string Tally(WhyCase given, Dictionary<string, int> counts) => string.Join(given.Term("and"),
        from status in Enum.GetValues<ProgressStatus>()
        where counts.ContainsKey(status.Code())
        select given.Say("parts.one", given.StatusWord(status), counts[status.Code()]));
}
