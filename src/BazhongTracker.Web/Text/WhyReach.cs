using BazhongTracker.Domain.Progress;

namespace BazhongTracker.Web.Text;

/// <summary>reach: how much of the way is gone and how much should be.</summary>
internal static class WhyReach
{
    public static IEnumerable<string?> Of(WhyCase given)
    {
        if (given.Working.Number is not { } value || given.Period is not { } period || given.Target.Value is not { } aim)
        {
            yield return given.AfterDue ? given.Say("after_due.nothing", given.DueText, given.Promise) : given.Say("nothing", given.DateText(given.AsOf));
            yield break;
        }

        var when = given.PeriodText(period);
        if (given.Status == ProgressStatus.AchievedLate)
        {
            yield return WhyPace.Late(given, period, value);
            yield return WhyPace.WayAtDue(given, value, aim);
        }
        else if (given.Has("final"))
        {
            yield return WhyPace.Final(given, when, value, aim);
        }
        else if (given.AfterDue)
        {
            yield return given.Say("after_due.last", given.DueText, when, given.Amount(value), given.Promise);
        }
        else if (given.Has("provisional"))
        {
            yield return given.Say("met", when, given.Amount(value), given.Promise, given.Distance(value - aim));
        }
        else if (given.Status == ProgressStatus.NoDeadline)
        {
            yield return given.Say("level.undated", when, given.Amount(value), given.Promise, given.Distance(aim - value))
                + WhyPace.WayAtDue(given, value, aim);
        }
        else if (given.Has("baseline_met"))
        {
            yield return given.Say("lost", when, given.Amount(value), given.Promise, given.Distance(value - aim), WhyCase.Percent(given.Rule.HoldFar));
        }
        else
        {
            yield return WhyPace.Way(given, when, value, aim);
            yield return WhyPace.Ahead(given, value, aim);
        }
    }
}
