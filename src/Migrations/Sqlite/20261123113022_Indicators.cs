using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Indicators : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "indicators_cell",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    marks = table.Column<long>(type: "INTEGER", nullable: false),
                    cases = table.Column<long>(type: "INTEGER", nullable: false),
                    ratings = table.Column<long>(type: "INTEGER", nullable: false),
                    stars = table.Column<long>(type: "INTEGER", nullable: false),
                    first_answer_minutes = table.Column<long>(type: "INTEGER", nullable: false),
                    dispatch_minutes = table.Column<long>(type: "INTEGER", nullable: false),
                    arrival_minutes = table.Column<long>(type: "INTEGER", nullable: false),
                    handling_minutes = table.Column<long>(type: "INTEGER", nullable: false),
                    working_minutes = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_cell", x => new { x.district_id, x.basis, x.on, x.area_code, x.category_key, x.channel, x.unit_code, x.marks });
                });

            migrationBuilder.CreateTable(
                name: "indicators_difference",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    basis = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    before = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    after = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_difference", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_fact",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reported_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    filed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    marks = table.Column<long>(type: "INTEGER", nullable: false),
                    first_answer_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    dispatch_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    arrival_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    handling_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    working_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    ratings = table.Column<int>(type: "INTEGER", nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_fact", x => new { x.district_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_frozen_fact",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    filed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    marks = table.Column<long>(type: "INTEGER", nullable: false),
                    first_answer_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    dispatch_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    arrival_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    handling_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    working_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    ratings = table.Column<int>(type: "INTEGER", nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_frozen_fact", x => new { x.district_id, x.month, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_month",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    frozen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    cases = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_month", x => new { x.district_id, x.month });
                });

            migrationBuilder.CreateTable(
                name: "indicators_month_figure",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    figure_key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    definition_version = table.Column<int>(type: "INTEGER", nullable: false),
                    counted = table.Column<long>(type: "INTEGER", nullable: false),
                    whole = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_month_figure", x => new { x.district_id, x.month, x.figure_key, x.area_code });
                });

            migrationBuilder.CreateTable(
                name: "indicators_progress",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    last_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    phase = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    case_after = table.Column<byte[]>(type: "BLOB", nullable: false),
                    day_after = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    recounted_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    recounted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    recount_found = table.Column<int>(type: "INTEGER", nullable: false),
                    current_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_progress", x => x.district_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_difference_at",
                table: "indicators_difference",
                columns: new[] { "district_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_closed_on",
                table: "indicators_fact",
                columns: new[] { "district_id", "closed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_filed_on",
                table: "indicators_fact",
                columns: new[] { "district_id", "filed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_next_at",
                table: "indicators_fact",
                columns: new[] { "district_id", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_reported_on",
                table: "indicators_fact",
                columns: new[] { "district_id", "reported_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "indicators_cell");

            migrationBuilder.DropTable(
                name: "indicators_difference");

            migrationBuilder.DropTable(
                name: "indicators_fact");

            migrationBuilder.DropTable(
                name: "indicators_frozen_fact");

            migrationBuilder.DropTable(
                name: "indicators_month");

            migrationBuilder.DropTable(
                name: "indicators_month_figure");

            migrationBuilder.DropTable(
                name: "indicators_progress");
        }
    }
}
