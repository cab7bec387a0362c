using Microsoft.EntityFrameworkCore.Migrations;

namespace BazhongTracker.Data;

/// <summary>Tables whose rows are written once: the database itself refuses to change or delete them.</summary>
internal static class AppendOnly
{
    private static readonly (string Table, string Trigger, string Refusal)[] Tables =
        [("Audit", "audit", "audit rows cannot be changed"), ("AuditSeals", "audit_seal", "audit seals cannot be changed")];

    public static void ProtectOnSqlite(this MigrationBuilder migration)
    {
        foreach (var (table, trigger, refusal) in Tables)
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
            {
                migration.Sql($"""CREATE TRIGGER {trigger}_no_{change.ToLowerInvariant()} BEFORE {change} ON "{table}" BEGIN SELECT RAISE(ABORT, '{refusal}'); END;""");
            }
        }
    }

    public static void ProtectOnPostgres(this MigrationBuilder migration)
    {
        migration.Sql(
            "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit rows cannot be changed'; END $$;");
        foreach (var (table, trigger, _) in Tables)
        {
            migration.Sql($"""
                CREATE TRIGGER {trigger}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}"
                FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
                """);
            migration.Sql($"""REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM PUBLIC;""");
        }
    }

    public static void DropOnPostgres(this MigrationBuilder migration) => migration.Sql("DROP FUNCTION IF EXISTS audit_is_append_only() CASCADE;");
}
