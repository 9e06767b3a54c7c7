using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CommunityDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "indicators_morning",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    sha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_morning", x => new { x.district_id, x.drawn_on, x.area_code });
                });

            migrationBuilder.CreateTable(
                name: "indicators_morning_day",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    formula_version = table.Column<int>(type: "INTEGER", nullable: false),
                    grids = table.Column<int>(type: "INTEGER", nullable: false),
                    places = table.Column<int>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    drawn_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_morning_day", x => new { x.district_id, x.drawn_on });
                });

            migrationBuilder.CreateTable(
                name: "indicators_morning_look",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    lon = table.Column<double>(type: "REAL", nullable: false),
                    lat = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_morning_look", x => new { x.district_id, x.drawn_on, x.area_code, x.no });
                });

            migrationBuilder.CreateTable(
                name: "indicators_morning_score",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    places = table.Column<int>(type: "INTEGER", nullable: false),
                    hits = table.Column<int>(type: "INTEGER", nullable: false),
                    frequent_places = table.Column<int>(type: "INTEGER", nullable: false),
                    frequent_hits = table.Column<int>(type: "INTEGER", nullable: false),
                    cases = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    squares = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    is_altered = table.Column<bool>(type: "INTEGER", nullable: false),
                    scored_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_morning_score", x => new { x.district_id, x.drawn_on, x.area_code });
                });

            migrationBuilder.CreateTable(
                name: "indicators_report_subscription",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    is_below_too = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_report_subscription", x => new { x.district_id, x.account_id, x.area_code });
                });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_report_subscription_area_code",
                table: "indicators_report_subscription",
                columns: new[] { "district_id", "area_code" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "indicators_morning");

            migrationBuilder.DropTable(
                name: "indicators_morning_day");

            migrationBuilder.DropTable(
                name: "indicators_morning_look");

            migrationBuilder.DropTable(
                name: "indicators_morning_score");

            migrationBuilder.DropTable(
                name: "indicators_report_subscription");
        }
    }
}
