using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Web.Text;

/// <summary>完成率 beside 时序, and what is still required.</summary>
internal static class WhyPace
{
    /// <summary>What was reached at the due date beside what was promised.</summary>
    public static string Final(WhyCase given, string when, decimal value, decimal aim)
    {
        var key = given.Target.Comparator?.IsMet(value, aim) == true ? value == aim ? "final.equal" : "final.met" : value == aim ? "final.boundary" : "final.missed";
        var gone = key == "final.missed" ? WayAtDue(given, value, aim) : "";
        return given.Say(key, when, given.Amount(value), given.Promise, WhyCase.Minus(Math.Max(value, aim), Math.Min(value, aim)), given.Distance(value - aim)) + gone;
    }

    /// <summary>What was done of the way by the due date, or so far where there is none, with the arithmetic.</summary>
    public static string WayAtDue(WhyCase given, decimal value, decimal aim) => given is { Working.C: { } done, Baseline: { } from } && !given.IsCount
        ? given.Say(given.Status == ProgressStatus.AchievedLate ? "late.way" : "final.way", given.Amount(from), given.Amount(aim), WhyCase.Percent(done), WhyCase.Minus(value, from), WhyCase.Minus(aim, from)) : "";

    /// <summary>The figure that reached it after the due date first, then what there was at the due date.</summary>
    public static string Late(WhyCase given, Quarter atDue, decimal value)
    {
        var period = given.Working.Late?.Period ?? given.Working.Flags.FirstOrDefault(f => f.StartsWith("late:", StringComparison.Ordinal))?[5..];
        var when = Quarter.TryParse(period, out var reached) ? given.Rolls(reached) ? given.Say("late.rolling", given.OfQuarter(reached)) : given.PeriodText(reached) : given.DateText(given.AsOf);
        return given.Working.Late is { } late
            ? given.Say("late", when, given.Amount(late.Value), given.Promise, given.StatusWord(given.Status), given.YearEndText(atDue), given.Amount(value))
            : given.Say("late.unknown", when, given.Promise, given.StatusWord(given.Status), given.YearEndText(atDue), given.Amount(value));
    }

    /// <summary>How far it is gone, with the arithmetic, and how far it should be.</summary>
    public static string Way(WhyCase given, string when, decimal value, decimal aim)
    {
        if (given.Working is not { C: { } done, E: { } due })
        {
            return given.Say("level", when, given.Amount(value), given.Promise);
        }

        var gone = given.Baseline is { } from
            ? given.Say("way.arithmetic", when, given.Amount(value), given.Amount(from), given.Amount(aim), WhyCase.Percent(done), WhyCase.Minus(value, from), WhyCase.Minus(aim, from))
            : given.Say("way", when, given.Amount(value), given.Promise, WhyCase.Percent(done));
        return gone + Gap(given, done, due, value);
    }

    public static string Gap(WhyCase given, decimal done, decimal due, decimal value)
    {
        var expected = given.Working.ExpectedValue is { } should ? given.Computed(should) : "";
        var gap = Math.Round(100 * (done - due), 1, MidpointRounding.AwayFromZero);
        var key = gap < 0 ? "gap.slower" : gap > 0 ? "gap.faster" : "gap.none";
        return given.Say(expected.Length > 0 ? key : key + ".bare",
            WhyCase.Percent(due), expected, WhyCase.Points(gap), given.Distance(value - (given.Working.ExpectedValue ?? value)));
    }

    /// <summary>Why this band, what is left to do, and how much faster.</summary>
    public static string? Ahead(WhyCase given, decimal value, decimal aim)
    {
        if (given.Has("too_stale"))
        {
            return null;
        }

        if (given.Status == ProgressStatus.TooEarly)
        {
            return given.Say("band.too_early", WhyCase.Percent(given.Rule.MinE));
        }

        return Band(given) + Rest(given, value, aim) + Faster(given) is { Length: > 0 } said ? said : null;
    }

    private static string Rest(WhyCase given, decimal value, decimal aim)
    {
        if (given.Working.RequiredPerYear is not { } yearly || given.AfterDue || (aim - value) * given.Direction <= 0)
        {
            return "";
        }

        var way = given.Term(given.Direction > 0 ? "up" : "down");
        // Within a year of the due date a yearly pace would be larger than what is left.
        return given.Period is { } period && given.Target.Due is { } due && Quarter.LastEnded(due).Index - period.Index < 4
            ? given.Say("rest.quarters", given.DueText, way, given.Distance(aim - value), Quarter.LastEnded(due).Index - period.Index)
            : given.Target.Frequency == Frequency.Annual
                ? given.Say("rest", given.DueText, way, given.Distance(aim - value), given.Distance(yearly))
                : given.Say("rest.each_quarter", given.DueText, way, given.Distance(aim - value), given.Distance(yearly / 4));
    }

    private static string Faster(WhyCase given) => given.Working switch
    {
        { NoPaceWouldDo: true } => given.Say("pace.over"),
        { Af: null, C: <= 0 } when given.Working.R is not null => given.Say("pace.none"),
        { Af: > 0.995m and < 1.005m } => given.Say("pace.same"),
        { Af: > 1 and { } times } => given.Say("pace.faster", Spoken.Number(times, 2)),
        { Af: > 0 and { } times } => given.Say("pace.enough", Spoken.Number(times, 2)),
        _ => "",
    };

    private static string Band(WhyCase given)
    {
        var (rule, r, af) = (given.Rule, given.Working.R, given.Working.Af);
        if (r is not { } ratio)
        {
            return "";
        }

        var key = given.Status switch
        {
            ProgressStatus.Ahead => "band.ahead",
            ProgressStatus.OnTrack when !given.Has("integer_tolerance") => "band.on_track",
            ProgressStatus.Behind => ratio < rule.OnR ? "band.behind.slow" : "band.behind.late",
            ProgressStatus.OffTrack when given.Working.C <= 0 => "band.off_track.none",
            ProgressStatus.OffTrack when given.Working.NoPaceWouldDo => "",
            ProgressStatus.OffTrack => ratio < rule.BehindR ? "band.off_track.slow" : af > rule.BehindAf ? "band.off_track.late" : "",
            _ => "",
        };
        return key.Length == 0 ? "" : given.Say(key, Near(rule, ratio) ? Spoken.Number(100 * ratio, 2) + "%" : WhyCase.Percent(ratio),
            Whole(rule.Ahead), Whole(rule.OnR), Spoken.Number(rule.OnAf), Whole(rule.BehindR), Spoken.Number(rule.BehindAf));
    }

    // 94.96%, not 95.0%, when 95% is the line.
    private static bool Near(MethodSettings rule, decimal ratio) =>
        new[] { rule.Ahead, rule.OnR, rule.BehindR }.Any(line => ratio != line && Math.Abs(ratio - line) < 0.001m);

    private static string Whole(decimal share) => Spoken.Number(100 * share, 0) + "%";
}
