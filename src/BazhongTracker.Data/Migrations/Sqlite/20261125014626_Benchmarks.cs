using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BazhongTracker.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Benchmarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ShortName",
                table: "Departments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Benchmarks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Series = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    PeriodIndex = table.Column<int>(type: "INTEGER", nullable: false),
                    Nature = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", precision: 28, scale: 8, nullable: false),
                    Preliminary = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Published = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: true),
                    Link = table.Column<string>(type: "TEXT", nullable: true),
                    OperationId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Benchmarks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Assessments_AsOf_TargetId",
                table: "Assessments",
                columns: new[] { "AsOf", "TargetId" });

            migrationBuilder.CreateIndex(
                name: "IX_Benchmarks_OperationId",
                table: "Benchmarks",
                column: "OperationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Benchmarks_Series_PeriodIndex",
                table: "Benchmarks",
                columns: new[] { "Series", "PeriodIndex" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Benchmarks");

            migrationBuilder.DropIndex(
                name: "IX_Assessments_AsOf_TargetId",
                table: "Assessments");

            migrationBuilder.DropColumn(
                name: "ShortName",
                table: "Departments");
        }
    }
}
