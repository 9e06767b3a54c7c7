using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "name_en",
                table: "grids_landmark",
                type: "TEXT",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "open_key",
                table: "cases_gap",
                type: "TEXT",
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

            migrationBuilder.Sql("ALTER TABLE \"grids_map_feature\" DROP COLUMN \"name_en\"");

            migrationBuilder.Sql("ALTER TABLE \"grids_landmark\" DROP COLUMN \"name_en\"");

            migrationBuilder.Sql("ALTER TABLE \"cases_gap\" DROP COLUMN \"open_key\"");
        }
    }
}
