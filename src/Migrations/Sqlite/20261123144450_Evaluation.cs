using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Evaluation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "charged_unit_code",
                table: "indicators_frozen_fact",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "judged_on",
                table: "indicators_frozen_fact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "quality_on",
                table: "indicators_frozen_fact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "charged_unit_code",
                table: "indicators_fact",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "judged_on",
                table: "indicators_fact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "quality_on",
                table: "indicators_fact",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "workforce_appeal",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    scheme_key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    made_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: false),
                    photos = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decision = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_appeal", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "workforce_exclusion",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scheme_key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: false),
                    appeal_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    end_reason = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_exclusion", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "workforce_month",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    reckoned_at = table.Column<long>(type: "INTEGER", nullable: false),
                    results = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_month", x => new { x.district_id, x.month });
                });

            migrationBuilder.CreateTable(
                name: "workforce_result",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    scheme_key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    scheme_version = table.Column<int>(type: "INTEGER", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    group_key = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    reckoned_at = table.Column<long>(type: "INTEGER", nullable: false),
                    points = table.Column<int>(type: "INTEGER", nullable: true),
                    low = table.Column<int>(type: "INTEGER", nullable: false),
                    high = table.Column<int>(type: "INTEGER", nullable: false),
                    expected = table.Column<int>(type: "INTEGER", nullable: true),
                    cases = table.Column<int>(type: "INTEGER", nullable: false),
                    excluded = table.Column<int>(type: "INTEGER", nullable: false),
                    missing_weight = table.Column<int>(type: "INTEGER", nullable: false),
                    households = table.Column<int>(type: "INTEGER", nullable: true),
                    content = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    spans = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_result", x => new { x.district_id, x.month, x.scheme_key, x.subject_code, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "workforce_scheme",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scheme_key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    version_no = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    from_month = table.Column<int>(type: "INTEGER", nullable: true),
                    written_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false),
                    published_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_scheme", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_judged_on",
                table: "indicators_fact",
                columns: new[] { "district_id", "judged_on" });

            migrationBuilder.CreateIndex(
                name: "ix_workforce_appeal_scheme_key_subject_code_month",
                table: "workforce_appeal",
                columns: new[] { "district_id", "scheme_key", "subject_code", "month" });

            migrationBuilder.CreateIndex(
                name: "ix_workforce_appeal_state",
                table: "workforce_appeal",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_workforce_exclusion_month",
                table: "workforce_exclusion",
                columns: new[] { "district_id", "month" });

            migrationBuilder.CreateIndex(
                name: "ix_workforce_result_scheme_key_subject_code_month",
                table: "workforce_result",
                columns: new[] { "district_id", "scheme_key", "subject_code", "month" });

            migrationBuilder.CreateIndex(
                name: "ux_workforce_scheme_scheme_key_version_no",
                table: "workforce_scheme",
                columns: new[] { "district_id", "scheme_key", "version_no" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "workforce_appeal");

            migrationBuilder.DropTable(
                name: "workforce_exclusion");

            migrationBuilder.DropTable(
                name: "workforce_month");

            migrationBuilder.DropTable(
                name: "workforce_result");

            migrationBuilder.DropTable(
                name: "workforce_scheme");

            migrationBuilder.DropIndex(
                name: "ix_indicators_fact_judged_on",
                table: "indicators_fact");

            migrationBuilder.DropColumn(
                name: "charged_unit_code",
                table: "indicators_frozen_fact");

            migrationBuilder.DropColumn(
                name: "judged_on",
                table: "indicators_frozen_fact");

            migrationBuilder.DropColumn(
                name: "quality_on",
                table: "indicators_frozen_fact");

            migrationBuilder.DropColumn(
                name: "charged_unit_code",
                table: "indicators_fact");

            migrationBuilder.DropColumn(
                name: "judged_on",
                table: "indicators_fact");

            migrationBuilder.DropColumn(
                name: "quality_on",
                table: "indicators_fact");
        }
    }
}
