using System.Globalization;
using BazhongTracker.Domain;

namespace BazhongTracker.Web.Features.Auditing;

/// <summary>What the audit is narrowed to; stands in the address.</summary>
/// <param name="Who">A user name, whole.</param>
/// <param name="Did">The beginning of an action: <c>login</c> finds login.ok and login.failed; or one of <see cref="AuditDeeds"/>.</param>
/// <param name="Text">Anywhere in subject, old or new value; an operation id, receipt, address or session, whole; or targets and a period
/// by their names (<see cref="AuditAbout.Subjects"/>).</param>
/// <param name="From">First business day.</param>
/// <param name="Until">Last business day.</param>
/// <param name="Before">Rows with a lower number: the next page.</param>
public sealed record AuditFilter(string? Who, string? Did, string? Text, DateOnly? From, DateOnly? Until, long? Before)
{
    public const string Path = "audit";
    public const string ExportPath = "audit/export";
    public const int Longest = 100;

    /// <summary>Words an address does not know are as if they were not there.</summary>
    public static AuditFilter Read(string? who, string? did, string? text, string? from, string? until, string? before) => new(
        Word(TypedText.Folded(who)), Word(did), Word(text), Day(from), Day(until),
        long.TryParse(before, out var number) && number > 0 ? number : null);

    public bool IsEmpty => this with { Before = null } == new AuditFilter(null, null, null, null, null, null);

    public string Href => Of(Path, Before);

    public string ExportHref => Of(ExportPath, null);

    /// <summary>As it stands in the audit of the auditor.</summary>
    public string Said => Of("", Before) is { Length: > 0 } said ? said[1..] : "*";

    private string Of(string path, long? before)
    {
        var said = new[] { ("who", Who), ("did", Did), ("q", Text), ("from", Iso(From)), ("until", Iso(Until)), ("before", before?.ToString(CultureInfo.InvariantCulture)) }
            .Where(part => part.Item2 is not null).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}").ToList();
        return said.Count == 0 ? path : $"{path}?{string.Join('&', said)}";
    }

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Word(string? text) =>
        TypedText.Bare(text ?? "").Trim() is { Length: > 0 and <= Longest } word && !word.Any(char.IsControl) ? word : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
}
