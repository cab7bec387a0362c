using BazhongTracker.Data;
using BazhongTracker.Domain;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.Reporting;

/// <summary>What a clerk sends. <paramref name="OperationId"/> is made in the form, once per submit, and repeated on every retry.</summary>
public sealed record FigureForm(string OperationId, string TargetCode, Quarter Period, string? Text, string? Stage, string? Note)
{
    /// <summary>For a stage: the day it was reached, and the document that proves it, as written.</summary>
    public string? Day { get; init; }
    public string? DocumentNumber { get; init; }
    public string? DocumentIssuer { get; init; }

    /// <exception cref="RuleViolation">See <see cref="FigureText.Read"/>, <see cref="DayText.Read"/> and
    /// <see cref="WrittenText.Read"/>.</exception>
    public FigureEntry Entry(Target target, FigureNature nature)
    {
        var isStage = nature == FigureNature.Stage;
        decimal? value = isStage && string.IsNullOrWhiteSpace(Text) ? null : FigureText.Read(Text, isStage ? "%" : target.Unit);
        var entry = new FigureEntry(Period, nature, value) { Stage = isStage ? Stage : null, Unit = target.Unit, Note = Note };
        return isStage && FigureRules.HasDay(Stage)
            ? entry with { StageDate = DayText.Read(Day), DocumentNumber = DocumentNumber, DocumentIssuer = DocumentIssuer } : entry;
    }

    /// <summary>Whether that figure is what this form, sent by this person, stores.</summary>
    public bool Is(ReportedFigure stored, Target target, Actor actor) =>
        stored.ReportedBy == actor.UserName && target.Code == TargetCode && stored.PeriodIndex == Period.Index
        && Entry(target, stored.Nature) is var entry && stored.Note == entry.Note && entry.SaysTheSameAs(stored);
}

internal static class FormReading
{
    /// <returns>The department that leads the target on the day; empty when nobody does.</returns>
    public static async Task<string> LeadOf(this TrackerDbContext db, int targetId, DateOnly day, CancellationToken cancellation) =>
        await db.Assignments.LeadingOn(day)
            .Where(a => a.TargetId == targetId)
            .OrderByDescending(a => a.ValidFrom)
            .Select(a => a.DepartmentCode)
            .FirstOrDefaultAsync(cancellation) ?? "";

    /// <summary>As it stands in the audit: without the zeros that PostgreSQL adds.</summary>
    public static string Said(this ReportedFigure figure) => string.Join(' ', new[]
    {
        figure.Stage + EntryRow.Plain(figure.Value) + figure.Unit, DayText.Plain(figure.StageDate), figure.DocumentNumber,
        figure.DocumentIssuer,
    }.Where(part => !string.IsNullOrEmpty(part)));
}
