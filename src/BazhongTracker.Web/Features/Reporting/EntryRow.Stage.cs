using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Web.Features.Reporting;

/// <content>What proves a stage: the day it was reached, and the document.</content>
public sealed partial class EntryRow
{
    /// <summary>As typed; begins with today, for a stage reported before with the day of that report.</summary>
    public string Day { get; private set; } = DayOf(Returned(owed));
    public string DocumentNumber { get; private set; } = Returned(owed)?.DocumentNumber ?? "";
    public string DocumentIssuer { get; private set; } = Returned(owed)?.DocumentIssuer ?? "";

    public bool AsksForDay => IsStage && FigureRules.HasDay(Stage);

    public void DateStage(string? day)
    {
        Draft.Leave(RowDraft.DayPart);
        LeaveNoLonger();
        Day = day ?? "";
        Changed();
    }

    public void CiteNumber(string? number)
    {
        Draft.Leave(RowDraft.NumberPart);
        LeaveNoLonger();
        DocumentNumber = number ?? "";
        Changed();
    }

    public void CiteIssuer(string? issuer)
    {
        Draft.Leave(RowDraft.IssuerPart);
        LeaveNoLonger();
        DocumentIssuer = issuer ?? "";
        Changed();
    }

    // What was typed stays with the row; what only came with the stage before goes with it.
    private void FollowStage(string? before)
    {
        var (was, now) = (UsualProof(before), UsualProof(Stage));
        Day = Day.Length == 0 || Day == was.Day ? now.Day : Day;
        DocumentNumber = DocumentNumber == was.Number ? now.Number : DocumentNumber;
        DocumentIssuer = DocumentIssuer == was.Issuer ? now.Issuer : DocumentIssuer;
    }

    private (string Day, string Number, string Issuer) UsualProof(string? stage)
    {
        if (!FigureRules.HasDay(stage))
        {
            return ("", "", "");
        }

        return Owed.History.FirstOf(stage!, Owed.Period) is { } first
            ? (DayOf(first), first.DocumentNumber ?? "", first.DocumentIssuer ?? "")
            : (DayText.Plain(Owed.Today), "", "");
    }

    private void TakeOver(ReportedFigure? figure)
    {
        (Text, Stage) = (Plain(figure?.Value), figure?.Stage);
        (Day, DocumentNumber, DocumentIssuer) = (DayOf(figure), figure?.DocumentNumber ?? "", figure?.DocumentIssuer ?? "");
    }

    private static string DayOf(ReportedFigure? figure) => FigureRules.HasDay(figure?.Stage) ? DayText.Plain(figure!.ReachedOn) : "";
}
