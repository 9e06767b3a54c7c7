using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
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
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    basis = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    marks = table.Column<long>(type: "bigint", nullable: false),
                    cases = table.Column<long>(type: "bigint", nullable: false),
                    ratings = table.Column<long>(type: "bigint", nullable: false),
                    stars = table.Column<long>(type: "bigint", nullable: false),
                    first_answer_minutes = table.Column<long>(type: "bigint", nullable: false),
                    dispatch_minutes = table.Column<long>(type: "bigint", nullable: false),
                    arrival_minutes = table.Column<long>(type: "bigint", nullable: false),
                    handling_minutes = table.Column<long>(type: "bigint", nullable: false),
                    working_minutes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_cell", x => new { x.district_id, x.basis, x.on, x.area_code, x.category_key, x.channel, x.unit_code, x.marks });
                });

            migrationBuilder.CreateTable(
                name: "indicators_difference",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    basis = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    before = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    after = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_difference", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_fact",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    marks = table.Column<long>(type: "bigint", nullable: false),
                    first_answer_minutes = table.Column<int>(type: "integer", nullable: true),
                    dispatch_minutes = table.Column<int>(type: "integer", nullable: true),
                    arrival_minutes = table.Column<int>(type: "integer", nullable: true),
                    handling_minutes = table.Column<int>(type: "integer", nullable: true),
                    working_minutes = table.Column<int>(type: "integer", nullable: true),
                    ratings = table.Column<int>(type: "integer", nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_fact", x => new { x.district_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_frozen_fact",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    marks = table.Column<long>(type: "bigint", nullable: false),
                    first_answer_minutes = table.Column<int>(type: "integer", nullable: true),
                    dispatch_minutes = table.Column<int>(type: "integer", nullable: true),
                    arrival_minutes = table.Column<int>(type: "integer", nullable: true),
                    handling_minutes = table.Column<int>(type: "integer", nullable: true),
                    working_minutes = table.Column<int>(type: "integer", nullable: true),
                    ratings = table.Column<int>(type: "integer", nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_frozen_fact", x => new { x.district_id, x.month, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_month",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    frozen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cases = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_month", x => new { x.district_id, x.month });
                });

            migrationBuilder.CreateTable(
                name: "indicators_month_figure",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    figure_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    area_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    definition_version = table.Column<int>(type: "integer", nullable: false),
                    counted = table.Column<long>(type: "bigint", nullable: false),
                    whole = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_month_figure", x => new { x.district_id, x.month, x.figure_key, x.area_code });
                });

            migrationBuilder.CreateTable(
                name: "indicators_progress",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    last_seq = table.Column<long>(type: "bigint", nullable: false),
                    phase = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    case_after = table.Column<Guid>(type: "uuid", nullable: false),
                    day_after = table.Column<DateOnly>(type: "date", nullable: true),
                    recounted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    recounted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    recount_found = table.Column<int>(type: "integer", nullable: false),
                    current_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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
