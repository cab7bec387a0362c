using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BazhongTracker.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AuditSeals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Signature",
                table: "Audit",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuditSeals",
                columns: table => new
                {
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    KeyNumber = table.Column<byte>(type: "INTEGER", nullable: false),
                    LastRow = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditSeals", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Signature",
                table: "Audit",
                column: "Signature",
                unique: true);

            migrationBuilder.Sql("CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON \"AuditSeals\" BEGIN SELECT RAISE(ABORT, 'audit seals cannot be changed'); END;");
            migrationBuilder.Sql("CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON \"AuditSeals\" BEGIN SELECT RAISE(ABORT, 'audit seals cannot be changed'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditSeals");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Signature",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "Signature",
                table: "Audit");
        }
    }
}
