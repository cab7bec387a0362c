using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Auditing;

/// <summary>How a row of the audit is said. What is stored, signed and exported stays as it is.</summary>
public sealed class AuditSaid(Spoken spoken, IStringLocalizer<AuditingWords> words)
{
    /// <summary>采用; an action without a word is shown as it stands.</summary>
    public string Deed(string deed) => words[$"deed.{deed}"] is { ResourceNotFound: false } word ? word : deed;

    public string Deed(AuditRow row) => Deed(AuditDeeds.Of(row.Action, row.NewValue));

    /// <summary>生猪出栏 2026年前三季度 275.1万头; what is about no figure is said as it is stored.</summary>
    public string What(AuditRow row, AuditedFigure? about)
    {
        if (about is null)
        {
            return string.Join(spoken.Gap, new[] { row.Subject, Change(row) }.Where(part => part.Length > 0));
        }

        // Reports carry their numbers themselves.
        var isReport = row.Action is "report" or "revise";
        var value = isReport ? ChangeRead(row) : about.Value is { } reported ? Read(reported) : "";
        var refused = row.Action == "authz.denied" ? row.Subject.Split(' ')[0] : "";
        return string.Join(spoken.Gap,
            new[] { refused, about.Target.Title(), spoken.Period(about.Period, about.Nature), value }.Where(part => part.Length > 0));
    }

    /// <summary>Old and new as they are stored.</summary>
    public static string Change(AuditRow row) => Change(row.OldValue, row.NewValue);

    private static string ChangeRead(AuditRow row) =>
        Change(row.OldValue is { } before ? Read(before) : null, row.NewValue is { } now ? Read(now) : null);

    // A stage stands there by its code, before the physical progress.
    private static string Read(string value)
    {
        var letters = value.TakeWhile(c => char.IsAsciiLetterLower(c) || c == '_').Count();
        return letters == 0 ? value : Terms.Stage(value[..letters]) + value[letters..];
    }

    private static string Change(string? before, string? now) => (before, now) switch
    {
        (null, null) => "",
        (null, { } only) => only,
        ({ } only, null) => only,
        _ => $"{before} → {now}",
    };
}
