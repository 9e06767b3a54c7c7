using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AppealPerUnit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_cases_appeal",
                table: "cases_appeal");

            migrationBuilder.AddPrimaryKey(
                name: "pk_cases_appeal",
                table: "cases_appeal",
                columns: new[] { "district_id", "case_id", "unit_code" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_cases_appeal",
                table: "cases_appeal");

            migrationBuilder.AddPrimaryKey(
                name: "pk_cases_appeal",
                table: "cases_appeal",
                columns: new[] { "district_id", "case_id" });
        }
    }
}
