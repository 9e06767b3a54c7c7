using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReceiptCoversText : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "salt",
                table: "cases_report",
                type: "BLOB",
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_timeline_account_id_at",
                table: "cases_timeline",
                columns: new[] { "district_id", "account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_report_own_case_id",
                table: "cases_report",
                columns: new[] { "district_id", "own_case_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_timeline_account_id_at",
                table: "cases_timeline");

            migrationBuilder.DropIndex(
                name: "ix_cases_report_own_case_id",
                table: "cases_report");

            migrationBuilder.Sql("ALTER TABLE cases_report DROP COLUMN salt");
        }
    }
}
