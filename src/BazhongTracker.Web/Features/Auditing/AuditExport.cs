using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BazhongTracker.Data;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Proof;

namespace BazhongTracker.Web.Features.Auditing;

/// <summary>
/// The audit as a file: CSV (RFC 4180, UTF-8 with a mark, CR LF), the oldest row first, every cell in quotes, and in the last line the number of the key and the HMAC-SHA-256 of all lines before.
/// A cell that a spreadsheet would take for a formula begins with an apostrophe.
/// </summary>
internal static class AuditExport
{
    private const string End = "\r\n";
    private const string SignatureMark = "# HMAC-SHA-256 ";
    private static readonly string[] Columns = ["row", "at_utc", "user_name", "name", "department", "roles", "action", "subject", "old", "new", "operation", "address", "session"];

    public static void MapAuditExport(this IEndpointRouteBuilder routes) => routes.MapGet(AuditFilter.ExportPath, async (
        string? who, string? did, string? q, string? from, string? until, HttpContext http, AuditQuery query, TrackerDbContext db, AuditKeys keys, TimeProvider clock, CancellationToken cancellation) =>
    {
        var rows = await query.All(AuditFilter.Read(who, did, q, from, until, null), SignedIn.ActorOf(http.User), db, cancellation);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = FormattableString.Invariant($"attachment; filename=audit-{clock.GetUtcNow():yyyyMMddTHHmmss}.csv");
        await Write(rows, keys.Current, http.Response.Body, cancellation);
    }).Asks(Actions.ReadAudit).ExcludeFromDescription();

    public static async Task Write(IAsyncEnumerable<AuditRow> rows, AuditKey key, Stream to, CancellationToken cancellation)
    {
        using var signing = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Secret);
        await Put('\uFEFF' + string.Join(',', Columns) + End);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await Put(Line(row));
        }

        await to.WriteAsync(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{SignatureMark}{key.Number} {Convert.ToHexStringLower(signing.GetHashAndReset())}{End}")), cancellation);

        async Task Put(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            signing.AppendData(bytes);
            await to.WriteAsync(bytes, cancellation);
        }
    }

    /// <summary>Whether a file is as it was exported.</summary>
    public static bool Holds(byte[] file, IReadOnlyDictionary<byte, AuditKey> keys)
    {
        var at = file.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(End + SignatureMark));
        if (at < 0)
        {
            return false;
        }

        var body = file.AsSpan(0, at + End.Length);
        var words = Encoding.UTF8.GetString(file.AsSpan(body.Length + SignatureMark.Length)).TrimEnd().Split(' ');
        return words.Length == 2 && byte.TryParse(words[0], CultureInfo.InvariantCulture, out var number) && keys.TryGetValue(number, out var key)
            && words[1] == Convert.ToHexStringLower(HMACSHA256.HashData(key.Secret, body));
    }

    private static string Line(AuditRow row) => string.Join(',', new[]
    {
        row.Id.ToString(CultureInfo.InvariantCulture), row.AtUtc.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture), row.UserName, row.DisplayName, row.DepartmentCode, row.Roles, row.Action, row.Subject,
        row.OldValue, row.NewValue, row.OperationId, row.Address, row.Session,
    }.Select(Cell)) + End;

    private static string Cell(string? text) => string.IsNullOrEmpty(text) ? "" : $"\"{(IsFormula(text) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // As spreadsheets read them, full width too.
    private static bool IsFormula(string text) => text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20' or ';' or '\'';
}
