using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Deadlines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "accepted_at",
                table: "cases_helper",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "due_at",
                table: "cases_helper",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "handed_in_at",
                table: "cases_helper",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "handed_in_by",
                table: "cases_helper",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "late_at",
                table: "cases_helper",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "release_reason",
                table: "cases_helper",
                type: "TEXT",
                maxLength: 8000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "released_at",
                table: "cases_helper",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "result",
                table: "cases_helper",
                type: "TEXT",
                maxLength: 8000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "round",
                table: "cases_helper",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "task",
                table: "cases_helper",
                type: "TEXT",
                maxLength: 8000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "changed_at",
                table: "cases_condition",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "changed_by",
                table: "cases_condition",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "edition",
                table: "cases_condition",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<byte[]>(
                name: "replaces_id",
                table: "cases_condition",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_from",
                table: "cases_condition",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_to",
                table: "cases_condition",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_from",
                table: "cases_category",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "valid_to",
                table: "cases_category",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "clock_at",
                table: "cases_case",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "clocked_at",
                table: "cases_case",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "needs_call_back",
                table: "cases_case",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "decide_by",
                table: "cases_approval",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "reminders",
                table: "cases_approval",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "cases_appeal",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    asked_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decide_by = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_granted = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_appeal", x => new { x.district_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_cases_appeal_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_calendar",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    days = table.Column<string>(type: "TEXT", maxLength: 12000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_calendar", x => new { x.district_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "cases_catalogue",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_catalogue", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "cases_category_map",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    from_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    to_scheme = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    to_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    confirmed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_category_map", x => new { x.district_id, x.from_key, x.to_scheme });
                });

            migrationBuilder.CreateTable(
                name: "cases_climb",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    called_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    report_by = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_climb", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_climb_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_ladder",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    category_prefix = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    is_urgent = table.Column<bool>(type: "INTEGER", nullable: true),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    more_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    climbs = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_ladder", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_message",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_message", x => new { x.district_id, x.account_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_order",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    given_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    given_at = table.Column<long>(type: "INTEGER", nullable: false),
                    answer_by = table.Column<long>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    answer_no = table.Column<int>(type: "INTEGER", nullable: true),
                    late_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_order", x => new { x.district_id, x.case_id, x.no });
                    table.ForeignKey(
                        name: "fk_cases_order_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_recompute",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    cursor = table.Column<byte[]>(type: "BLOB", nullable: true),
                    pass = table.Column<int>(type: "INTEGER", nullable: false),
                    seen = table.Column<int>(type: "INTEGER", nullable: false),
                    changed = table.Column<int>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_recompute", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_rung",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    clock = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    rung_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    percent = table.Column<int>(type: "INTEGER", nullable: false),
                    more_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_rung", x => new { x.district_id, x.case_id, x.clock, x.rung_id });
                });

            migrationBuilder.CreateTable(
                name: "cases_stage_limit",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    in_working_time = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_stage_limit", x => new { x.district_id, x.stage });
                });

            migrationBuilder.CreateTable(
                name: "cases_unit_hours",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    windows = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    is_every_day = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_unit_hours", x => new { x.district_id, x.unit_code, x.no });
                });

            migrationBuilder.CreateTable(
                name: "cases_climb_call",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    climb_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    reported_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reported_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    said = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    late_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_climb_call", x => new { x.district_id, x.climb_id, x.unit_code });
                    table.ForeignKey(
                        name: "fk_cases_climb_call_climb_id",
                        columns: x => new { x.district_id, x.climb_id },
                        principalTable: "cases_climb",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_appeal_decided_at",
                table: "cases_appeal",
                columns: new[] { "district_id", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_climb_case_id",
                table: "cases_climb",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_climb_ended_at_at",
                table: "cases_climb",
                columns: new[] { "district_id", "ended_at", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_climb_call_unit_code",
                table: "cases_climb_call",
                columns: new[] { "district_id", "unit_code" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_order_answered_at",
                table: "cases_order",
                columns: new[] { "district_id", "answered_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_appeal");

            migrationBuilder.DropTable(
                name: "cases_calendar");

            migrationBuilder.DropTable(
                name: "cases_catalogue");

            migrationBuilder.DropTable(
                name: "cases_category_map");

            migrationBuilder.DropTable(
                name: "cases_climb_call");

            migrationBuilder.DropTable(
                name: "cases_ladder");

            migrationBuilder.DropTable(
                name: "cases_message");

            migrationBuilder.DropTable(
                name: "cases_order");

            migrationBuilder.DropTable(
                name: "cases_recompute");

            migrationBuilder.DropTable(
                name: "cases_rung");

            migrationBuilder.DropTable(
                name: "cases_stage_limit");

            migrationBuilder.DropTable(
                name: "cases_unit_hours");

            migrationBuilder.DropTable(
                name: "cases_climb");

            migrationBuilder.DropColumn(
                name: "accepted_at",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "due_at",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "handed_in_at",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "handed_in_by",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "late_at",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "release_reason",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "released_at",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "result",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "round",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "task",
                table: "cases_helper");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "cases_condition");

            migrationBuilder.DropColumn(
                name: "changed_by",
                table: "cases_condition");

            migrationBuilder.DropColumn(
                name: "edition",
                table: "cases_condition");

            migrationBuilder.DropColumn(
                name: "replaces_id",
                table: "cases_condition");

            migrationBuilder.DropColumn(
                name: "valid_from",
                table: "cases_condition");

            migrationBuilder.DropColumn(
                name: "valid_to",
                table: "cases_condition");

            migrationBuilder.DropColumn(
                name: "valid_from",
                table: "cases_category");

            migrationBuilder.DropColumn(
                name: "valid_to",
                table: "cases_category");

            migrationBuilder.DropColumn(
                name: "clock_at",
                table: "cases_case");

            migrationBuilder.DropColumn(
                name: "clocked_at",
                table: "cases_case");

            migrationBuilder.DropColumn(
                name: "needs_call_back",
                table: "cases_case");

            migrationBuilder.DropColumn(
                name: "decide_by",
                table: "cases_approval");

            migrationBuilder.DropColumn(
                name: "reminders",
                table: "cases_approval");
        }
    }
}
