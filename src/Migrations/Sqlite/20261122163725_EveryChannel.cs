using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EveryChannel : Migration
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

            migrationBuilder.AddColumn<long>(
                name: "call_asked_at",
                table: "cases_report",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "stage_at_before",
                table: "cases_case",
                type: "INTEGER",
                nullable: true);

            // Not by DropPrimaryKey and AddPrimaryKey: for these the tool leaves the transaction to switch foreign keys off, and a crash in between would
            // leave a half-made schema that cannot be migrated again. Nothing refers to this table, so it is remade inside the transaction.
            migrationBuilder.Sql(
                """
                CREATE TABLE "ef_temp_cases_appeal" (
                    "district_id" INTEGER NOT NULL,
                    "case_id" BLOB NOT NULL,
                    "unit_code" TEXT NOT NULL,
                    "asked_at" INTEGER NOT NULL,
                    "asked_by" BLOB NULL,
                    "decide_by" INTEGER NOT NULL,
                    "decided_at" INTEGER NULL,
                    "decided_by" BLOB NULL,
                    "is_granted" INTEGER NULL,
                    "reason" TEXT NOT NULL,
                    CONSTRAINT "pk_cases_appeal" PRIMARY KEY ("district_id", "case_id", "unit_code"),
                    CONSTRAINT "fk_cases_appeal_case_id" FOREIGN KEY ("district_id", "case_id") REFERENCES "cases_case" ("district_id", "id") ON DELETE RESTRICT
                );
                INSERT INTO "ef_temp_cases_appeal" ("district_id", "case_id", "unit_code", "asked_at", "asked_by", "decide_by", "decided_at", "decided_by", "is_granted", "reason")
                SELECT "district_id", "case_id", "unit_code", "asked_at", "asked_by", "decide_by", "decided_at", "decided_by", "is_granted", "reason" FROM "cases_appeal";
                DROP TABLE "cases_appeal";
                ALTER TABLE "ef_temp_cases_appeal" RENAME TO "cases_appeal";
                CREATE INDEX "ix_cases_appeal_decided_at" ON "cases_appeal" ("district_id", "decided_at");
                """
            );

            migrationBuilder.CreateTable(
                name: "cases_anchor",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    drawn_at = table.Column<long>(type: "INTEGER", nullable: false),
                    cases = table.Column<int>(type: "INTEGER", nullable: false),
                    root = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    previous_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_anchor", x => new { x.district_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "cases_anchor_leaf",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    first_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    last_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_anchor_leaf", x => new { x.district_id, x.case_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "cases_answer_template",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    edition = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    text_zh = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    text_en = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    channel_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    is_retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_answer_template", x => new { x.district_id, x.code, x.edition });
                });

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
                name: "cases_follow",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    own_case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    contact = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: false),
                    contact_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_follow", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_house_word",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    instead = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_house_word", x => new { x.district_id, x.word });
                });

            migrationBuilder.CreateTable(
                name: "cases_import",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reference = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    headings = table.Column<string>(type: "TEXT", maxLength: 40000, nullable: false),
                    chosen = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_import", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_import_row",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    row_no = table.Column<int>(type: "INTEGER", nullable: false),
                    cells = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    column = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_import_row", x => new { x.district_id, x.batch_id, x.row_no });
                });

            migrationBuilder.CreateTable(
                name: "cases_join_batch",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lead_case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    is_standing = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    post_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    post_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    words = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    lon = table.Column<double>(type: "REAL", nullable: false),
                    lat = table.Column<double>(type: "REAL", nullable: false),
                    radius_metres = table.Column<int>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    seen_to = table.Column<long>(type: "INTEGER", nullable: false),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true),
                    undone_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    undo_post_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    undo_post_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    undo_reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_join_batch", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_join_batch_case",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    batch_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    refusal = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_join_batch_case", x => new { x.district_id, x.batch_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "cases_legal_channel",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    for_zh = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    for_en = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    hours = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_legal_channel", x => new { x.district_id, x.code });
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
                name: "cases_source_answer",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    channel_no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    receipt_no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    left_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_source_answer", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_source_device",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    report_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    cleared_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_source_device", x => new { x.district_id, x.source_id, x.device, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "cases_webhook",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    kinds = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_webhook", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_notice_address",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    medium = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", maxLength: 600, nullable: false),
                    verified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    code_hash = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    code_sent_at = table.Column<long>(type: "INTEGER", nullable: false),
                    codes_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    codes = table.Column<int>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_notice_address", x => new { x.district_id, x.account_id, x.medium });
                });

            migrationBuilder.CreateTable(
                name: "identity_notice_choice",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kinds = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    quiet_to = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    digest_at = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_notice_choice", x => new { x.district_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "open311_attribute",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    text_zh = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    text_en = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    choices = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_attribute", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "open311_setting",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    shows_words = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_setting", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "open311_update",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on_case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_update", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_parcel",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    medium = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    event_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    address = table.Column<byte[]>(type: "BLOB", maxLength: 600, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", maxLength: 24000, nullable: true),
                    gather_key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    lines = table.Column<int>(type: "INTEGER", nullable: false),
                    is_urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    claim = table.Column<byte[]>(type: "BLOB", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    dead_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_parcel", x => new { x.district_id, x.id });
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
                name: "platform_stopped",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    address_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_stopped", x => new { x.district_id, x.address_index });
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

            migrationBuilder.Sql("ALTER TABLE platform_file DROP COLUMN print");

            migrationBuilder.Sql("ALTER TABLE cases_report DROP COLUMN call_asked_at");

            migrationBuilder.Sql("ALTER TABLE cases_case DROP COLUMN stage_at_before");

            // Not by DropPrimaryKey and AddPrimaryKey: for these the tool leaves the transaction to switch foreign keys off, and a crash in between would
            // leave a half-made schema that cannot be migrated again. Nothing refers to this table, so it is remade inside the transaction.
            migrationBuilder.Sql(
                """
                CREATE TABLE "ef_temp_cases_appeal" (
                    "district_id" INTEGER NOT NULL,
                    "case_id" BLOB NOT NULL,
                    "unit_code" TEXT NOT NULL,
                    "asked_at" INTEGER NOT NULL,
                    "asked_by" BLOB NULL,
                    "decide_by" INTEGER NOT NULL,
                    "decided_at" INTEGER NULL,
                    "decided_by" BLOB NULL,
                    "is_granted" INTEGER NULL,
                    "reason" TEXT NOT NULL,
                    CONSTRAINT "pk_cases_appeal" PRIMARY KEY ("district_id", "case_id"),
                    CONSTRAINT "fk_cases_appeal_case_id" FOREIGN KEY ("district_id", "case_id") REFERENCES "cases_case" ("district_id", "id") ON DELETE RESTRICT
                );
                INSERT INTO "ef_temp_cases_appeal" ("district_id", "case_id", "unit_code", "asked_at", "asked_by", "decide_by", "decided_at", "decided_by", "is_granted", "reason")
                SELECT "district_id", "case_id", "unit_code", "asked_at", "asked_by", "decide_by", "decided_at", "decided_by", "is_granted", "reason" FROM "cases_appeal";
                DROP TABLE "cases_appeal";
                ALTER TABLE "ef_temp_cases_appeal" RENAME TO "cases_appeal";
                CREATE INDEX "ix_cases_appeal_decided_at" ON "cases_appeal" ("district_id", "decided_at");
                """
            );
        }
    }
}
