using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AccountsListsPrivacy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "market_id",
                table: "registry_place",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_change",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_en",
                table: "grids_map_feature",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "name_en",
                table: "grids_landmark",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "void_asked_at",
                table: "field_inspection",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "void_asked_by",
                table: "field_inspection",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "void_reason",
                table: "field_inspection",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "voided_at",
                table: "field_inspection",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "voided_by",
                table: "field_inspection",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "decided_by",
                table: "field_entry",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decided_why",
                table: "field_entry",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "title_en",
                table: "field_checklist",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "open_key",
                table: "cases_gap",
                type: "character varying(204)",
                maxLength: 204,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cases_data_request",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    item_kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: true),
                    words_sealed = table.Column<byte[]>(type: "bytea", maxLength: 8000, nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    erased = table.Column<int>(type: "integer", nullable: false),
                    waits = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_data_request", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_hold",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_hold", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_government_link",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_index = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false),
                    linked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_government_link", x => new { x.district_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "identity_invitation",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    invited_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_invitation", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_passkey",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    public_key = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sign_count = table.Column<long>(type: "bigint", nullable: false),
                    transports = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "boolean", nullable: false),
                    is_backed_up = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_passkey", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_post_proposal",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true),
                    unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    request_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_agreed = table.Column<bool>(type: "boolean", nullable: true),
                    refusal = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_post_proposal", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_second_factor",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    secret_sealed = table.Column<byte[]>(type: "bytea", maxLength: 80, nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_step = table.Column<long>(type: "bigint", nullable: false),
                    recovery_hashes = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_second_factor", x => new { x.district_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "identity_spent_token",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_spent_token", x => new { x.district_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "identity_urgent_grant",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_justified = table.Column<bool>(type: "boolean", nullable: true),
                    review = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_urgent_grant", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_audit_cut",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_audit_cut", x => new { x.district_id, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "platform_sealed_part",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_sealed_part", x => new { x.district_id, x.file_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "registry_component",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    department_uscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: true),
                    department = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    owner = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    carer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    unit_grid_code = table.Column<string>(type: "character varying(15)", maxLength: 15, nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    surveyed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    changed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    lon = table.Column<double>(type: "double precision", nullable: true),
                    lat = table.Column<double>(type: "double precision", nullable: true),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_component", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_export",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    purpose = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    open_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fetched = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_export", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_import",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    headings = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: false),
                    heading_row = table.Column<int>(type: "integer", nullable: false),
                    chosen = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    policy = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    done_row = table.Column<int>(type: "integer", nullable: false),
                    seen = table.Column<int>(type: "integer", nullable: false),
                    good = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    repeated = table.Column<int>(type: "integer", nullable: false),
                    known = table.Column<int>(type: "integer", nullable: false),
                    filled = table.Column<int>(type: "integer", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    withdrawn = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    area_codes = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    kept_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_import_memory",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    chosen = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import_memory", x => new { x.district_id, x.kind, x.source });
                });

            migrationBuilder.CreateTable(
                name: "registry_import_note",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_no = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    of_row = table.Column<int>(type: "integer", nullable: true),
                    fills = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    differs = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    filled_version = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import_note", x => new { x.district_id, x.import_id, x.row_no });
                });

            migrationBuilder.CreateTable(
                name: "registry_licence",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    no = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_licence", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_sample",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    seed = table.Column<int>(type: "integer", nullable: false),
                    among = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    looked = table.Column<int>(type: "integer", nullable: false),
                    right = table.Column<int>(type: "integer", nullable: false),
                    drawn_by = table.Column<Guid>(type: "uuid", nullable: false),
                    drawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_sample", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_sample_item",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_right = table.Column<bool>(type: "boolean", nullable: true),
                    note = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    looked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    looked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_sample_item", x => new { x.district_id, x.sample_id, x.no });
                });

            migrationBuilder.CreateIndex(
                name: "ix_registry_place_market_id",
                table: "registry_place",
                columns: new[] { "district_id", "market_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_place_name",
                table: "registry_place",
                columns: new[] { "district_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_organisation_name",
                table: "registry_organisation",
                columns: new[] { "district_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_organisation_uscc",
                table: "registry_organisation",
                columns: new[] { "district_id", "uscc" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_change_import_id_subject_id",
                table: "registry_change",
                columns: new[] { "district_id", "import_id", "subject_id" },
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_platform_audit_account_id_id",
                table: "platform_audit",
                columns: new[] { "district_id", "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_report_taken_by_created_at",
                table: "cases_report",
                columns: new[] { "district_id", "taken_by", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_gap_open_key",
                table: "cases_gap",
                columns: new[] { "district_id", "open_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_data_request_resident_id",
                table: "cases_data_request",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_data_request_state_due_at",
                table: "cases_data_request",
                columns: new[] { "district_id", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_data_request_waits",
                table: "cases_data_request",
                columns: new[] { "district_id", "waits" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_hold_case_id",
                table: "cases_hold",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_hold_ended_at",
                table: "cases_hold",
                columns: new[] { "district_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_government_link_subject_index",
                table: "identity_government_link",
                columns: new[] { "district_id", "subject_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_invitation_account_id",
                table: "identity_invitation",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_invitation_token_hash",
                table: "identity_invitation",
                columns: new[] { "district_id", "token_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_passkey_account_id",
                table: "identity_passkey",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_passkey_credential_id",
                table: "identity_passkey",
                columns: new[] { "district_id", "credential_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_post_proposal_decided_at",
                table: "identity_post_proposal",
                columns: new[] { "district_id", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_spent_token_at",
                table: "identity_spent_token",
                columns: new[] { "district_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_urgent_grant_account_id_ends_at",
                table: "identity_urgent_grant",
                columns: new[] { "district_id", "account_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_urgent_grant_reviewed_at",
                table: "identity_urgent_grant",
                columns: new[] { "district_id", "reviewed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_component_area_code_id",
                table: "registry_component",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_registry_component_code",
                table: "registry_component",
                columns: new[] { "district_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_export_by_created_at",
                table: "registry_export",
                columns: new[] { "district_id", "by", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_export_state_created_at",
                table: "registry_export",
                columns: new[] { "district_id", "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_import_created_at",
                table: "registry_import",
                columns: new[] { "district_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_import_state",
                table: "registry_import",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_import_note_import_id_state",
                table: "registry_import_note",
                columns: new[] { "district_id", "import_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_licence_organisation_id",
                table: "registry_licence",
                columns: new[] { "district_id", "organisation_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_sample_area_code_drawn_at",
                table: "registry_sample",
                columns: new[] { "district_id", "area_code", "drawn_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_data_request");

            migrationBuilder.DropTable(
                name: "cases_hold");

            migrationBuilder.DropTable(
                name: "identity_government_link");

            migrationBuilder.DropTable(
                name: "identity_invitation");

            migrationBuilder.DropTable(
                name: "identity_passkey");

            migrationBuilder.DropTable(
                name: "identity_post_proposal");

            migrationBuilder.DropTable(
                name: "identity_second_factor");

            migrationBuilder.DropTable(
                name: "identity_spent_token");

            migrationBuilder.DropTable(
                name: "identity_urgent_grant");

            migrationBuilder.DropTable(
                name: "platform_audit_cut");

            migrationBuilder.DropTable(
                name: "platform_sealed_part");

            migrationBuilder.DropTable(
                name: "registry_component");

            migrationBuilder.DropTable(
                name: "registry_export");

            migrationBuilder.DropTable(
                name: "registry_import");

            migrationBuilder.DropTable(
                name: "registry_import_memory");

            migrationBuilder.DropTable(
                name: "registry_import_note");

            migrationBuilder.DropTable(
                name: "registry_licence");

            migrationBuilder.DropTable(
                name: "registry_sample");

            migrationBuilder.DropTable(
                name: "registry_sample_item");

            migrationBuilder.DropIndex(
                name: "ix_registry_place_market_id",
                table: "registry_place");

            migrationBuilder.DropIndex(
                name: "ix_registry_place_name",
                table: "registry_place");

            migrationBuilder.DropIndex(
                name: "ix_registry_organisation_name",
                table: "registry_organisation");

            migrationBuilder.DropIndex(
                name: "ix_registry_organisation_uscc",
                table: "registry_organisation");

            migrationBuilder.DropIndex(
                name: "ix_registry_change_import_id_subject_id",
                table: "registry_change");

            migrationBuilder.DropIndex(
                name: "ix_platform_audit_account_id_id",
                table: "platform_audit");

            migrationBuilder.DropIndex(
                name: "ix_cases_report_taken_by_created_at",
                table: "cases_report");

            migrationBuilder.DropIndex(
                name: "ux_cases_gap_open_key",
                table: "cases_gap");

            migrationBuilder.DropColumn(
                name: "market_id",
                table: "registry_place");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_change");

            migrationBuilder.DropColumn(
                name: "name_en",
                table: "grids_map_feature");

            migrationBuilder.DropColumn(
                name: "name_en",
                table: "grids_landmark");

            migrationBuilder.DropColumn(
                name: "void_asked_at",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "void_asked_by",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "void_reason",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "voided_at",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "voided_by",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "decided_by",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "decided_why",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "title_en",
                table: "field_checklist");

            migrationBuilder.DropColumn(
                name: "open_key",
                table: "cases_gap");
        }
    }
}
