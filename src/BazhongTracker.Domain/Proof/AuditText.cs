using System.Text;
using BazhongTracker.Domain.Reporting;

namespace BazhongTracker.Domain.Proof;

/// <summary>An audit row as the bytes that are signed: each field with its length before it, so that no two rows are written alike. Without the number of the row, which the database gives.</summary>
internal static class AuditText
{
    private const byte Version = 1;

    public static byte[] Of(AuditRow row)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Version);
        // PostgreSQL keeps microseconds.
        writer.Write(row.AtUtc.Ticks / TimeSpan.TicksPerMicrosecond);
        foreach (var text in new[] { row.UserName, row.DisplayName, row.DepartmentCode, row.Roles, row.Action, row.Subject, row.OldValue, row.NewValue, row.OperationId })
        {
            var field = text is null ? null : Encoding.UTF8.GetBytes(text);
            writer.Write(field?.Length ?? -1);
            writer.Write(field ?? []);
        }

        return bytes.ToArray();
    }
}
