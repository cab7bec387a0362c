using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Targets;

namespace BazhongTracker.Web.Text;

/// <summary>What has a line to be kept instead of a way to go: hold, beat, directional.</summary>
internal static class WhyLine
{
    public static IEnumerable<string?> Hold(WhyCase given)
    {
        if (given.Working.Number is { } value && given.Period is { } period && given.Target.Value is { } line)
        {
            var kept = given.Target.Comparator?.IsMet(value, line) == true;
            yield return given.Say(kept ? "hold.kept" : "hold.broken", given.PeriodText(period), given.Amount(value), given.Promise,
                WhyCase.Minus(value, line), given.Distance(value - line))
                + (kept || given.Working.Margin is not { } margin ? "" : given.Say("hold.rule", WhyCase.Percent(Math.Abs(margin)), WhyCase.Percent(given.Rule.HoldFar)));
        }
        else
        {
            yield return given.AfterDue ? YearByYear(given, "years.hold") : given.Say("nothing", given.DateText(given.AsOf));
        }

        yield return Record(given);
    }

    public static IEnumerable<string?> Beat(WhyCase given)
    {
        if (given.Working is { Number: { } own, ExpectedValue: { } best, Margin: { } margin } && given.Period is { } period)
        {
            yield return given.Say(margin > 0 ? "beat.above" : "beat.below", given.PeriodText(period), Spoken.Number(own) + "%", Spoken.Number(best) + "%",
                WhyCase.Minus(own, best), Spoken.Number(Math.Abs(margin), 1))
                + given.Say(margin > 0 ? "beat.rule.above" : "beat.rule.below", Spoken.Number(given.Rule.ThinPoints), Spoken.Number(given.Rule.LagPoints));
        }
        else
        {
            yield return given.AfterDue ? YearByYear(given, "years.beat") : given.Say("beat.nothing", given.DateText(given.AsOf));
        }

        yield return Record(given);
    }

    public static IEnumerable<string?> Directional(WhyCase given)
    {
        if (given.Working.Number is not { } value || given.Period is not { } period)
        {
            yield return given.AfterDue ? given.Say("after_due.nothing", given.DueText, given.Target.Quote) : given.Say("nothing", given.DateText(given.AsOf));
            yield break;
        }

        var level = given.Say("direction.level", given.PeriodText(period), given.Amount(value));
        yield return given.Extra("mean_change") is { } mean && given.Extra("last_change") is { } last
            ? level + given.Say("direction.changes", Signed(given, mean), Signed(given, last))
            : level + given.Say("direction.one");
    }

    /// <summary>Years kept and years missed; null where no year was judged.</summary>
    public static string? Record(WhyCase given)
    {
        if (given.Working.Compliance is not { Assessed: > 0 } record)
        {
            return null;
        }

        var said = given.Say(
            given.Target.Due is null ? "record.undated" : record.Assessed < record.Years ? "record" : "record.all",
            record.Years, record.Assessed, record.Met);
        return record.Misses.Count == 0 ? said : said + given.Say("record.misses", string.Join(given.Term("and"), record.Misses));
    }

    // Afterwards no single year decides any more: what every year was held against.
    private static string? YearByYear(WhyCase given, string key) =>
        given is { Target.Due: { } due, Working.Compliance: { Assessed: > 0 } record } ? given.Say(key, due.Year - record.Years + 1, due.Year, given.Promise) : null;

    private static string Signed(WhyCase given, decimal change) =>
        (change > 0 ? "+" : change < 0 ? "−" : "") + given.Distance(change);
}
