using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BazhongTracker.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WithdrawAndRevise : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Revises",
                table: "Drafts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "OneOfARevision",
                table: "Figures",
                columns: new[] { "TargetId", "PeriodIndex", "Nature", "Revision" },
                unique: true,
                filter: "\"State\" IN ('AwaitingReview', 'Accepted') AND \"ReportedBy\" <> 'import'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "OneOfARevision",
                table: "Figures");

            migrationBuilder.DropColumn(
                name: "Revises",
                table: "Drafts");
        }
    }
}
