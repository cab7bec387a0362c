using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Domain.Proof;

/// <summary>
/// A stored figure as one number. It is kept, with the version of its text, with the operation that stored it, so that the row can be held
/// against it years later. A version is never changed: a new column of a figure makes a new one.
/// </summary>
public static class FigureHash
{
    /// <summary>The version by which operations are written now; 2 is without the area.</summary>
    public const int Newest = 3;
    private const int Oldest = 2;
    private const int AreaSince = 3;

    /// <returns>SHA-256 of <see cref="Text"/>, 64 small hexadecimal digits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The version is not known.</exception>
    public static string Of(ReportedFigure figure, int version = Newest) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(figure, version))));

    /// <summary>One line a field: its name, its length in UTF-8 bytes (a dash where it is empty in the database), its value. So no two rows are written alike.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The version is not known.</exception>
    public static string Text(ReportedFigure figure, int version = Newest)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, Newest);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, Oldest);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"figure {version}\n"));
        foreach (var (name, value) in Fields(figure, version))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name} {(value is null ? "-" : Encoding.UTF8.GetByteCount(value) + ":" + value)}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, string? Value)> Fields(ReportedFigure f, int version) =>
    [
        ("id", f.Id.ToString("D")),
        ("target", Plain(f.TargetId)),
        .. version >= AreaSince ? [("area", f.AreaCode)] : Array.Empty<(string, string?)>(),
        ("period", Plain(f.PeriodIndex)),
        ("nature", f.Nature.ToString()),
        // PostgreSQL gives the zeros of the scale, SQLite those that were typed.
        ("value", f.Value?.ToString("0.########", CultureInfo.InvariantCulture)),
        ("stage", f.Stage),
        ("unit", f.Unit),
        ("vintage", f.Vintage),
        ("revision", Plain(f.Revision)),
        ("preliminary", f.Preliminary ? "1" : "0"),
        ("stage-date", Plain(f.StageDate)),
        ("document-number", f.DocumentNumber),
        ("document-issuer", f.DocumentIssuer),
        ("published", Plain(f.Published)),
        ("origin", f.Origin.ToString()),
        ("source", f.Source),
        ("link", f.Link),
        ("note", f.Note),
        ("by", f.ReportedBy),
        ("by-name", f.ReportedByName),
        ("by-department", f.ReportedByDepartment),
        // PostgreSQL keeps microseconds.
        ("at", Plain(f.ReportedAtUtc.Ticks / TimeSpan.TicksPerMicrosecond)),
        ("operation", f.OperationId),
        ("state", f.State.ToString()),
        ("version", f.Version),
    ];

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Plain(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
