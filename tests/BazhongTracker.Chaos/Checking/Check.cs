using System.Globalization;
using BazhongTracker.Chaos.Recording;
using BazhongTracker.Chaos.Workload;
using BazhongTracker.Data;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Proof;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BazhongTracker.Chaos.Checking;

/// <summary>Compares all histories of a database with all that is in it, while no writer is at work. What was never answered is looked up first, as the program would when the person comes back.</summary>
internal sealed class Check
{
    private readonly Ledger ledger;
    private readonly Findings findings = new();
    private readonly HashSet<string> expectedRefusals;
    private List<ReportedFigure> figures = [];
    private List<Review> reviews = [];
    private ILookup<string, AuditRow> audit = Array.Empty<AuditRow>().ToLookup(a => a.OperationId);
    private Dictionary<string, Operation> operations = [];
    private Dictionary<int, string> codes = [];

    private Check(Ledger ledger, HashSet<string> expectedRefusals) => (this.ledger, this.expectedRefusals) = (ledger, expectedRefusals);

    /// <param name="place">Reached directly, not through a proxy.</param>
    /// <param name="expectedRefusals">Codes that the workload brings about; operation.not_stored always is.</param>
    public static async Task<Findings> Run(Place place, params string[] expectedRefusals)
    {
        await using var services = place.Services();
        await Settle(place, services);
        var check = new Check(Ledger.Read(place.Folder), [.. expectedRefusals, "operation.not_stored"]);
        await check.Load(services);
        check.Count();
        check.Answers();
        check.Foreign();
        check.Audited();
        Lawful.Check(check.figures, check.reviews, check.operations, check.codes, check.Illegal);
        await check.Sealed(place, services);
        return check.findings;
    }

