using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Text;

/// <summary>cum_new, annual_new and avg_growth.</summary>
internal static class WhyCount
{
    public static IEnumerable<string?> Of(WhyCase given)
    {
        var yearly = given.Target.Kind == TargetKind.AnnualNew;
        if (given.Working.Number is not { } value || given.Period is not { } period || given.Target.Value is not { } aim)
        {
            yield return WhyLine.Record(given) ?? (given.AfterDue
                ? given.Say("after_due.nothing", given.DueText, given.Promise) : given.Say("nothing", given.DateText(given.AsOf)));
            yield break;
        }

        var when = given.PeriodText(period);
        if (given.Has("locked") || given.Status is ProgressStatus.AchievedLate || given.Has("year_locked"))
        {
            yield return given.Say(yearly ? "count.year_full" : "count.full", when, given.Amount(value), given.Promise);
        }
        else if (given.Has("final") || given.Has("year_missed"))
        {
            yield return WhyPace.Final(given, when, value, aim);
        }
        else if (given.Status == ProgressStatus.NoDeadline)
        {
            yield return given.Say("count.undated", when, given.Amount(value), given.Promise, given.Distance(aim - value));
        }
        else if (given.AfterDue)
        {
            yield return given.Say("after_due.last", given.DueText, when, given.Amount(value), given.Promise);
        }
        else if (given.Working is { C: { } done, E: { } due })
        {
            yield return given.Say(yearly ? "count.year" : "count.plan", when, given.Amount(value), given.Promise, WhyCase.Percent(done))
                + WhyPace.Gap(given, done, due, value);
            yield return WhyPace.Ahead(given, value, aim);
        }
        else
        {
            yield return given.Say("level", when, given.Amount(value), given.Promise);
        }

        if (yearly)
        {
            yield return WhyLine.Record(given);
        }
    }

    public static IEnumerable<string?> Growth(WhyCase given)
    {
        if (given.Working.Number is not { } growth || given.Period is not { } period)
        {
            yield return given.AfterDue ? given.Say("after_due.nothing", given.DueText, given.Promise) : given.Say("nothing", given.DateText(given.AsOf));
            yield break;
        }

        var to = given.PeriodText(period);
        var rate = Spoken.Number(growth, 2) + "%";
        if (given.AfterDue)
        {
            yield return given.Say(!given.Has("final") ? "growth.last" : given.Status == ProgressStatus.Achieved ? "growth.met" : "growth.missed", to, rate, given.Promise);
            yield break;
        }

        var index = given.Extra("index");
        yield return index is { } now && given.Extra("expected_index") is { } should
            ? given.Say("growth.index", to, rate, given.Promise, Spoken.Number(100 * now, 1), Spoken.Number(100 * should, 1))
            : given.Say("growth", to, rate, given.Promise);
        var required = given.Extra("required_growth_pct") is { } need ? given.Say("growth.required", given.DueText, Spoken.Number(need, 2) + "%") : "";
        yield return given.Working is { C: { } done, E: { } due } ? given.Say("growth.pace", WhyCase.Percent(done), WhyCase.Percent(due)) + required : required;
    }
}
