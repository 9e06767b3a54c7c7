using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Patrols : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "field_duty",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    began_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_ended_by_clock = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_duty", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_patrol_plan",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    days = table.Column<int>(type: "INTEGER", nullable: false),
                    from_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    until_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_patrol_plan", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_track",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    duty_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from_at = table.Column<long>(type: "INTEGER", nullable: false),
                    until_at = table.Column<long>(type: "INTEGER", nullable: false),
                    points_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    metres = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_track", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_track_duty_id",
                        columns: x => new { x.district_id, x.duty_id },
                        principalTable: "field_duty",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_key_place",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    plan_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    lon = table.Column<double>(type: "REAL", nullable: false),
                    lat = table.Column<double>(type: "REAL", nullable: false),
                    registry_place_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    every_days = table.Column<int>(type: "INTEGER", nullable: false),
                    added_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_key_place", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_key_place_plan_id",
                        columns: x => new { x.district_id, x.plan_id },
                        principalTable: "field_patrol_plan",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_place_visit",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key_place_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    visited_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    is_in_window = table.Column<bool>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: true),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    photo_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_place_visit", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_place_visit_key_place_id",
                        columns: x => new { x.district_id, x.key_place_id },
                        principalTable: "field_key_place",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_field_duty_account_id_began_at",
                table: "field_duty",
                columns: new[] { "district_id", "account_id", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_field_duty_began_at",
                table: "field_duty",
                columns: new[] { "district_id", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_field_key_place_plan_id",
                table: "field_key_place",
                columns: new[] { "district_id", "plan_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_patrol_plan_area_code",
                table: "field_patrol_plan",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_field_place_visit_at",
                table: "field_place_visit",
                columns: new[] { "district_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ux_field_place_visit_key_place_id_visited_on",
                table: "field_place_visit",
                columns: new[] { "district_id", "key_place_id", "visited_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_field_track_duty_id",
                table: "field_track",
                columns: new[] { "district_id", "duty_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_track_until_at",
                table: "field_track",
                columns: new[] { "district_id", "until_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "field_place_visit");

            migrationBuilder.DropTable(
                name: "field_track");

            migrationBuilder.DropTable(
                name: "field_key_place");

            migrationBuilder.DropTable(
                name: "field_duty");

            migrationBuilder.DropTable(
                name: "field_patrol_plan");
        }
    }
}
