using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RuleBooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_cases_rule_no",
                table: "cases_rule");

            migrationBuilder.AddColumn<string>(
                name: "basis",
                table: "cases_rule",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "condition_id",
                table: "cases_rule",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "from_book",
                table: "cases_rule",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "from_minute",
                table: "cases_rule",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "place_kind",
                table: "cases_rule",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "to_book",
                table: "cases_rule",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "to_minute",
                table: "cases_rule",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "weekdays",
                table: "cases_rule",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cases_gap",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cause = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    place_text = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    place_name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    candidates = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    interim_unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decider_post_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decider_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decider_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    decider_area = table.Column<string>(type: "TEXT", maxLength: 17, nullable: true),
                    climbs = table.Column<int>(type: "INTEGER", nullable: false),
                    case_count = table.Column<int>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    draft_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    moved_cases = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_gap", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_place",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    sort = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_prefix = table.Column<string>(type: "TEXT", maxLength: 17, nullable: true),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    radius_metres = table.Column<int>(type: "INTEGER", nullable: true),
                    ring = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true),
                    category_prefixes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    built_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    keeper_unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    to_unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    handed_over_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    is_removed = table.Column<bool>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_place", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_rule_book",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    draft_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    drafted_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    tried_at = table.Column<long>(type: "INTEGER", nullable: true),
                    approved_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    approved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    in_force_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_rule_book", x => new { x.district_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "cases_rule_draft",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    author_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    tried_revision = table.Column<int>(type: "INTEGER", nullable: true),
                    tried_book = table.Column<int>(type: "INTEGER", nullable: true),
                    tried_at = table.Column<long>(type: "INTEGER", nullable: true),
                    trial_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decision_note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    book = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_rule_draft", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_gap_case",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    gap_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_gap_case", x => new { x.district_id, x.gap_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_cases_gap_case_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cases_gap_case_gap_id",
                        columns: x => new { x.district_id, x.gap_id },
                        principalTable: "cases_gap",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_rule_change",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    draft_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    rule_no = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    rule_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    content = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    gap_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_rule_change", x => new { x.district_id, x.draft_id, x.rule_no });
                    table.ForeignKey(
                        name: "fk_cases_rule_change_draft_id",
                        columns: x => new { x.district_id, x.draft_id },
                        principalTable: "cases_rule_draft",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_rule_trial",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    draft_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    book = table.Column<int>(type: "INTEGER", nullable: false),
                    from_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: true),
                    result = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_rule_trial", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_rule_trial_draft_id",
                        columns: x => new { x.district_id, x.draft_id },
                        principalTable: "cases_rule_draft",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_rule_trial_case",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    trial_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    from_unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    to_unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    from_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    to_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    from_rule_no = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    to_rule_no = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    deadline_minutes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_rule_trial_case", x => new { x.district_id, x.trial_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_cases_rule_trial_case_trial_id",
                        columns: x => new { x.district_id, x.trial_id },
                        principalTable: "cases_rule_trial",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_cases_rule_no_from_book",
                table: "cases_rule",
                columns: new[] { "district_id", "no", "from_book" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_gap_decided_at_due_at",
                table: "cases_gap",
                columns: new[] { "district_id", "decided_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_gap_opened_at",
                table: "cases_gap",
                columns: new[] { "district_id", "opened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_gap_case_case_id",
                table: "cases_gap_case",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_place_handed_over_on",
                table: "cases_place",
                columns: new[] { "district_id", "handed_over_on" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_rule_draft_state",
                table: "cases_rule_draft",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_rule_trial_draft_id",
                table: "cases_rule_trial",
                columns: new[] { "district_id", "draft_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_rule_trial_state",
                table: "cases_rule_trial",
                columns: new[] { "district_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_gap_case");

            migrationBuilder.DropTable(
                name: "cases_place");

            migrationBuilder.DropTable(
                name: "cases_rule_book");

            migrationBuilder.DropTable(
                name: "cases_rule_change");

            migrationBuilder.DropTable(
                name: "cases_rule_trial_case");

            migrationBuilder.DropTable(
                name: "cases_gap");

            migrationBuilder.DropTable(
                name: "cases_rule_trial");

            migrationBuilder.DropTable(
                name: "cases_rule_draft");

            migrationBuilder.DropIndex(
                name: "ux_cases_rule_no_from_book",
                table: "cases_rule");

            migrationBuilder.Sql("ALTER TABLE cases_rule DROP COLUMN basis");

            migrationBuilder.Sql("ALTER TABLE cases_rule DROP COLUMN condition_id");

            migrationBuilder.Sql("ALTER TABLE cases_rule DROP COLUMN from_book");

            migrationBuilder.Sql("ALTER TABLE cases_rule DROP COLUMN from_minute");

            migrationBuilder.Sql("ALTER TABLE cases_rule DROP COLUMN place_kind");

            migrationBuilder.Sql("ALTER TABLE cases_rule DROP COLUMN to_book");

            migrationBuilder.Sql("ALTER TABLE cases_rule DROP COLUMN to_minute");

            migrationBuilder.Sql("ALTER TABLE cases_rule DROP COLUMN weekdays");

            migrationBuilder.CreateIndex(
                name: "ux_cases_rule_no",
                table: "cases_rule",
                columns: new[] { "district_id", "no" },
                unique: true);
        }
    }
}
