using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class JoinsAnchorsAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_cases_anchor_leaf_no_case_id",
                table: "cases_anchor_leaf",
                columns: new[] { "district_id", "no", "case_id" });

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
                name: "cases_follow");

            migrationBuilder.DropTable(
                name: "cases_house_word");

            migrationBuilder.DropTable(
                name: "cases_join_batch");

            migrationBuilder.DropTable(
                name: "cases_join_batch_case");

            migrationBuilder.DropTable(
                name: "cases_legal_channel");

            migrationBuilder.DropColumn(
                name: "call_asked_at",
                table: "cases_report");

            migrationBuilder.DropColumn(
                name: "stage_at_before",
                table: "cases_case");
        }
    }
}
