using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BazhongTracker.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CurrentVerdicts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsCurrent",
                table: "Assessments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "Stamp",
                table: "Assessments",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "OneCurrent",
                table: "Assessments",
                column: "TargetId",
                unique: true,
                filter: "\"IsCurrent\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "OneCurrent",
                table: "Assessments");

            migrationBuilder.DropColumn(
                name: "IsCurrent",
                table: "Assessments");

            migrationBuilder.DropColumn(
                name: "Stamp",
                table: "Assessments");
        }
    }
}
