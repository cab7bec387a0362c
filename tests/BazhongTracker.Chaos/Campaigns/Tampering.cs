using BazhongTracker.Data;

namespace BazhongTracker.Chaos.Campaigns;

/// <summary>One way to alter the audit behind the program's back.</summary>
internal sealed record Tampering(string Name, string Sql)
{
    private const string Fields = "\"AtUtc\", \"UserName\", \"DisplayName\", \"DepartmentCode\", \"Roles\", \"Action\", \"Subject\", \"OldValue\", \"NewValue\", \"OperationId\", \"Address\", \"Session\"";
    private static readonly string[] Columns = ["UserName", "DisplayName", "DepartmentCode", "Roles", "Action", "Subject", "OldValue", "NewValue", "OperationId", "Address", "Session"];

    /// <summary>What keeps the program from it does not keep the owner; the copies are for putting everything back.</summary>
    public static string Prepare(DatabaseProvider provider) => (provider == DatabaseProvider.Postgres
        ? "ALTER TABLE \"Audit\" DISABLE TRIGGER USER; ALTER TABLE \"AuditSeals\" DISABLE TRIGGER USER; "
        : "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_seal_no_update; DROP TRIGGER audit_seal_no_delete; ")
        + "DROP INDEX \"IX_Audit_Signature\"; CREATE TABLE kept_audit AS SELECT * FROM \"Audit\"; CREATE TABLE kept_seals AS SELECT * FROM \"AuditSeals\";";

    public const string Undo = "DELETE FROM \"Audit\"; INSERT INTO \"Audit\" SELECT * FROM kept_audit; DELETE FROM \"AuditSeals\"; INSERT INTO \"AuditSeals\" SELECT * FROM kept_seals;";

    public static Tampering Next(Random chance, int rows, int seals)
    {
        var (row, other, seal) = (chance.Next(1, rows), chance.Next(1, rows), chance.Next(1, seals + 1));
        other = other == row ? row + 1 : other;
        var column = Columns[chance.Next(Columns.Length)];
        return chance.Next(12) switch
        {
            0 or 1 => new("text changed", $"UPDATE \"Audit\" SET \"{column}\" = COALESCE(\"{column}\", '') || 'x' WHERE \"Id\" = {row};"),
            2 => new("time changed", $"UPDATE \"Audit\" SET \"AtUtc\" = (SELECT \"AtUtc\" FROM kept_audit WHERE \"Id\" = {other}) WHERE \"Id\" = {row};"),
            3 => new("row removed", $"DELETE FROM \"Audit\" WHERE \"Id\" = {row};"),
            4 => new("end removed", $"DELETE FROM \"Audit\" WHERE \"Id\" >= {row};"),
            5 => new("two exchanged", $"UPDATE \"Audit\" SET \"Id\" = -1 WHERE \"Id\" = {row}; UPDATE \"Audit\" SET \"Id\" = {row} WHERE \"Id\" = {other}; UPDATE \"Audit\" SET \"Id\" = {other} WHERE \"Id\" = -1;"),
            6 => new("signature removed", $"UPDATE \"Audit\" SET \"Signature\" = NULL WHERE \"Id\" = {row};"),
            7 => new("row repeated", $"INSERT INTO \"Audit\" (\"Id\", {Fields}, \"Signature\") SELECT {rows + row}, {Fields}, \"Signature\" FROM \"Audit\" WHERE \"Id\" = {row};"),
            8 => new("row put in", $"INSERT INTO \"Audit\" (\"Id\", {Fields}, \"Signature\") SELECT {rows + row}, {Fields}, NULL FROM \"Audit\" WHERE \"Id\" = {row};"),
            9 => new("seal changed", $"UPDATE \"AuditSeals\" SET \"LastRow\" = \"LastRow\" - 1 WHERE \"Number\" = {seal};"),
            10 => new("seal removed", $"DELETE FROM \"AuditSeals\" WHERE \"Number\" = {seal};"),
            _ => new("end removed with its seals", $"DELETE FROM \"Audit\" WHERE \"Id\" > {(seal - 1) * (rows / seals)}; DELETE FROM \"AuditSeals\" WHERE \"Number\" >= {seal};"),
        };
    }
}
