using System.Text;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Domain.Proof;

/// <summary>An audit row as the bytes that are signed: each field with its length before it, so that no two rows are written alike. Without the number of the row, which the database gives.</summary>
internal static class AuditText
{
    /// <summary>As rows were written before they had address and session, and those without either still are.</summary>
    private const byte WithoutOrigin = 1;
    private const byte WithOrigin = 2;

    public static byte[] Of(AuditRow row)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        var hasOrigin = row.Address is not null || row.Session is not null;
        writer.Write(hasOrigin ? WithOrigin : WithoutOrigin);
        // PostgreSQL keeps microseconds.
        writer.Write(row.AtUtc.Ticks / TimeSpan.TicksPerMicrosecond);
        string?[] fields = [row.UserName, row.DisplayName, row.DepartmentCode, row.Roles, row.Action, row.Subject, row.OldValue, row.NewValue, row.OperationId];
        foreach (var text in hasOrigin ? [.. fields, row.Address, row.Session] : fields)
        {
            var field = text is null ? null : Encoding.UTF8.GetBytes(text);
            writer.Write(field?.Length ?? -1);
            writer.Write(field ?? []);
        }

        return bytes.ToArray();
    }
}
