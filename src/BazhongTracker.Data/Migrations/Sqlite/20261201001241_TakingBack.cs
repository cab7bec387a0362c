using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BazhongTracker.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TakingBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reviews_FigureId",
                table: "Reviews");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_FigureId",
                table: "Reviews",
                column: "FigureId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reviews_FigureId",
                table: "Reviews");

            migrationBuilder.CreateIndex(
                name: "IX_Reviews_FigureId",
                table: "Reviews",
                column: "FigureId",
                unique: true);
        }
    }
}
