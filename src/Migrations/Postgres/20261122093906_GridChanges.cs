using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class GridChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_rural",
                table: "grids_area",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "grids_change",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    codes = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    successions = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_change", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_import",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    folder = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    format = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    fields = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    mapping = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    errors = table.Column<int>(type: "integer", nullable: false),
                    warnings = table.Column<int>(type: "integer", nullable: false),
                    counts = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    findings = table.Column<string>(type: "character varying(500000)", maxLength: 500000, nullable: false),
                    applied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_import", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_settings",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    grid_least = table.Column<int>(type: "integer", nullable: false),
                    grid_most = table.Column<int>(type: "integer", nullable: false),
                    micro_least = table.Column<int>(type: "integer", nullable: false),
                    micro_most = table.Column<int>(type: "integer", nullable: false),
                    rural_grid_least = table.Column<int>(type: "integer", nullable: false),
                    rural_grid_most = table.Column<int>(type: "integer", nullable: false),
                    rural_micro_least = table.Column<int>(type: "integer", nullable: false),
                    rural_micro_most = table.Column<int>(type: "integer", nullable: false),
                    precedence = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    changes = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_settings", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "grids_unit_grid",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(15)", maxLength: 15, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    shape = table.Column<string>(type: "character varying(100000)", maxLength: 100000, nullable: false),
                    source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_unit_grid", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ux_grids_unit_grid_code_valid_from",
                table: "grids_unit_grid",
                columns: new[] { "district_id", "code", "valid_from" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "grids_change");

            migrationBuilder.DropTable(
                name: "grids_import");

            migrationBuilder.DropTable(
                name: "grids_settings");

            migrationBuilder.DropTable(
                name: "grids_unit_grid");

            migrationBuilder.DropColumn(
                name: "is_rural",
                table: "grids_area");
        }
    }
}