    private static async Task Settle(Place place, ServiceProvider services)
    {
        var open = Ledger.Read(place.Folder).Entries.Values.Where(e => !e.IsAnswered && !e.IsSettled).ToList();
        if (open.Count == 0)
        {
            return;
        }

        using var history = new History(Path.Combine(place.Folder, "z-settled.history"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        foreach (var entry in open)
        {
            history.Settled(entry.Deed.Op, await services.GetRequiredService<Outcomes>().Settle(entry.Deed.Op, Stage.Named(entry.Deed.Who), patience.Token));
        }
    }

    private async Task Load(ServiceProvider services)
    {
        await using var db = await services.Contexts().CreateDbContextAsync();
        figures = await db.Figures.AsNoTracking().ToListAsync();
        reviews = await db.Reviews.AsNoTracking().ToListAsync();
        audit = (await db.Audit.AsNoTracking().Where(a => a.Action == "report" || a.Action == "revise" || a.Action == "withdraw"
            || a.Action == "review" || a.Action == "take-back").ToListAsync()).ToLookup(a => a.OperationId);
        operations = await db.Operations.AsNoTracking().ToDictionaryAsync(o => o.Id);
        codes = await db.Targets.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Code);
        var current = (await db.Assessments.AsNoTracking().Where(a => a.IsCurrent).Select(a => a.TargetId).ToListAsync()).GroupBy(id => id).ToDictionary(g => g.Key, g => g.Count());
        foreach (var target in figures.Where(f => f.State == FigureState.Accepted).Select(f => f.TargetId).Distinct().Where(t => current.GetValueOrDefault(t) != 1))
        {
            Illegal($"target {codes[target]} has an accepted figure and {current.GetValueOrDefault(target)} verdicts in force");
        }

        foreach (var key in (await db.JobRuns.AsNoTracking().Select(r => r.Key).ToListAsync()).GroupBy(k => k).Where(g => g.Count() > 1))
        {
            Duplicate($"the run {key.Key} was done {key.Count()} times");
        }
    }

    private void Count()
    {
        findings.Acknowledged = ledger.Acknowledged;
        findings.Refused = ledger.Entries.Values.Count(e => e.Refusal is not null);
        var unknown = ledger.Entries.Values.Where(e => e.WasUnknown || e.IsSettled || !e.IsAnswered).ToList();
        findings.Unknown = unknown.Count;
        findings.UnknownStored = unknown.Count(e => e.ShouldStand);
        findings.UnknownResolved = unknown.Count(e => e.IsAnswered || e.IsSettled);
        ledger.Oddities.ForEach(odd => Lie(odd));
    }

    private void Answers()
    {
        var reported = figures.ToLookup(f => f.OperationId);
        var decided = reviews.ToLookup(r => r.OperationId);
        var withdrawn = figures.Where(f => f.State == FigureState.Withdrawn).ToLookup(f => f.Version);
        foreach (var entry in ledger.Entries.Values)
        {
            var deed = entry.Deed;
            var stored = deed.Kind switch
            {
                Deed.Report or Deed.Revise => reported[deed.Op].Select(f => Is(f, deed)).ToList(),
                Deed.Withdraw => withdrawn[deed.Op].Select(f => deed.Subject.StartsWith($"{f.Id} ", StringComparison.Ordinal)).ToList(),
                _ => decided[deed.Op].Select(r => Is(r, deed)).ToList(),
            };
            if (stored.Count > 1)
            {
                Duplicate($"{deed} is stored {stored.Count} times");
            }

            if (entry.ShouldStand)
            {
                var receipt = entry.Receipt ?? entry.SettledReceipt;
                if (stored.Count == 0 || !stored[0] || receipt != Receipts.For(deed.Op) || !operations.TryGetValue(deed.Op, out var kept) || kept.Kind != deed.Kind || kept.Receipt != receipt || kept.UserName != deed.Who)
                {
                    findings.Lost++;
                    findings.Say($"lost: {deed} receipt {receipt}");
                }
            }
            else if (stored.Count > 0 || audit[deed.Op].Any())
            {
                Lie($"{deed} was told {entry.Refusal ?? "not stored"} and is stored");
            }

            if (entry.Refusal is { } code && !expectedRefusals.Contains(code))
            {
                Lie($"{deed} was refused with {code}, which nothing in the workload brings about");
            }
        }
    }

    private bool Is(ReportedFigure figure, Deed deed) => deed.Subject.StartsWith($"{codes[figure.TargetId]} {figure.Period}", StringComparison.Ordinal)
        && (figure.Revision > 0) == (deed.Kind == Deed.Revise) && figure.ReportedBy == deed.Who && figure.Value == decimal.Parse(deed.Said, CultureInfo.InvariantCulture);

    private static bool Is(Review review, Deed deed) => deed.Subject.StartsWith($"{review.FigureId} ", StringComparison.Ordinal)
        && review.Reviewer == deed.Who && (review.Comment ?? "") == deed.Said
        && review.Outcome == deed.Kind switch { Deed.Accept => ReviewOutcome.Accepted, Deed.Return => ReviewOutcome.Returned,
            _ => ReviewOutcome.TakenBack };

    /// <summary>The numbers of all deeds as the figures and reviews tell them.</summary>
    private IEnumerable<string> Deeds =>
        figures.Select(f => f.OperationId).Concat(reviews.Select(r => r.OperationId)).Concat(figures.Where(f => f.State == FigureState.Withdrawn).Select(f => f.Version));

    private void Foreign()
    {
        foreach (var op in Deeds.Concat(operations.Keys).Distinct().Where(op => !ledger.Entries.ContainsKey(op)))
        {
            Duplicate($"{op} is stored under a number that nobody began");
        }
    }

    private void Audited()
    {
        foreach (var op in Deeds)
        {
            var rows = audit[op].Count();
            if (rows != 1 || !operations.TryGetValue(op, out var operation) || operation.IsVoid)
            {
                findings.WithoutAudit++;
                findings.Say($"{op} has {rows} audit rows and operation {operations.GetValueOrDefault(op)?.Kind ?? "none"}");
            }
        }

        var business = Deeds.Count();
        var rowsInAll = audit.Sum(g => g.Count());
        if (rowsInAll > business)
        {
            Illegal($"{rowsInAll} audit rows of {business} deeds");
        }
    }

    private async Task Sealed(Place place, ServiceProvider services)
    {
        if ((await services.GetRequiredService<VerifyAudit>().Run([place.Checkpoints])).First is { } fault)
        {
            findings.Damaged++;
            findings.Say($"audit: {fault}");
        }
    }

    private void Duplicate(string word)
    {
        findings.Duplicates++;
        findings.Say($"twice: {word}");
    }

    private void Lie(string word)
    {
        findings.Lies++;
        findings.Say($"lie: {word}");
    }

    private void Illegal(string word)
    {
        findings.Illegal++;
        findings.Say($"illegal: {word}");
    }
}
