using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BazhongTracker.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DatedDepartments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DepartmentChanges",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    FromCode = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ToCode = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    EffectiveOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    OperationId = table.Column<string>(type: "TEXT", maxLength: 36, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DepartmentChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DepartmentChanges_Departments_FromCode",
                        column: x => x.FromCode,
                        principalTable: "Departments",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DepartmentChanges_Departments_ToCode",
                        column: x => x.ToCode,
                        principalTable: "Departments",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<string>(type: "TEXT", nullable: false),
                    DepartmentCode = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Memberships_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReviewerAssignments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<string>(type: "TEXT", nullable: false),
                    DepartmentCode = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewerAssignments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReviewerAssignments_AspNetUsers_PersonId",
                        column: x => x.PersonId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ReviewerAssignments_Departments_DepartmentCode",
                        column: x => x.DepartmentCode,
                        principalTable: "Departments",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DepartmentChanges_FromCode_ToCode",
                table: "DepartmentChanges",
                columns: new[] { "FromCode", "ToCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DepartmentChanges_ToCode",
                table: "DepartmentChanges",
                column: "ToCode");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_DepartmentCode_ValidFrom",
                table: "Memberships",
                columns: new[] { "DepartmentCode", "ValidFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_PersonId",
                table: "Memberships",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewerAssignments_DepartmentCode",
                table: "ReviewerAssignments",
                column: "DepartmentCode");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewerAssignments_PersonId",
                table: "ReviewerAssignments",
                column: "PersonId");

            // Whoever has an account belonged to the department named there for as long as there are figures.
            migrationBuilder.Sql("""
                INSERT INTO "Memberships" ("PersonId", "DepartmentCode", "ValidFrom")
                SELECT "Id", "DepartmentCode", '2021-07-13' FROM "AspNetUsers" WHERE "DepartmentCode" <> ''
                """);

            // SQLite drops a column by itself; the table is not built anew, so that a start that is killed leaves the accounts as they were.
            migrationBuilder.Sql("""ALTER TABLE "AspNetUsers" DROP COLUMN "DepartmentCode";""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DepartmentCode",
                table: "AspNetUsers",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("""UPDATE "AspNetUsers" SET "DepartmentCode" = COALESCE((SELECT "DepartmentCode" FROM "Memberships" WHERE "PersonId" = "AspNetUsers"."Id" AND "ValidTo" IS NULL ORDER BY "Id" DESC LIMIT 1), '')""");

            migrationBuilder.DropTable(
                name: "DepartmentChanges");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "ReviewerAssignments");
        }
    }
}
