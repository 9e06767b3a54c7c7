using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PlacesInEnglishAndOneGap : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "name_en",
                table: "grids_map_feature",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "name_en",
                table: "grids_landmark",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "open_key",
                table: "cases_gap",
                type: "character varying(204)",
                maxLength: 204,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_cases_gap_open_key",
                table: "cases_gap",
                columns: new[] { "district_id", "open_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_cases_gap_open_key",
                table: "cases_gap");

            migrationBuilder.DropColumn(
                name: "name_en",
                table: "grids_map_feature");

            migrationBuilder.DropColumn(
                name: "name_en",
                table: "grids_landmark");

            migrationBuilder.DropColumn(
                name: "open_key",
                table: "cases_gap");
        }
    }
}
