using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Start : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases_case",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_no = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    state_before = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    place_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    report_count = table.Column<int>(type: "INTEGER", nullable: false),
                    cover_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    joined_to_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    lead_unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    rule_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    dispatch_reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    send_back_count = table.Column<int>(type: "INTEGER", nullable: false),
                    rework_count = table.Column<int>(type: "INTEGER", nullable: false),
                    reopen_count = table.Column<int>(type: "INTEGER", nullable: false),
                    condition_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    limit_value = table.Column<double>(type: "REAL", nullable: true),
                    limit_unit = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    filed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    dispatched_at = table.Column<long>(type: "INTEGER", nullable: true),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    arrived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    handled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    original_due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    stage_at = table.Column<long>(type: "INTEGER", nullable: false),
                    stage_due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    extension_count = table.Column<int>(type: "INTEGER", nullable: false),
                    shelved_until = table.Column<long>(type: "INTEGER", nullable: true),
                    pauses = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    handled_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    dispatched_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    confirm_asked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    last_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_case", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_category",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    scheme = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    parent_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    words = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    is_in_use = table.Column<bool>(type: "INTEGER", nullable: false),
                    may_solve_on_spot = table.Column<bool>(type: "INTEGER", nullable: false),
                    resident_order = table.Column<int>(type: "INTEGER", nullable: true),
                    plain_zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    plain_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_category", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "cases_condition",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    text_zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    limit_value = table.Column<double>(type: "REAL", nullable: false),
                    limit_unit = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    close_when_zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    close_when_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_condition", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_notice",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    medium = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_sent = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_notice", x => new { x.district_id, x.report_id, x.case_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "cases_number",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    given = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_number", x => new { x.district_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "cases_rule",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    category_prefix = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    area_prefix = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    is_urgent = table.Column<bool>(type: "INTEGER", nullable: true),
                    lead_unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    helper_unit_codes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    needs_confirm = table.Column<bool>(type: "INTEGER", nullable: false),
                    auto_file = table.Column<bool>(type: "INTEGER", nullable: false),
                    auto_dispatch = table.Column<bool>(type: "INTEGER", nullable: false),
                    photo_needed = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_rule", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_timeline_text",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    public_text = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    erased_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_timeline_text", x => new { x.district_id, x.case_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "grids_area",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    shape = table.Column<string>(type: "TEXT", maxLength: 4000000, nullable: true),
                    households = table.Column<int>(type: "INTEGER", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_area", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_landmark",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    lon = table.Column<double>(type: "REAL", nullable: false),
                    lat = table.Column<double>(type: "REAL", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_landmark", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_map_feature",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    shape = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    width_metres = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_map_feature", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_account",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 80, nullable: true),
                    password_hash = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    password_set_at = table.Column<long>(type: "INTEGER", nullable: true),
                    must_change_password = table.Column<bool>(type: "INTEGER", nullable: false),
                    former_hashes = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: false),
                    security_stamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    failed_tries = table.Column<int>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: true),
                    last_sign_in_at = table.Column<long>(type: "INTEGER", nullable: true),
                    disabled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_account", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_one_time_code",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    code_hash = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_one_time_code", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_post",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_post", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_resident",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 80, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_sign_in_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_resident", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_session",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    method = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    address = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_session", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_unit",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_unit", x => new { x.district_id, x.code });
                });

            migrationBuilder.CreateTable(
                name: "platform_audit",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 48, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    detail = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: true),
                    previous_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_audit", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_delivery",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    event_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    handler = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    dead_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_delivery", x => new { x.district_id, x.event_id, x.handler });
                });

            migrationBuilder.CreateTable(
                name: "platform_event",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 48, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    payload = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    trace_parent = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_event", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_feed_head",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    last_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    last_audit_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    last_audit_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    node = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_feed_head", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "platform_file",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: true),
                    height = table.Column<int>(type: "INTEGER", nullable: true),
                    folder = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    stored_at = table.Column<long>(type: "INTEGER", nullable: false),
                    preview = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    preview_at = table.Column<long>(type: "INTEGER", nullable: true),
                    preview_attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_file", x => new { x.district_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "platform_once",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    scope = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    fingerprint = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_once", x => new { x.district_id, x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "cases_approval",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    asked_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_granted = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_approval", x => new { x.district_id, x.case_id, x.no });
                    table.ForeignKey(
                        name: "fk_cases_approval_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_evidence",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_evidence", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_evidence_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_helper",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_helper", x => new { x.district_id, x.case_id, x.unit_code });
                    table.ForeignKey(
                        name: "fk_cases_helper_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_report",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    receipt_no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    own_case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    channel_no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    text = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    said_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    reference = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    accuracy_metres = table.Column<double>(type: "REAL", nullable: true),
                    place_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    contact = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    contact_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    neighbour_contact = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    neighbour_contact_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    is_for_neighbour = table.Column<bool>(type: "INTEGER", nullable: false),
                    taken_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_solved = table.Column<bool>(type: "INTEGER", nullable: true),
                    satisfaction = table.Column<int>(type: "INTEGER", nullable: true),
                    rating_text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    rated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_report", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_report_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_timeline",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    post_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    post_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    device_at = table.Column<long>(type: "INTEGER", nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    rule_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    note_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    public_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 800, nullable: true),
                    previous_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_timeline", x => new { x.district_id, x.case_id, x.sequence });
                    table.ForeignKey(
                        name: "fk_cases_timeline_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_approval_decided_at",
                table: "cases_approval",
                columns: new[] { "district_id", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_area_code_state",
                table: "cases_case",
                columns: new[] { "district_id", "area_code", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_closed_at",
                table: "cases_case",
                columns: new[] { "district_id", "closed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_created_at",
                table: "cases_case",
                columns: new[] { "district_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_joined_to_id",
                table: "cases_case",
                columns: new[] { "district_id", "joined_to_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_lead_unit_code_state_stage_due_at",
                table: "cases_case",
                columns: new[] { "district_id", "lead_unit_code", "state", "stage_due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_state_created_at",
                table: "cases_case",
                columns: new[] { "district_id", "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_case_case_no",
                table: "cases_case",
                columns: new[] { "district_id", "case_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_condition_category_key",
                table: "cases_condition",
                columns: new[] { "district_id", "category_key" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_evidence_case_id",
                table: "cases_evidence",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_evidence_file_hash",
                table: "cases_evidence",
                columns: new[] { "district_id", "file_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_helper_unit_code",
                table: "cases_helper",
                columns: new[] { "district_id", "unit_code" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_report_case_id",
                table: "cases_report",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_report_channel_channel_no",
                table: "cases_report",
                columns: new[] { "district_id", "channel", "channel_no" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_report_contact_index",
                table: "cases_report",
                columns: new[] { "district_id", "contact_index" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_report_rated_at",
                table: "cases_report",
                columns: new[] { "district_id", "rated_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_report_receipt_no",
                table: "cases_report",
                columns: new[] { "district_id", "receipt_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_cases_rule_no",
                table: "cases_rule",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_grids_area_code_valid_from",
                table: "grids_area",
                columns: new[] { "district_id", "code", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_identity_account_normalized_user_name",
                table: "identity_account",
                columns: new[] { "district_id", "normalized_user_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_one_time_code_phone_index_sent_at",
                table: "identity_one_time_code",
                columns: new[] { "district_id", "phone_index", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_post_account_id",
                table: "identity_post",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_post_area_code",
                table: "identity_post",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_post_unit_code",
                table: "identity_post",
                columns: new[] { "district_id", "unit_code" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_resident_phone_index",
                table: "identity_resident",
                columns: new[] { "district_id", "phone_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_session_account_id_ends_at",
                table: "identity_session",
                columns: new[] { "district_id", "account_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_audit_seq",
                table: "platform_audit",
                columns: new[] { "district_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_audit_subject_id",
                table: "platform_audit",
                columns: new[] { "district_id", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_delivery_next_at",
                table: "platform_delivery",
                columns: new[] { "district_id", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_event_seq",
                table: "platform_event",
                columns: new[] { "district_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_file_preview_at",
                table: "platform_file",
                columns: new[] { "district_id", "preview_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_once_at",
                table: "platform_once",
                columns: new[] { "district_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_approval");

            migrationBuilder.DropTable(
                name: "cases_category");

            migrationBuilder.DropTable(
                name: "cases_condition");

            migrationBuilder.DropTable(
                name: "cases_evidence");

            migrationBuilder.DropTable(
                name: "cases_helper");

            migrationBuilder.DropTable(
                name: "cases_notice");

            migrationBuilder.DropTable(
                name: "cases_number");

            migrationBuilder.DropTable(
                name: "cases_report");

            migrationBuilder.DropTable(
                name: "cases_rule");

            migrationBuilder.DropTable(
                name: "cases_timeline");

            migrationBuilder.DropTable(
                name: "cases_timeline_text");

            migrationBuilder.DropTable(
                name: "grids_area");

            migrationBuilder.DropTable(
                name: "grids_landmark");

            migrationBuilder.DropTable(
                name: "grids_map_feature");

            migrationBuilder.DropTable(
                name: "identity_account");

            migrationBuilder.DropTable(
                name: "identity_one_time_code");

            migrationBuilder.DropTable(
                name: "identity_post");

            migrationBuilder.DropTable(
                name: "identity_resident");

            migrationBuilder.DropTable(
                name: "identity_session");

            migrationBuilder.DropTable(
                name: "identity_unit");

            migrationBuilder.DropTable(
                name: "platform_audit");

            migrationBuilder.DropTable(
                name: "platform_delivery");

            migrationBuilder.DropTable(
                name: "platform_event");

            migrationBuilder.DropTable(
                name: "platform_feed_head");

            migrationBuilder.DropTable(
                name: "platform_file");

            migrationBuilder.DropTable(
                name: "platform_once");

            migrationBuilder.DropTable(
                name: "cases_case");
        }
    }
}
