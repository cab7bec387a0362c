using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BazhongTracker.Data.Migrations.Postgres
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
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Benchmarks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Series = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    PeriodIndex = table.Column<int>(type: "integer", nullable: false),
                    Nature = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Value = table.Column<decimal>(type: "numeric(28,8)", precision: 28, scale: 8, nullable: false),
                    Preliminary = table.Column<bool>(type: "boolean", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Published = table.Column<DateOnly>(type: "date", nullable: false),
                    Origin = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Source = table.Column<string>(type: "text", nullable: true),
                    Link = table.Column<string>(type: "text", nullable: true),
                    OperationId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
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
