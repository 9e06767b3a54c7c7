using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FieldWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // By hand: the generated step copies the table outside of the transaction; a start that breaks off there could not go on.
            migrationBuilder.Sql("ALTER TABLE cases_gap DROP COLUMN case_count;");

            migrationBuilder.CreateTable(
                name: "cases_partner_call",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    ask = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    called_at = table.Column<long>(type: "INTEGER", nullable: false),
                    called_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    caller_title = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    phone_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: true),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    arrived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    declined_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_partner_call", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_partner_call_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "field_appointment",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    building = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    door = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    half = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    moves = table.Column<int>(type: "INTEGER", nullable: false),
                    safety_checked = table.Column<bool>(type: "INTEGER", nullable: false),
                    @unsafe = table.Column<string>(name: "unsafe", type: "TEXT", maxLength: 200, nullable: true),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    booked_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_appointment", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_checklist",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version_no = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    kind_list = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    every_days = table.Column<int>(type: "INTEGER", nullable: true),
                    content = table.Column<string>(type: "TEXT", maxLength: 60000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    written_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false),
                    approved_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    approved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_checklist", x => new { x.district_id, x.id });
                });

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
                name: "field_household_check",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    building = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    door = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    registry_version = table.Column<int>(type: "INTEGER", nullable: false),
                    was_residents = table.Column<int>(type: "INTEGER", nullable: true),
                    was_type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    residents = table.Column<int>(type: "INTEGER", nullable: true),
                    type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_household_check", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_inspected",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    record = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    was_passed = table.Column<bool>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_inspected", x => new { x.district_id, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "field_inspected_by",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_inspected_by", x => new { x.district_id, x.subject_id, x.line_id });
                });

            migrationBuilder.CreateTable(
                name: "field_notice_words",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    issuer = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    demand = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    rights = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_notice_words", x => x.district_id);
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
                name: "field_service_item",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    months = table.Column<int>(type: "INTEGER", nullable: true),
                    from_age = table.Column<int>(type: "INTEGER", nullable: true),
                    basis = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_service_item", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_special",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    kind_list = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    started_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_why = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_special", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_visit_campaign",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    script = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: false),
                    questions = table.Column<string>(type: "TEXT", maxLength: 3000, nullable: false),
                    area_codes = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    from_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    retry_days = table.Column<int>(type: "INTEGER", nullable: false),
                    most_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    created_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    started_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cleared_at = table.Column<long>(type: "INTEGER", nullable: true),
                    households = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_visit_campaign", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_inspection",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 14, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    record = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    coarse = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    checklist_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    results = table.Column<string>(type: "TEXT", maxLength: 80000, nullable: false),
                    is_passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    failed_count = table.Column<int>(type: "INTEGER", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    post = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_inspection", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_inspection_checklist_id",
                        columns: x => new { x.district_id, x.checklist_id },
                        principalTable: "field_checklist",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
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
                name: "field_service_need",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    item_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    building = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    door = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    met_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_service_need", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_service_need_item_id",
                        columns: x => new { x.district_id, x.item_id },
                        principalTable: "field_service_item",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_special_target",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    campaign_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    record = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    coarse = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    inspected_at = table.Column<long>(type: "INTEGER", nullable: true),
                    left_out_why = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    left_out_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_special_target", x => new { x.district_id, x.campaign_id, x.subject_id });
                    table.ForeignKey(
                        name: "fk_field_special_target_campaign_id",
                        columns: x => new { x.district_id, x.campaign_id },
                        principalTable: "field_special",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_visit_tally",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    campaign_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    households = table.Column<int>(type: "INTEGER", nullable: false),
                    met = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<int>(type: "INTEGER", nullable: false),
                    moved = table.Column<int>(type: "INTEGER", nullable: false),
                    unreached = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_visit_tally", x => new { x.district_id, x.campaign_id, x.area_code });
                    table.ForeignKey(
                        name: "fk_field_visit_tally_campaign_id",
                        columns: x => new { x.district_id, x.campaign_id },
                        principalTable: "field_visit_campaign",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_visit_target",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    campaign_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    building_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    building = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    door = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    walk = table.Column<int>(type: "INTEGER", nullable: false),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    card_left = table.Column<bool>(type: "INTEGER", nullable: false),
                    next_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    not_at = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    last_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_visit_target", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_visit_target_campaign_id",
                        columns: x => new { x.district_id, x.campaign_id },
                        principalTable: "field_visit_campaign",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_hazard",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    inspection_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    record = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    coarse = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    checklist_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    item_number = table.Column<int>(type: "INTEGER", nullable: false),
                    item_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    finding = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    severity = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    found_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    rectified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    recheck_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failed_rechecks = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_hazard", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_hazard_inspection_id",
                        columns: x => new { x.district_id, x.inspection_id },
                        principalTable: "field_inspection",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
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

            migrationBuilder.CreateTable(
                name: "field_appointment_item",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    appointment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    need_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    receipt_no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_appointment_item", x => new { x.district_id, x.appointment_id, x.need_id });
                    table.ForeignKey(
                        name: "fk_field_appointment_item_appointment_id",
                        columns: x => new { x.district_id, x.appointment_id },
                        principalTable: "field_appointment",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_field_appointment_item_need_id",
                        columns: x => new { x.district_id, x.need_id },
                        principalTable: "field_service_need",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_visit_try",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    target_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    card_left = table.Column<bool>(type: "INTEGER", nullable: false),
                    part = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    answers = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    has_consented = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true),
                    undone_by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_visit_try", x => new { x.district_id, x.target_id, x.no });
                    table.ForeignKey(
                        name: "fk_field_visit_try_target_id",
                        columns: x => new { x.district_id, x.target_id },
                        principalTable: "field_visit_target",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_partner_call_case_id",
                table: "cases_partner_call",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_partner_call_secret_hash",
                table: "cases_partner_call",
                columns: new[] { "district_id", "secret_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_field_appointment_state_on",
                table: "field_appointment",
                columns: new[] { "district_id", "state", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_field_appointment_item_need_id",
                table: "field_appointment_item",
                columns: new[] { "district_id", "need_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_checklist_state",
                table: "field_checklist",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ux_field_checklist_line_id_version_no",
                table: "field_checklist",
                columns: new[] { "district_id", "line_id", "version_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_field_duty_account_id_began_at",
                table: "field_duty",
                columns: new[] { "district_id", "account_id", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_field_duty_began_at",
                table: "field_duty",
                columns: new[] { "district_id", "began_at" });

            migrationBuilder.CreateIndex(
                name: "ix_field_hazard_case_id",
                table: "field_hazard",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_hazard_inspection_id",
                table: "field_hazard",
                columns: new[] { "district_id", "inspection_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_hazard_state_area_code",
                table: "field_hazard",
                columns: new[] { "district_id", "state", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_field_hazard_subject_id",
                table: "field_hazard",
                columns: new[] { "district_id", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_household_check_household_id",
                table: "field_household_check",
                columns: new[] { "district_id", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_household_check_state_area_code",
                table: "field_household_check",
                columns: new[] { "district_id", "state", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_field_inspected_area_code",
                table: "field_inspected",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_field_inspected_by_area_code",
                table: "field_inspected_by",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_field_inspection_area_code_id",
                table: "field_inspection",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_inspection_checklist_id",
                table: "field_inspection",
                columns: new[] { "district_id", "checklist_id" });

            migrationBuilder.CreateIndex(
                name: "ux_field_inspection_no",
                table: "field_inspection",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_field_inspection_subject_id_sequence",
                table: "field_inspection",
                columns: new[] { "district_id", "subject_id", "sequence" },
                unique: true);

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
                name: "ux_field_service_item_name",
                table: "field_service_item",
                columns: new[] { "district_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_field_service_need_household_id",
                table: "field_service_need",
                columns: new[] { "district_id", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_service_need_item_id_person_id",
                table: "field_service_need",
                columns: new[] { "district_id", "item_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_service_need_state_due_on",
                table: "field_service_need",
                columns: new[] { "district_id", "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_field_special_until_on",
                table: "field_special",
                columns: new[] { "district_id", "until_on" });

            migrationBuilder.CreateIndex(
                name: "ix_field_special_target_campaign_id_area_code",
                table: "field_special_target",
                columns: new[] { "district_id", "campaign_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_field_special_target_subject_id",
                table: "field_special_target",
                columns: new[] { "district_id", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_track_duty_id",
                table: "field_track",
                columns: new[] { "district_id", "duty_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_track_until_at",
                table: "field_track",
                columns: new[] { "district_id", "until_at" });

            migrationBuilder.CreateIndex(
                name: "ix_field_visit_campaign_state",
                table: "field_visit_campaign",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_field_visit_target_campaign_id_area_code",
                table: "field_visit_target",
                columns: new[] { "district_id", "campaign_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_field_visit_target_campaign_id_household_id",
                table: "field_visit_target",
                columns: new[] { "district_id", "campaign_id", "household_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_partner_call");

            migrationBuilder.DropTable(
                name: "field_appointment_item");

            migrationBuilder.DropTable(
                name: "field_hazard");

            migrationBuilder.DropTable(
                name: "field_household_check");

            migrationBuilder.DropTable(
                name: "field_inspected");

            migrationBuilder.DropTable(
                name: "field_inspected_by");

            migrationBuilder.DropTable(
                name: "field_notice_words");

            migrationBuilder.DropTable(
                name: "field_place_visit");

            migrationBuilder.DropTable(
                name: "field_special_target");

            migrationBuilder.DropTable(
                name: "field_track");

            migrationBuilder.DropTable(
                name: "field_visit_tally");

            migrationBuilder.DropTable(
                name: "field_visit_try");

            migrationBuilder.DropTable(
                name: "field_appointment");

            migrationBuilder.DropTable(
                name: "field_service_need");

            migrationBuilder.DropTable(
                name: "field_inspection");

            migrationBuilder.DropTable(
                name: "field_key_place");

            migrationBuilder.DropTable(
                name: "field_special");

            migrationBuilder.DropTable(
                name: "field_duty");

            migrationBuilder.DropTable(
                name: "field_visit_target");

            migrationBuilder.DropTable(
                name: "field_service_item");

            migrationBuilder.DropTable(
                name: "field_checklist");

            migrationBuilder.DropTable(
                name: "field_patrol_plan");

            migrationBuilder.DropTable(
                name: "field_visit_campaign");

            migrationBuilder.AddColumn<int>(
                name: "case_count",
                table: "cases_gap",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }
    }
}
