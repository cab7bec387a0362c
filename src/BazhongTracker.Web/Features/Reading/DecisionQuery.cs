using BazhongTracker.Data;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Standings;
using BazhongTracker.Web.Shared.Verdicts;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reading;

/// <summary>The decision with the targets bound to its words and their verdicts, in five queries.</summary>
[Asks(Actions.ReadPublished)]
public sealed class DecisionQuery(
    IDbContextFactory<TrackerDbContext> contexts, Decisions decisions, TimeProvider clock, Permissions permissions)
{
    /// <param name="asOf">A past day; null for the verdicts in force.</param>
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task<ReadingView> Run(DateOnly? asOf, Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadPublished);
        var decision = await decisions.Default(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var day = asOf ?? clock.Today();
        var targets = (await db.Targets.AsNoTracking().Where(t => t.DecisionCode == decision.Code).ToListAsync(cancellation)).ConvertAll(t => t.On(day));
        var verdicts = await db.VerdictsOn(asOf, cancellation);
        var leads = await db.Assignments.AsNoTracking().LeadingOn(day)
            .Join(db.Departments, a => a.DepartmentCode, d => d.Code, (a, d) => new { a.TargetId, Department = d }).ToListAsync(cancellation);
        var leadOf = leads.GroupBy(l => l.TargetId).ToDictionary(g => g.Key, g => g.First().Department);
        var reports = await db.ReportsUntil(day, cancellation);
        var bound = targets.Where(t => !t.IsParent).OrderBy(t => t.QuoteStart).ThenBy(t => t.Code, StringComparer.Ordinal)
            .ToDictionary(t => t.Code, t => BoundTo(t, verdicts.GetValueOrDefault(t.Id), leadOf.GetValueOrDefault(t.Id), reports));

        var unbound = decision.NoTargets.Select((n, i) => (Key: $"none-{i + 1}", Row: n)).ToList();
        var spans = bound.Values.Select(b => new Span(b.Target.QuoteStart, b.Target.QuoteStart + b.Target.QuoteLength, b.Target.Code))
            .Concat(unbound.Select(n => new Span(n.Row.Start, n.Row.Start + n.Row.Length, n.Key))).ToList();
        var parents = targets.Where(t => t.IsParent).ToList();
        return new ReadingView(
            decision.Decision.Title, day, [.. decision.Sections.Where(s => s.Key is not ("preamble-1" or "preamble-2")).Select(s => Line(decision.Text, s, spans, parents))], Outline(decision, bound.Values), bound, parents,
            [.. unbound.Select(n => (n.Key, Typesetting.FullWidth(n.Row.Quote), n.Row.Reason, decision.SectionAt(n.Row.Start).Key))],
            [.. decision.Text.Errata.Select(e => new Repair(decision.SectionAt(e.Start).Key, Typesetting.FullWidth(decision.SectionAt(e.Start).Heading), e.Shown, e.Reason))],
            bound.Values.Select(b => (b.Target.QuoteStart, b.Target.QuoteLength)).Distinct().Count())
        {
            IsEmpty = reports.IsEmpty,
        };
    }

    private static Bound BoundTo(Target target, Verdict? verdict, Department? lead, ReportsUntil reports) => new(
        target, verdict?.Status ?? ProgressStatus.InsufficientData,
        target.Kind == TargetKind.ProjectList ? null : verdict?.Working.DecidingNumber is { } value ? Spoken.Amount(Math.Round(value, 2), target.Unit) : Terms.Stage(verdict?.Working.Stage) is { Length: > 0 } stage ? stage : null,
        verdict, lead?.Title())
    {
        Gap = verdict is null ? null : reports.Gap(target, verdict, lead?.Code),
    };

    private static ReadingLine Line(DecisionText text, Section section, List<Span> spans, List<Target> parents)
    {
        var stop = section.Level is SectionLevel.Item or SectionLevel.Paragraph ? text.Received.IndexOf('。', section.Start, section.Length) + 1 : section.Start;
        var segments = Segments.Of(text, section.Start, section.Length, spans, [stop, .. parents.Select(p => p.QuoteStart)]);
        return new ReadingLine(section, segments, segments.Count(s => s.Start < stop));
    }

    private static List<OutlineRow> Outline(LoadedDecision decision, IEnumerable<Bound> bound)
    {
        var byItem = bound.ToLookup(b => b.Target.Item);
        return [.. from section in decision.Sections
                   where section.Level is SectionLevel.Part or SectionLevel.Item
                   let of = section.Level == SectionLevel.Item ? byItem[section.Number].ToList() : []
                   select new OutlineRow(section.Key, section.Level == SectionLevel.Part, Head(decision.Text, section),
                       of.Count(b => b.Status.NeedsAttention()), of.Count)];
    }

    private static string Head(DecisionText text, Section section)
    {
        var line = text.Shown(section.Start, section.Length);
        return Typesetting.FullWidth(line[..(line.IndexOf(section.Heading, StringComparison.Ordinal) + section.Heading.Length)]);
    }
}
