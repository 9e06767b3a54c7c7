using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AfterTheClosing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "print",
                table: "platform_file",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Waiting");

            migrationBuilder.CreateTable(
                name: "cases_callback",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_callback", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_callback_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_draw",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    seed = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    number_source = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    shares = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    population = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn = table.Column<int>(type: "INTEGER", nullable: false),
                    population_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_draw", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_photo_match",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    other_case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    other_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    distance = table.Column<int>(type: "INTEGER", nullable: true),
                    found_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finding = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_photo_match", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_photo_match_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_photo_progress",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    up_to = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_photo_progress", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "cases_pressure",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    finding = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    found_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    found_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_pressure", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_pressure_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_review",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_solved = table.Column<bool>(type: "INTEGER", nullable: false),
                    satisfaction = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    owner_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    late_at = table.Column<long>(type: "INTEGER", nullable: true),
                    climbs = table.Column<int>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    no = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_review", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_review_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "platform_photo_print",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    cut = table.Column<int>(type: "INTEGER", nullable: false),
                    bits = table.Column<long>(type: "INTEGER", nullable: false),
                    band0 = table.Column<int>(type: "INTEGER", nullable: false),
                    band1 = table.Column<int>(type: "INTEGER", nullable: false),
                    band2 = table.Column<int>(type: "INTEGER", nullable: false),
                    band3 = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_photo_print", x => new { x.district_id, x.hash, x.cut });
                });

            migrationBuilder.CreateTable(
                name: "cases_callback_attempt",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    call_back_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_reached = table.Column<bool>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_callback_attempt", x => new { x.district_id, x.call_back_id, x.no });
                    table.ForeignKey(
                        name: "fk_cases_callback_attempt_call_back_id",
                        columns: x => new { x.district_id, x.call_back_id },
                        principalTable: "cases_callback",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_draw_entry",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    draw_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_no = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    stratum = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ticket = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    is_drawn = table.Column<bool>(type: "INTEGER", nullable: false),
                    passed = table.Column<bool>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    checked_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_draw_entry", x => new { x.district_id, x.draw_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_cases_draw_entry_draw_id",
                        columns: x => new { x.district_id, x.draw_id },
                        principalTable: "cases_draw",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_platform_file_print_preview",
                table: "platform_file",
                columns: new[] { "district_id", "print", "preview" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_callback_case_id_state",
                table: "cases_callback",
                columns: new[] { "district_id", "case_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_callback_next_at_due_at",
                table: "cases_callback",
                columns: new[] { "district_id", "next_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_callback_report_id",
                table: "cases_callback",
                columns: new[] { "district_id", "report_id" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_draw_from_on_to_on",
                table: "cases_draw",
                columns: new[] { "district_id", "from_on", "to_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_draw_entry_case_id",
                table: "cases_draw_entry",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_draw_entry_is_drawn_checked_at",
                table: "cases_draw_entry",
                columns: new[] { "district_id", "is_drawn", "checked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_photo_match_decided_at",
                table: "cases_photo_match",
                columns: new[] { "district_id", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_photo_match_other_case_id",
                table: "cases_photo_match",
                columns: new[] { "district_id", "other_case_id" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_photo_match_case_id_file_hash_other_case_id",
                table: "cases_photo_match",
                columns: new[] { "district_id", "case_id", "file_hash", "other_case_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_pressure_case_id",
                table: "cases_pressure",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_pressure_found_at",
                table: "cases_pressure",
                columns: new[] { "district_id", "found_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_pressure_report_id",
                table: "cases_pressure",
                columns: new[] { "district_id", "report_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_review_case_id",
                table: "cases_review",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_review_decided_at_due_at",
                table: "cases_review",
                columns: new[] { "district_id", "decided_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_review_report_id",
                table: "cases_review",
                columns: new[] { "district_id", "report_id" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_photo_print_band0",
                table: "platform_photo_print",
                columns: new[] { "district_id", "band0" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_photo_print_band1",
                table: "platform_photo_print",
                columns: new[] { "district_id", "band1" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_photo_print_band2",
                table: "platform_photo_print",
                columns: new[] { "district_id", "band2" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_photo_print_band3",
                table: "platform_photo_print",
                columns: new[] { "district_id", "band3" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_callback_attempt");

            migrationBuilder.DropTable(
                name: "cases_draw_entry");

            migrationBuilder.DropTable(
                name: "cases_photo_match");

            migrationBuilder.DropTable(
                name: "cases_photo_progress");

            migrationBuilder.DropTable(
                name: "cases_pressure");

            migrationBuilder.DropTable(
                name: "cases_review");

            migrationBuilder.DropTable(
                name: "platform_photo_print");

            migrationBuilder.DropTable(
                name: "cases_callback");

            migrationBuilder.DropTable(
                name: "cases_draw");

            migrationBuilder.DropIndex(
                name: "ix_platform_file_print_preview",
                table: "platform_file");

            migrationBuilder.DropColumn(
                name: "print",
                table: "platform_file");
        }
    }
}
