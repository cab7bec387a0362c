using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Web.Features.Reporting;

public enum EntryState
{
    /// <summary>待填.</summary>
    Empty,

    /// <summary>可提交.</summary>
    Ready,

    /// <summary>有错.</summary>
    Wrong,

    /// <summary>须说明.</summary>
    NeedsNote,

    /// <summary>待审核.</summary>
    Awaiting,

    /// <summary>已采用.</summary>
    Accepted,

    /// <summary>退回, not taken up again yet.</summary>
    Returned,

    /// <summary>可不报: the verdict stands for good.</summary>
    Optional,

    /// <summary>本期不报.</summary>
    NotAsked,

    /// <summary>更正中: nothing was changed yet.</summary>
    Revising,
}

/// <summary>What was found in a row, for the line below it.</summary>
/// <param name="Proposed">With one click the input becomes this.</param>
public sealed record EntryFinding(RuleViolation? Rule, FigureFinding? Warning, (string Unit, string Typed)? Unit, decimal? Proposed, bool Blocks);

/// <summary>The state of one row. <paramref name="Value"/> is what will be sent; <paramref name="Echo"/> says that it was read from something written differently.</summary>
public sealed record EntryCheck(EntryState State, decimal? Value, bool Echo, IReadOnlyList<EntryFinding> Findings)
{
    /// <summary>Checks what stands in the row now. Nothing is stored and nothing in the row changes.</summary>
    public static EntryCheck Of(EntryRow row)
    {
        if (row.IsReported && row.IsDirty || row.Meeting is not null)
        {
            // A colleague or a reviewer was faster; what was written stays in view.
            return new EntryCheck(EntryState.Wrong, null, false, []);
        }

        if (row.IsReported && row.Owed.Said is { } said)
        {
            return new EntryCheck(said.State == FigureState.Accepted ? EntryState.Accepted : EntryState.Awaiting, said.Value, false, []);
        }

        if (!row.IsOpen)
        {
            return new EntryCheck(EntryState.NotAsked, null, false, []);
        }

        if (row.Owed.Said?.State == FigureState.Returned && !row.IsDirty)
        {
            // Prefilled with what was returned: it goes out again only when the clerk has changed or explained something.
            return new EntryCheck(EntryState.Returned, null, false, []);
        }

        if (row is { IsRevising: true, IsDirty: false })
        {
            return new EntryCheck(EntryState.Revising, null, false, []);
        }

        return row.IsStage ? OfStage(row) : OfNumber(row);
    }

    private static EntryCheck OfStage(EntryRow row)
    {
        if (row.Stage is null)
        {
            return Nothing(row);
        }

        decimal? physical = null;
        try
        {
            physical = string.IsNullOrWhiteSpace(row.Text) ? null : FigureText.Read(row.Text, "%");
            var entry = Entry(row, physical);
            FigureRules.Check(row.Owed.Target, entry, row.Owed.Today);
            return Judged(row, entry, false);
        }
        catch (RuleViolation refusal)
        {
            return Refused(physical, refusal);
        }
    }

    private static EntryCheck OfNumber(EntryRow row)
    {
        if (string.IsNullOrWhiteSpace(row.Text))
        {
            return Nothing(row);
        }

        decimal? value = null;
        var unit = row.Owed.Target.Unit ?? "";
        try
        {
            var (number, typed) = FigureText.Split(row.Text);
            if (typed.Length > 0 && typed != unit)
            {
                if (UnitConversion.Factor(typed, unit) is not { } factor)
                {
                    return Refused(null, new RuleViolation("figure.wrong_unit", unit, typed));
                }

                if (factor != 1)
                {
                    return new EntryCheck(EntryState.Wrong, null, false, [new EntryFinding(null, null, (unit, typed), number * factor, true)]);
                }
            }

            value = number;
            var entry = Entry(row, value);
            FigureRules.Check(row.Owed.Target, entry, row.Owed.Today);
            var plain = EntryRow.Plain(value);
            return Judged(row, entry, TypedText.Bare(row.Text).Trim() is var typedText && typedText != plain && typedText != plain + unit);
        }
        catch (RuleViolation refusal)
        {
            return Refused(value, refusal);
        }
    }

    private static EntryCheck Judged(EntryRow row, FigureEntry entry, bool echo)
    {
        var value = entry.Value;
        if (row is { IsRevising: true, Owed.InForce: { Preliminary: false } inForce } && entry.SaysTheSameAs(inForce))
        {
            return Refused(value, new RuleViolation("revise.same_value"));
        }

        var made = FigureWarnings.Check(row.Owed.Target, row.Owed.Period, value, row.Stage, row.Owed.History, entry.StageDate);
        var findings = made.Where(f => !f.Passed && f.Check != FigureCheck.StandsStill).ToList();
        // The number that was probably meant says more than that it lies outside the usual range.
        var slip = findings.Find(f => f.Check == FigureCheck.Tenfold);
        if (slip is not null)
        {
            findings = [slip];
        }

        var blocks = slip is not null && !row.Confirmed;
        var explained = findings.Count == 0 && !row.IsRevising || row.Unchanged || !string.IsNullOrWhiteSpace(row.Note);
        return new EntryCheck(
            blocks ? EntryState.Wrong : explained ? EntryState.Ready : EntryState.NeedsNote, value, echo,
            [.. findings.Concat(made.Where(f => f.Check == FigureCheck.NothingToCompare))
                .Select(f => new EntryFinding(null, f, null, f.Proposed, blocks))]);
    }

    private static FigureEntry Entry(EntryRow row, decimal? value) => Form(row, "", value).Entry(row.Owed.Target, row.Owed.Nature);

    /// <summary>What is sent of the row.</summary>
    public static FigureForm Form(EntryRow row, string operationId, decimal? value) =>
        new(operationId, row.Owed.Target.Code, row.Owed.Period, EntryRow.Plain(value), row.IsStage ? row.Stage : null, row.Note)
        {
            Day = row.Day,
            DocumentNumber = row.DocumentNumber,
            DocumentIssuer = row.DocumentIssuer,
        };

    // An input that was emptied again is still to be filled; a note without a figure says so.
    private static EntryCheck Nothing(EntryRow row)
    {
        var empty = new RuleViolation(row.IsStage ? "report.stage_missing" : "figure.empty");
        if (row.Note.Length > 0 || row.IsRevising)
        {
            return Refused(null, empty);
        }

        return new EntryCheck(
            row.Owed.Duty == ReportingDuty.Settled ? EntryState.Optional : EntryState.Empty, null, false,
            row.Emptied ? [new EntryFinding(empty, null, null, null, false)] : []);
    }

    private static EntryCheck Refused(decimal? value, RuleViolation refusal) =>
        new(EntryState.Wrong, value, false, [new EntryFinding(refusal, null, null, null, true)]);
}
