using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BazhongTracker.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MethodVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Until now each day had one verdict, by the only version there was.
            migrationBuilder.AddColumn<bool>(
                name: "IsShown",
                table: "Assessments",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "MethodVersions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Settings = table.Column<string>(type: "text", nullable: false),
                    FromUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    Why = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MethodVersions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "OneShown",
                table: "Assessments",
                columns: new[] { "TargetId", "AsOf" },
                unique: true,
                filter: "\"IsShown\"");

            migrationBuilder.CreateIndex(
                name: "IX_MethodVersions_Version",
                table: "MethodVersions",
                column: "Version",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MethodVersions");

            migrationBuilder.DropIndex(
                name: "OneShown",
                table: "Assessments");

            migrationBuilder.DropColumn(
                name: "IsShown",
                table: "Assessments");
        }
    }
}
