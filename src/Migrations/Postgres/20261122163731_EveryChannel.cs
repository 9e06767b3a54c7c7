using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EveryChannel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_cases_appeal",
                table: "cases_appeal");

            migrationBuilder.AddColumn<string>(
                name: "print",
                table: "platform_file",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Waiting");

            migrationBuilder.AddColumn<DateTime>(
                name: "call_asked_at",
                table: "cases_report",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "stage_at_before",
                table: "cases_case",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_cases_appeal",
                table: "cases_appeal",
                columns: new[] { "district_id", "case_id", "unit_code" });

            migrationBuilder.CreateTable(
                name: "cases_anchor",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "date", nullable: false),
                    drawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cases = table.Column<int>(type: "integer", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    previous_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_anchor", x => new { x.district_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "cases_anchor_leaf",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    first_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    last_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_anchor_leaf", x => new { x.district_id, x.case_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "cases_answer_template",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    text_zh = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    text_en = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    channel_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_answer_template", x => new { x.district_id, x.code, x.edition });
                });

            migrationBuilder.CreateTable(
                name: "cases_callback",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    to_on = table.Column<DateOnly>(type: "date", nullable: false),
                    seed = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    number = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    number_source = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    shares = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    population = table.Column<int>(type: "integer", nullable: false),
                    drawn = table.Column<int>(type: "integer", nullable: false),
                    population_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_draw", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_follow",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    own_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contact = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: false),
                    contact_index = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_follow", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_house_word",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    word = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    instead = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_house_word", x => new { x.district_id, x.word });
                });

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
                name: "cases_join_batch",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lead_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    is_standing = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    words = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    lon = table.Column<double>(type: "double precision", nullable: false),
                    lat = table.Column<double>(type: "double precision", nullable: false),
                    radius_metres = table.Column<int>(type: "integer", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    seen_to = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<Guid>(type: "uuid", nullable: true),
                    undo_post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    undo_post_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    undo_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_join_batch", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_join_batch_case",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    refusal = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_join_batch_case", x => new { x.district_id, x.batch_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "cases_legal_channel",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    name_zh = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name_en = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    for_zh = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    for_en = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    basis = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    phone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    address = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    hours = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_legal_channel", x => new { x.district_id, x.code });
                });

            migrationBuilder.CreateTable(
                name: "cases_photo_match",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    other_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    distance = table.Column<int>(type: "integer", nullable: true),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finding = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    up_to = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_photo_progress", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "cases_pressure",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    finding = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    found_by = table.Column<Guid>(type: "uuid", nullable: true),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_solved = table.Column<bool>(type: "boolean", nullable: false),
                    satisfaction = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    owner_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    late_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    climbs = table.Column<int>(type: "integer", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    answer = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    no = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "cases_webhook",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    kinds = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: false),
                    is_on = table.Column<bool>(type: "boolean", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_webhook", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_notice_address",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    medium = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", maxLength: 600, nullable: false),
                    verified_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    code_hash = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    code_sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    codes_on = table.Column<DateOnly>(type: "date", nullable: false),
                    codes = table.Column<int>(type: "integer", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_notice_address", x => new { x.district_id, x.account_id, x.medium });
                });

            migrationBuilder.CreateTable(
                name: "identity_notice_choice",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kinds = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    quiet_to = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    digest_at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_notice_choice", x => new { x.district_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "open311_attribute",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    is_required = table.Column<bool>(type: "boolean", nullable: false),
                    text_zh = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    text_en = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    choices = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    retired_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_attribute", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "open311_setting",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    shows_words = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_setting", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "open311_update",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_update", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_parcel",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    medium = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<byte[]>(type: "bytea", maxLength: 600, nullable: true),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", maxLength: 24000, nullable: true),
                    gather_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    is_urgent = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    claim = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    dead_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_parcel", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_photo_print",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    cut = table.Column<int>(type: "integer", nullable: false),
                    bits = table.Column<long>(type: "bigint", nullable: false),
                    band0 = table.Column<int>(type: "integer", nullable: false),
                    band1 = table.Column<int>(type: "integer", nullable: false),
                    band2 = table.Column<int>(type: "integer", nullable: false),
                    band3 = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_photo_print", x => new { x.district_id, x.hash, x.cut });
                });

            migrationBuilder.CreateTable(
                name: "platform_stopped",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    address_index = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_stopped", x => new { x.district_id, x.address_index });
                });

            migrationBuilder.CreateTable(
                name: "cases_callback_attempt",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    call_back_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    is_reached = table.Column<bool>(type: "boolean", nullable: false),
                    words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
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
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    draw_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_no = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    stratum = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ticket = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    is_drawn = table.Column<bool>(type: "boolean", nullable: false),
                    passed = table.Column<bool>(type: "boolean", nullable: true),
                    note = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    checked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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
                name: "ix_cases_message_account_id_read_at",
                table: "cases_message",
                columns: new[] { "district_id", "account_id", "read_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_anchor_leaf_no_case_id",
                table: "cases_anchor_leaf",
                columns: new[] { "district_id", "no", "case_id" });

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
                name: "ix_cases_follow_case_id",
                table: "cases_follow",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_follow_own_case_id_contact_index",
                table: "cases_follow",
                columns: new[] { "district_id", "own_case_id", "contact_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_import_state",
                table: "cases_import",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_import_row_batch_id_state",
                table: "cases_import_row",
                columns: new[] { "district_id", "batch_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_join_batch_at",
                table: "cases_join_batch",
                columns: new[] { "district_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_join_batch_lead_case_id",
                table: "cases_join_batch",
                columns: new[] { "district_id", "lead_case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_join_batch_case_state_batch_id",
                table: "cases_join_batch_case",
                columns: new[] { "district_id", "state", "batch_id" });

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

            migrationBuilder.CreateIndex(
                name: "ux_open311_attribute_category_key_code",
                table: "open311_attribute",
                columns: new[] { "district_id", "category_key", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_open311_update_source_id_no",
                table: "open311_update",
                columns: new[] { "district_id", "source_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_platform_parcel_dead_at",
                table: "platform_parcel",
                columns: new[] { "district_id", "dead_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_parcel_medium_next_at",
                table: "platform_parcel",
                columns: new[] { "district_id", "medium", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_parcel_owner_id",
                table: "platform_parcel",
                columns: new[] { "district_id", "owner_id" });

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
                name: "cases_anchor");

            migrationBuilder.DropTable(
                name: "cases_anchor_leaf");

            migrationBuilder.DropTable(
                name: "cases_answer_template");

            migrationBuilder.DropTable(
                name: "cases_callback_attempt");

            migrationBuilder.DropTable(
                name: "cases_draw_entry");

            migrationBuilder.DropTable(
                name: "cases_follow");

            migrationBuilder.DropTable(
                name: "cases_house_word");

            migrationBuilder.DropTable(
                name: "cases_import");

            migrationBuilder.DropTable(
                name: "cases_import_row");

            migrationBuilder.DropTable(
                name: "cases_join_batch");

            migrationBuilder.DropTable(
                name: "cases_join_batch_case");

            migrationBuilder.DropTable(
                name: "cases_legal_channel");

            migrationBuilder.DropTable(
                name: "cases_photo_match");

            migrationBuilder.DropTable(
                name: "cases_photo_progress");

            migrationBuilder.DropTable(
                name: "cases_pressure");

            migrationBuilder.DropTable(
                name: "cases_review");

            migrationBuilder.DropTable(
                name: "cases_source_answer");

            migrationBuilder.DropTable(
                name: "cases_source_device");

            migrationBuilder.DropTable(
                name: "cases_webhook");

            migrationBuilder.DropTable(
                name: "identity_notice_address");

            migrationBuilder.DropTable(
                name: "identity_notice_choice");

            migrationBuilder.DropTable(
                name: "open311_attribute");

            migrationBuilder.DropTable(
                name: "open311_setting");

            migrationBuilder.DropTable(
                name: "open311_update");

            migrationBuilder.DropTable(
                name: "platform_parcel");

            migrationBuilder.DropTable(
                name: "platform_photo_print");

            migrationBuilder.DropTable(
                name: "platform_stopped");

            migrationBuilder.DropTable(
                name: "cases_callback");

            migrationBuilder.DropTable(
                name: "cases_draw");

            migrationBuilder.DropIndex(
                name: "ix_platform_file_print_preview",
                table: "platform_file");

            migrationBuilder.DropIndex(
                name: "ix_cases_message_account_id_read_at",
                table: "cases_message");

            migrationBuilder.DropPrimaryKey(
                name: "pk_cases_appeal",
                table: "cases_appeal");

            migrationBuilder.DropColumn(
                name: "print",
                table: "platform_file");

            migrationBuilder.DropColumn(
                name: "call_asked_at",
                table: "cases_report");

            migrationBuilder.DropColumn(
                name: "stage_at_before",
                table: "cases_case");

            migrationBuilder.AddPrimaryKey(
                name: "pk_cases_appeal",
                table: "cases_appeal",
                columns: new[] { "district_id", "case_id" });
        }
    }
}
