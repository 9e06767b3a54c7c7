using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ConsentsEvaluationReportsScenarios : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_of_consents",
                table: "registry_export",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "charged_unit_code",
                table: "indicators_frozen_fact",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "judged_on",
                table: "indicators_frozen_fact",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "quality_on",
                table: "indicators_frozen_fact",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "charged_unit_code",
                table: "indicators_fact",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "judged_on",
                table: "indicators_fact",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "quality_on",
                table: "indicators_fact",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "indicators_finding",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rule_version = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    evidence = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    judged_by = table.Column<Guid>(type: "uuid", nullable: true),
                    judged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_finding", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_integrity_progress",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    night_on = table.Column<DateOnly>(type: "date", nullable: true),
                    ran_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    found = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_integrity_progress", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "indicators_path",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reported_minute = table.Column<int>(type: "integer", nullable: false),
                    path = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_path", x => new { x.district_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_report",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    issue_no = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    topic_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    content = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    remark = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    remark_by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    released_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    released_by = table.Column<Guid>(type: "uuid", nullable: true),
                    post_title = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_report", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_report_remark",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    report_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    version_no = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    post_title = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_report_remark", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_scenario",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    to_on = table.Column<DateOnly>(type: "date", nullable: false),
                    content = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    put_away_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_scenario", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_topic",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    category = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    post_title = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_topic", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_consent",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text_number = table.Column<int>(type: "integer", nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "bytea", maxLength: 100, nullable: true),
                    phone_index = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    phone_tail = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: true),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: true),
                    is_child = table.Column<bool>(type: "boolean", nullable: false),
                    given_by = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    relation = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    guardian_sealed = table.Column<byte[]>(type: "bytea", maxLength: 300, nullable: true),
                    guardian_mask = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    paper_no = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_post = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_post = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    withdrawn_channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    stopped = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_consent", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_consent_text",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "character varying(50000)", maxLength: 50000, nullable: false),
                    asks_again = table.Column<bool>(type: "boolean", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: true),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    drafted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    drafted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_consent_text", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "workforce_appeal",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    scheme_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    words = table.Column<string>(type: "character varying(3200)", maxLength: 3200, nullable: false),
                    photos = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    state = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "character varying(1600)", maxLength: 1600, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_appeal", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "workforce_exclusion",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scheme_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    why = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "character varying(1600)", maxLength: 1600, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    appeal_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(1600)", maxLength: 1600, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_exclusion", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "workforce_month",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    reckoned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    results = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_month", x => new { x.district_id, x.month });
                });

            migrationBuilder.CreateTable(
                name: "workforce_result",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    scheme_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    scheme_version = table.Column<int>(type: "integer", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    group_key = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reckoned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    points = table.Column<int>(type: "integer", nullable: true),
                    low = table.Column<int>(type: "integer", nullable: false),
                    high = table.Column<int>(type: "integer", nullable: false),
                    expected = table.Column<int>(type: "integer", nullable: true),
                    cases = table.Column<int>(type: "integer", nullable: false),
                    excluded = table.Column<int>(type: "integer", nullable: false),
                    missing_weight = table.Column<int>(type: "integer", nullable: false),
                    households = table.Column<int>(type: "integer", nullable: true),
                    content = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    spans = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_result", x => new { x.district_id, x.month, x.scheme_key, x.subject_code, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "workforce_scheme",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    scheme_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version_no = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    reason = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    from_month = table.Column<int>(type: "integer", nullable: true),
                    written_by = table.Column<Guid>(type: "uuid", nullable: true),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workforce_scheme", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_scenario_run",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    scenario_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    to_on = table.Column<DateOnly>(type: "date", nullable: false),
                    content = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    leased_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    result = table.Column<string>(type: "character varying(1000000)", maxLength: 1000000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_scenario_run", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_indicators_scenario_run_scenario_id",
                        columns: x => new { x.district_id, x.scenario_id },
                        principalTable: "indicators_scenario",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_judged_on",
                table: "indicators_fact",
                columns: new[] { "district_id", "judged_on" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_finding_account_id",
                table: "indicators_finding",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_finding_judged_at_found_at",
                table: "indicators_finding",
                columns: new[] { "district_id", "judged_at", "found_at" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_finding_unit_code",
                table: "indicators_finding",
                columns: new[] { "district_id", "unit_code" });

            migrationBuilder.CreateIndex(
                name: "ux_indicators_finding_fingerprint",
                table: "indicators_finding",
                columns: new[] { "district_id", "fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_indicators_path_reported_on",
                table: "indicators_path",
                columns: new[] { "district_id", "reported_on" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_report_area_code",
                table: "indicators_report",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_indicators_report_report_key_issue_no",
                table: "indicators_report",
                columns: new[] { "district_id", "report_key", "issue_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_indicators_report_remark_report_key_version_no",
                table: "indicators_report_remark",
                columns: new[] { "district_id", "report_key", "version_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_indicators_scenario_changed_at",
                table: "indicators_scenario",
                columns: new[] { "district_id", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_scenario_run_scenario_id",
                table: "indicators_scenario_run",
                columns: new[] { "district_id", "scenario_id" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_scenario_run_state",
                table: "indicators_scenario_run",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_consent_area_code_id",
                table: "platform_consent",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_consent_phone_index_purpose",
                table: "platform_consent",
                columns: new[] { "district_id", "phone_index", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_consent_subject_id_purpose",
                table: "platform_consent",
                columns: new[] { "district_id", "subject_id", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_consent_withdrawn_at",
                table: "platform_consent",
                columns: new[] { "district_id", "withdrawn_at" });

            migrationBuilder.CreateIndex(
                name: "ux_platform_consent_text_purpose_number",
                table: "platform_consent_text",
                columns: new[] { "district_id", "purpose", "number" },
                unique: true);

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
                name: "indicators_finding");

            migrationBuilder.DropTable(
                name: "indicators_integrity_progress");

            migrationBuilder.DropTable(
                name: "indicators_path");

            migrationBuilder.DropTable(
                name: "indicators_report");

            migrationBuilder.DropTable(
                name: "indicators_report_remark");

            migrationBuilder.DropTable(
                name: "indicators_scenario_run");

            migrationBuilder.DropTable(
                name: "indicators_topic");

            migrationBuilder.DropTable(
                name: "platform_consent");

            migrationBuilder.DropTable(
                name: "platform_consent_text");

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

            migrationBuilder.DropTable(
                name: "indicators_scenario");

            migrationBuilder.DropIndex(
                name: "ix_indicators_fact_judged_on",
                table: "indicators_fact");

            migrationBuilder.DropColumn(
                name: "is_of_consents",
                table: "registry_export");

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
