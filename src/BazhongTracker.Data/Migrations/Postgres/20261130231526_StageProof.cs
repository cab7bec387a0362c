using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BazhongTracker.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StageProof : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Ladder",
                table: "Targets",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DocumentIssuer",
                table: "Figures",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DocumentNumber",
                table: "Figures",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Day",
                table: "Drafts",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "DocumentIssuer",
                table: "Drafts",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "DocumentNumber",
                table: "Drafts",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Ladder",
                table: "Targets");

            migrationBuilder.DropColumn(
                name: "DocumentIssuer",
                table: "Figures");

            migrationBuilder.DropColumn(
                name: "DocumentNumber",
                table: "Figures");

            migrationBuilder.DropColumn(
                name: "Day",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "DocumentIssuer",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "DocumentNumber",
                table: "Drafts");
        }
    }
}
