using System.Globalization;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Progress.Json;
using BazhongTracker.Domain.Targets;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Text;

/// <summary>The working of a verdict in words, in the language of the current culture: the numbers that decided, their arithmetic, the forecast, and what is to be known of the data.</summary>
public sealed class Why(IStringLocalizer<WhyWords> words, Spoken spoken)
{
    /// <returns>Two to four sentences, each complete; they say no more than the working holds.</returns>
    public IReadOnlyList<string> Sentences(Target target, ProgressStatus status, Working working, DateOnly asOf)
    {
        var given = new WhyCase(words, spoken, target, status, working, asOf);
        string?[] said = [.. Decided(given), WhyForecast.Of(given), WhyFlags.Of(given)];
        var sentences = said.Where(s => !string.IsNullOrWhiteSpace(s)).Select(s => AsSentence(s!.Trim())).ToList();
        return sentences.Count < 2 ? [given.PromiseSentence(), .. sentences] : sentences;
    }

    // A period or a word of the method may stand first; a sentence begins large.
    private static string AsSentence(string said) => char.ToUpper(said[0], CultureInfo.CurrentUICulture) + said[1..];

    private static string Missing(WhyCase given) => given.Target switch
    {
        { Due: null, Kind: TargetKind.Milestone or TargetKind.ProjectList } => "undefined.due.staged",
        { Due: null, Value: null } => "undefined.both",
        { Due: null } => "undefined.due",
        _ => "undefined.value",
    };

    private static IEnumerable<string?> Decided(WhyCase given) => given.Status switch
    {
        ProgressStatus.Undefined => [given.Say(Missing(given))],
        ProgressStatus.NotStarted => [given.Say("not_started", given.StartText)],
        ProgressStatus.Cancelled => [given.Say("cancelled")],
        _ => given.Target.Kind switch
        {
            // A parent whose members are projects is judged as their list, any other by its worst part.
            _ when given.Target.IsParent && given.Counts("tally").Count == 0 => WhyStages.Composite(given),
            TargetKind.Composite => WhyStages.Composite(given),
            TargetKind.Reach => WhyReach.Of(given),
            TargetKind.CumNew or TargetKind.AnnualNew => WhyCount.Of(given),
            TargetKind.AvgGrowth => WhyCount.Growth(given),
            TargetKind.Hold => WhyLine.Hold(given),
            TargetKind.Beat => WhyLine.Beat(given),
            TargetKind.Directional => WhyLine.Directional(given),
            TargetKind.Milestone => WhyStages.Milestone(given),
            TargetKind.ProjectList => WhyStages.Projects(given),
            _ => [],
        },
    };
}
