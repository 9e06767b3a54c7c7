using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "grids_change",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    codes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    successions = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_change", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_import",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    folder = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    format = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    fields = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    mapping = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    errors = table.Column<int>(type: "INTEGER", nullable: false),
                    warnings = table.Column<int>(type: "INTEGER", nullable: false),
                    counts = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    findings = table.Column<string>(type: "TEXT", maxLength: 500000, nullable: false),
                    applied_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_import", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_settings",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    grid_least = table.Column<int>(type: "INTEGER", nullable: false),
                    grid_most = table.Column<int>(type: "INTEGER", nullable: false),
                    micro_least = table.Column<int>(type: "INTEGER", nullable: false),
                    micro_most = table.Column<int>(type: "INTEGER", nullable: false),
                    rural_grid_least = table.Column<int>(type: "INTEGER", nullable: false),
                    rural_grid_most = table.Column<int>(type: "INTEGER", nullable: false),
                    rural_micro_least = table.Column<int>(type: "INTEGER", nullable: false),
                    rural_micro_most = table.Column<int>(type: "INTEGER", nullable: false),
                    precedence = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    changes = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_settings", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "grids_unit_grid",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    shape = table.Column<string>(type: "TEXT", maxLength: 100000, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
