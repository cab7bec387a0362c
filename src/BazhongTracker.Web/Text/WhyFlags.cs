using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Web.Text;

/// <summary>What is to be known of the data and of how the verdict came about: one clause per flag, one sentence in all.</summary>
internal static class WhyFlags
{
    public static string? Of(WhyCase given)
    {
        var clauses = given.Working.Flags.Select(flag => Clause(given, flag)).Where(c => c.Length > 0).Distinct().ToList();
        return clauses.Count == 0 ? null : given.Say("flags", string.Join(given.Term("flags.and"), clauses));
    }

    /// <returns>Empty when another flag says the same more exactly.</returns>
    private static string Clause(WhyCase given, string flag)
    {
        var colon = flag.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            // Its first sentence says so.
            if (flag.StartsWith("late:", StringComparison.Ordinal) && given.Target.Kind == TargetKind.Reach)
            {
                return "";
            }

            var (name, argument) = (flag[..colon], flag[(colon + 1)..]);
            return Quarter.TryParse(argument, out var quarter)
                ? given.Say($"flag.{name}.period", given.OfQuarter(quarter))
                : given.Say($"flag.{name}.days", argument.Split(' ')[0], given.Rule.NodeGraceDays);
        }

        var staged = given.Target.Kind is TargetKind.Milestone or TargetKind.ProjectList;
        var special =
            $"flag.{flag}.{(staged ? "stage" : given.Target.Kind == TargetKind.Beat ? "beat" : given.IsCount ? "count" : "other")}";
        return flag switch
        {
            "stale" when given.Has("too_stale") => "",
            "no_threshold" when given.Target.Due is null && staged => "",

            // The first sentence says so.
            "no_stage_report" when staged => "",
            "final" when given.Status == ProgressStatus.AchievedLate => "",
            "final" when given.Working.Flags.Any(f => f.StartsWith("overdue:", StringComparison.Ordinal)) => "",
            "weak_item" when given.Counts("tally").Values.Sum() < 2 => "",
            "boundary" => given.Say("flag.boundary", given.Promise),
            "awaiting_final" or "overdue_no_data" => given.Say(staged ? special : "flag." + flag, given.Rule.FinalLagDays),
            _ when given.HasSentence(special) => given.Say(special),
            "thin_margin" => given.Say("flag.thin_margin", WhyCase.Percent(given.Rule.Buffer)),
            _ => given.Say("flag." + flag),
        };
    }
}
