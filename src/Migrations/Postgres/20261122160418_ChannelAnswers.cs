using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ChannelAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases_import",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reference = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    headings = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: false),
                    chosen = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_import", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_import_row",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_no = table.Column<int>(type: "integer", nullable: false),
                    cells = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: true),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    column = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_import_row", x => new { x.district_id, x.batch_id, x.row_no });
                });

            migrationBuilder.CreateTable(
                name: "cases_source_answer",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    channel_no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    receipt_no = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    action = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    left_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_source_answer", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_source_device",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    device = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: true),
                    repeats = table.Column<int>(type: "integer", nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cleared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_source_device", x => new { x.district_id, x.source_id, x.device, x.kind });
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_import_state",
                table: "cases_import",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_import_row_batch_id_state",
                table: "cases_import_row",
                columns: new[] { "district_id", "batch_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_source_answer_report_id",
                table: "cases_source_answer",
                columns: new[] { "district_id", "report_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_source_answer_source_id_left_at_id",
                table: "cases_source_answer",
                columns: new[] { "district_id", "source_id", "left_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_source_device_report_id",
                table: "cases_source_device",
                columns: new[] { "district_id", "report_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_import");

            migrationBuilder.DropTable(
                name: "cases_import_row");

            migrationBuilder.DropTable(
                name: "cases_source_answer");

            migrationBuilder.DropTable(
                name: "cases_source_device");
        }
    }
}
