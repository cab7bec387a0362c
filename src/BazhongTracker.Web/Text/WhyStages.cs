using BazhongTracker.Domain.Progress;

namespace BazhongTracker.Web.Text;

/// <summary>What is reached by stages or by parts: milestones, projects, parents.</summary>
internal static class WhyStages
{
    public static IEnumerable<string?> Milestone(WhyCase given)
    {
        var goal = Terms.Stage(StageLadder.Milestone.Stages.Last());
        var stage = Terms.Stage(given.Working.Stage ?? StageLadder.NotBegun);
        if (given.Working.C == 1)
        {
            yield return given.Say("stage.won", stage, given.DueText);
            yield break;
        }

        if (given.Has("no_stage_report"))
        {
            yield return given.AfterDue || given.Working.E is not { } gone
                ? given.Say("stage.unreported.missed", given.DueText, goal)
                : given.Say("stage.unreported", goal, WhyCase.Percent(gone));
            yield return given.AfterDue || HasPlan(given) ? null : WhyPace.Ahead(given, 0, 0);
            yield break;
        }

        if (given.AfterDue)
        {
            yield return given.Say("stage.missed", given.DueText, stage, goal);
            yield break;
        }

        yield return given.Working is { C: { } done, E: { } due }
            ? given.Say(HasPlan(given) ? "stage.by_plan" : "stage.by_time", stage, goal, WhyCase.Percent(done), WhyCase.Percent(due))
                + given.Say(done < due ? "stage.slower" : done > due ? "stage.faster" : "stage.even", WhyCase.Points(100 * (done - due)))
            : given.Say("stage.now", stage, goal);
        yield return HasPlan(given) ? null : WhyPace.Ahead(given, 0, 0);
    }

    public static IEnumerable<string?> Projects(WhyCase given)
    {
        var required = Terms.Stage(given.Target.RequiredStage);
        var items = given.Counts("tally");
        if (given.Working is not { C: { } done, E: { } due })
        {
            yield return given.Say("nothing", given.DateText(given.AsOf));
            yield break;
        }

        var built = given.Status is ProgressStatus.Achieved or ProgressStatus.AchievedLate ? "" : Arithmetic(given, done);
        yield return given.Status is ProgressStatus.Achieved or ProgressStatus.AchievedLate ? given.Say("project.done", required, given.DueText)
            : given.Has("no_stage_report") ? given.Say(given.AfterDue ? "project.unreported.missed" : "project.unreported", given.DueText, required, WhyCase.Percent(due))
            : given.AfterDue ? built.Length > 0 ? given.Say("project.missed.arithmetic", given.DueText, required, built) : given.Say("project.missed", given.DueText, required, WhyCase.Percent(done))
            : (built.Length > 0 ? given.Say("project.running.arithmetic", given.DueText, required, built, WhyCase.Percent(due)) : given.Say("project.running", given.DueText, required, WhyCase.Percent(done), WhyCase.Percent(due)))
                + given.Say(done < due ? "stage.slower" : done > due ? "stage.faster" : "stage.even", WhyCase.Points(100 * (done - due)));
        yield return given.AfterDue || given.Has("no_stage_report") || given.Status == ProgressStatus.Achieved ? null : WhyPace.Ahead(given, 0, 0);
        yield return items.Values.Sum() > 1 ? given.Say("parts", items.Values.Sum(), Tally(given, items)) : null;
    }

    public static IEnumerable<string?> Composite(WhyCase given)
    {
        var parts = given.Words("children").GroupBy(word => word).ToDictionary(g => g.Key, g => g.Count());
        if (parts.Count == 0)
        {
            yield return given.Say("nothing", given.DateText(given.AsOf));
            yield break;
        }

        yield return given.Say("parts", parts.Values.Sum(), Tally(given, parts));
        yield return given.Status.Rank() is null
            ? given.Say("parts.unknown")
            : given.Say("parts.worst", given.StatusWord(given.Status));
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

    private static bool HasPlan(WhyCase given) => given.Target.RowJson.Contains("\"plan\"", StringComparison.Ordinal);

    private static string Tally(WhyCase given, Dictionary<string, int> counts) => string.Join(given.Term("and"),
        from status in Enum.GetValues<ProgressStatus>()
        where counts.ContainsKey(status.Code())
        select given.Say("parts.one", given.StatusWord(status), counts[status.Code()]));
}
