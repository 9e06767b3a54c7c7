using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class GridsAndDeadlines : Migration
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
                defaultValue: 0);

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
                name: "cases_emergency",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    severity = table.Column<int>(type: "INTEGER", nullable: false),
                    is_drill = table.Column<bool>(type: "INTEGER", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    place_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    raised_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    raised_title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    plan_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    plan_title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    plan_version_no = table.Column<int>(type: "INTEGER", nullable: true),
                    open_key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    people_out = table.Column<int>(type: "INTEGER", nullable: false),
                    people_inside = table.Column<int>(type: "INTEGER", nullable: true),
                    reminder_round = table.Column<int>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_called_off = table.Column<bool>(type: "INTEGER", nullable: false),
                    end_note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    well = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    wrong = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    reviewed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_emergency", x => new { x.district_id, x.id });
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
                name: "grids_charter_setting",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_charter_setting", x => new { x.district_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "grids_charter_value",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    patrols_a_week = table.Column<int>(type: "INTEGER", nullable: true),
                    visits_a_month = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_charter_value", x => new { x.district_id, x.area_code, x.no });
                });

            migrationBuilder.CreateTable(
                name: "grids_coordination_scheme",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_coordination_scheme", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_coordination_seat",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    scheme_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    is_standing = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_coordination_seat", x => new { x.district_id, x.scheme_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "grids_drill",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    place = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    held_at = table.Column<long>(type: "INTEGER", nullable: false),
                    arrivals = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    well = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    wrong = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    entered_by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_drill", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_duty_swap",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    turn_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    with_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    return_turn_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_agreed = table.Column<bool>(type: "INTEGER", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_duty_swap", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_duty_turn",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    begins_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    leader_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    second_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    open_matters = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    handed_over_at = table.Column<long>(type: "INTEGER", nullable: true),
                    handed_over_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    taken_over_at = table.Column<long>(type: "INTEGER", nullable: true),
                    taken_over_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_duty_turn", x => new { x.district_id, x.id });
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
                name: "grids_party_contact",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    org_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    consented_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_contact", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_party_household",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    contact_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    dwelling_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 600, nullable: false),
                    dwelling_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    code_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 100, nullable: false),
                    code_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    since = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_household", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_party_kind",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_kind", x => new { x.district_id, x.code });
                });

            migrationBuilder.CreateTable(
                name: "grids_party_org",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    parent_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    secretary_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    members = table.Column<int>(type: "INTEGER", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_org", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_party_refusal",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dwelling_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_refusal", x => new { x.district_id, x.dwelling_index });
                });

            migrationBuilder.CreateTable(
                name: "grids_plan",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    version_no = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    steps = table.Column<string>(type: "TEXT", maxLength: 12000, nullable: false),
                    written_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_plan", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_response_seat",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    is_lead = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_response_seat", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_seat",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    public_phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    hours = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_seat", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_segment",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stretch = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    from_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    to_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    post_title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    course = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_segment", x => new { x.district_id, x.id });
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
                name: "grids_staffing_norm",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    least = table.Column<int>(type: "INTEGER", nullable: false),
                    most_households = table.Column<int>(type: "INTEGER", nullable: true),
                    most_open_cases = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_staffing_norm", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_stock",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    measure = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    lent = table.Column<int>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    place = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    is_lendable = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_stock", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_stock_loan",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stock_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    borrower = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    lent_at = table.Column<long>(type: "INTEGER", nullable: false),
                    lent_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    returned_at = table.Column<long>(type: "INTEGER", nullable: true),
                    returned_to = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_stock_loan", x => new { x.district_id, x.id });
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

            migrationBuilder.CreateTable(
                name: "identity_handover",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    post_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    from_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    to_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    given_post_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    remark = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    arranged_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    arranged_at = table.Column<long>(type: "INTEGER", nullable: false),
                    moved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    from_signed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    to_signed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_handover", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_handover_item",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    handover_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_handover_item", x => new { x.district_id, x.handover_id, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "identity_post_request",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    person = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    asked_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    post_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    refusal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_post_request", x => new { x.district_id, x.id });
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

            migrationBuilder.CreateTable(
                name: "cases_emergency_call",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    emergency_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    seat_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_lead = table.Column<bool>(type: "INTEGER", nullable: false),
                    called_at = table.Column<long>(type: "INTEGER", nullable: false),
                    messaged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    acknowledged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    acknowledged_lon = table.Column<double>(type: "REAL", nullable: true),
                    acknowledged_lat = table.Column<double>(type: "REAL", nullable: true),
                    arrived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    arrived_device_at = table.Column<long>(type: "INTEGER", nullable: true),
                    arrived_lon = table.Column<double>(type: "REAL", nullable: true),
                    arrived_lat = table.Column<double>(type: "REAL", nullable: true),
                    left_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_emergency_call", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_emergency_call_emergency_id",
                        columns: x => new { x.district_id, x.emergency_id },
                        principalTable: "cases_emergency",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_emergency_measure",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    emergency_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_emergency_measure", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_emergency_measure_emergency_id",
                        columns: x => new { x.district_id, x.emergency_id },
                        principalTable: "cases_emergency",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_emergency_step",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    emergency_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_added = table.Column<bool>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    done_title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_emergency_step", x => new { x.district_id, x.emergency_id, x.no });
                    table.ForeignKey(
                        name: "fk_cases_emergency_step_emergency_id",
                        columns: x => new { x.district_id, x.emergency_id },
                        principalTable: "cases_emergency",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_flash_report",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    emergency_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    overdue_at = table.Column<long>(type: "INTEGER", nullable: true),
                    dropped_at = table.Column<long>(type: "INTEGER", nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 3000, nullable: true),
                    sent_to = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sent_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    received_at = table.Column<long>(type: "INTEGER", nullable: true),
                    received_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_flash_report", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_flash_report_emergency_id",
                        columns: x => new { x.district_id, x.emergency_id },
                        principalTable: "cases_emergency",
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
                name: "ix_cases_emergency_case_id",
                table: "cases_emergency",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_emergency_raised_at",
                table: "cases_emergency",
                columns: new[] { "district_id", "raised_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_emergency_open_key",
                table: "cases_emergency",
                columns: new[] { "district_id", "open_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_emergency_call_account_id_ended_at",
                table: "cases_emergency_call",
                columns: new[] { "district_id", "account_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_emergency_call_emergency_id_account_id",
                table: "cases_emergency_call",
                columns: new[] { "district_id", "emergency_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_emergency_measure_emergency_id",
                table: "cases_emergency_measure",
                columns: new[] { "district_id", "emergency_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_flash_report_sent_at_dropped_at",
                table: "cases_flash_report",
                columns: new[] { "district_id", "sent_at", "dropped_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_flash_report_emergency_id_no",
                table: "cases_flash_report",
                columns: new[] { "district_id", "emergency_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_order_answered_at",
                table: "cases_order",
                columns: new[] { "district_id", "answered_at" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_coordination_scheme_area_code",
                table: "grids_coordination_scheme",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_drill_held_at",
                table: "grids_drill",
                columns: new[] { "district_id", "held_at" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_duty_swap_turn_id",
                table: "grids_duty_swap",
                columns: new[] { "district_id", "turn_id" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_duty_swap_with_id_is_agreed",
                table: "grids_duty_swap",
                columns: new[] { "district_id", "with_id", "is_agreed" });

            migrationBuilder.CreateIndex(
                name: "ux_grids_duty_turn_area_code_begins_at",
                table: "grids_duty_turn",
                columns: new[] { "district_id", "area_code", "begins_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grids_party_contact_area_code",
                table: "grids_party_contact",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_party_household_area_code",
                table: "grids_party_household",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_party_household_contact_id",
                table: "grids_party_household",
                columns: new[] { "district_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ux_grids_party_household_code_index",
                table: "grids_party_household",
                columns: new[] { "district_id", "code_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_grids_party_household_dwelling_index",
                table: "grids_party_household",
                columns: new[] { "district_id", "dwelling_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grids_party_org_area_code",
                table: "grids_party_org",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_grids_plan_kind_version_no",
                table: "grids_plan",
                columns: new[] { "district_id", "kind", "version_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grids_response_seat_account_id",
                table: "grids_response_seat",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_response_seat_area_code",
                table: "grids_response_seat",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_seat_area_code",
                table: "grids_seat",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_grids_segment_stretch_no",
                table: "grids_segment",
                columns: new[] { "district_id", "stretch", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_grids_staffing_norm_area_code_level_kind",
                table: "grids_staffing_norm",
                columns: new[] { "district_id", "area_code", "level", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grids_stock_area_code",
                table: "grids_stock",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_stock_loan_stock_id_returned_at",
                table: "grids_stock_loan",
                columns: new[] { "district_id", "stock_id", "returned_at" });

            migrationBuilder.CreateIndex(
                name: "ux_grids_unit_grid_code_valid_from",
                table: "grids_unit_grid",
                columns: new[] { "district_id", "code", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_handover_from_account_id",
                table: "identity_handover",
                columns: new[] { "district_id", "from_account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_handover_to_account_id",
                table: "identity_handover",
                columns: new[] { "district_id", "to_account_id" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_handover_post_id",
                table: "identity_handover",
                columns: new[] { "district_id", "post_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_post_request_asked_by",
                table: "identity_post_request",
                columns: new[] { "district_id", "asked_by" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_post_request_decided_at",
                table: "identity_post_request",
                columns: new[] { "district_id", "decided_at" });
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
                name: "cases_emergency_call");

            migrationBuilder.DropTable(
                name: "cases_emergency_measure");

            migrationBuilder.DropTable(
                name: "cases_emergency_step");

            migrationBuilder.DropTable(
                name: "cases_flash_report");

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
                name: "grids_change");

            migrationBuilder.DropTable(
                name: "grids_charter_setting");

            migrationBuilder.DropTable(
                name: "grids_charter_value");

            migrationBuilder.DropTable(
                name: "grids_coordination_scheme");

            migrationBuilder.DropTable(
                name: "grids_coordination_seat");

            migrationBuilder.DropTable(
                name: "grids_drill");

            migrationBuilder.DropTable(
                name: "grids_duty_swap");

            migrationBuilder.DropTable(
                name: "grids_duty_turn");

            migrationBuilder.DropTable(
                name: "grids_import");

            migrationBuilder.DropTable(
                name: "grids_party_contact");

            migrationBuilder.DropTable(
                name: "grids_party_household");

            migrationBuilder.DropTable(
                name: "grids_party_kind");

            migrationBuilder.DropTable(
                name: "grids_party_org");

            migrationBuilder.DropTable(
                name: "grids_party_refusal");

            migrationBuilder.DropTable(
                name: "grids_plan");

            migrationBuilder.DropTable(
                name: "grids_response_seat");

            migrationBuilder.DropTable(
                name: "grids_seat");

            migrationBuilder.DropTable(
                name: "grids_segment");

            migrationBuilder.DropTable(
                name: "grids_settings");

            migrationBuilder.DropTable(
                name: "grids_staffing_norm");

            migrationBuilder.DropTable(
                name: "grids_stock");

            migrationBuilder.DropTable(
                name: "grids_stock_loan");

            migrationBuilder.DropTable(
                name: "grids_unit_grid");

            migrationBuilder.DropTable(
                name: "identity_handover");

            migrationBuilder.DropTable(
                name: "identity_handover_item");

            migrationBuilder.DropTable(
                name: "identity_post_request");

            migrationBuilder.DropTable(
                name: "cases_climb");

            migrationBuilder.DropTable(
                name: "cases_emergency");

            migrationBuilder.Sql("ALTER TABLE grids_area DROP COLUMN is_rural");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN accepted_at");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN due_at");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN handed_in_at");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN handed_in_by");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN late_at");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN release_reason");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN released_at");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN result");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN round");

            migrationBuilder.Sql("ALTER TABLE cases_helper DROP COLUMN task");

            migrationBuilder.Sql("ALTER TABLE cases_condition DROP COLUMN changed_at");

            migrationBuilder.Sql("ALTER TABLE cases_condition DROP COLUMN changed_by");

            migrationBuilder.Sql("ALTER TABLE cases_condition DROP COLUMN edition");

            migrationBuilder.Sql("ALTER TABLE cases_condition DROP COLUMN replaces_id");

            migrationBuilder.Sql("ALTER TABLE cases_condition DROP COLUMN valid_from");

            migrationBuilder.Sql("ALTER TABLE cases_condition DROP COLUMN valid_to");

            migrationBuilder.Sql("ALTER TABLE cases_category DROP COLUMN valid_from");

            migrationBuilder.Sql("ALTER TABLE cases_category DROP COLUMN valid_to");

            migrationBuilder.Sql("ALTER TABLE cases_case DROP COLUMN clock_at");

            migrationBuilder.Sql("ALTER TABLE cases_case DROP COLUMN clocked_at");

            migrationBuilder.Sql("ALTER TABLE cases_case DROP COLUMN needs_call_back");

            migrationBuilder.Sql("ALTER TABLE cases_approval DROP COLUMN decide_by");

            migrationBuilder.Sql("ALTER TABLE cases_approval DROP COLUMN reminders");
        }
    }
}
