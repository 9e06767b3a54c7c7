using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Asks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "council_opinion_call",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    about = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: false),
                    asked = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: false),
                    begins_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_opinion_call", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_survey",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    intro = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    audience = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_anonymous = table.Column<bool>(type: "INTEGER", nullable: false),
                    opens_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closes_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    questions = table.Column<string>(type: "TEXT", maxLength: 400000, nullable: false),
                    asked_online = table.Column<int>(type: "INTEGER", nullable: true),
                    asked_on_paper = table.Column<int>(type: "INTEGER", nullable: true),
                    shows_texts = table.Column<bool>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    drafted_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    drafted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_survey", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_home",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    living_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    building_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    proof = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ending = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    reason_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_home", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_registry_home_dwelling_id",
                        columns: x => new { x.district_id, x.dwelling_id },
                        principalTable: "registry_dwelling",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_home_code",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_home_code", x => new { x.district_id, x.dwelling_id });
                    table.ForeignKey(
                        name: "fk_registry_home_code_dwelling_id",
                        columns: x => new { x.district_id, x.dwelling_id },
                        principalTable: "registry_dwelling",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_opinion_group",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    call_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    done = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_opinion_group", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_opinion_group_call_id",
                        columns: x => new { x.district_id, x.call_id },
                        principalTable: "council_opinion_call",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_suggestion",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    call_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    group_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    may_show = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    words_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    gist = table.Column<string>(type: "TEXT", maxLength: 480, nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    late_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_note = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    golden_why = table.Column<string>(type: "TEXT", maxLength: 800, nullable: true),
                    golden_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    supports = table.Column<int>(type: "INTEGER", nullable: false),
                    rating = table.Column<int>(type: "INTEGER", nullable: true),
                    project_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_suggestion", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_suggestion_call_id",
                        columns: x => new { x.district_id, x.call_id },
                        principalTable: "council_opinion_call",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_survey_answer",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    survey_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stamp = table.Column<byte[]>(type: "BLOB", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    content_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    mark = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_survey_answer", x => new { x.district_id, x.survey_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_survey_answer_survey_id",
                        columns: x => new { x.district_id, x.survey_id },
                        principalTable: "council_survey",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_survey_turnout",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    survey_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    mark = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_survey_turnout", x => new { x.district_id, x.survey_id, x.mark });
                    table.ForeignKey(
                        name: "fk_council_survey_turnout_survey_id",
                        columns: x => new { x.district_id, x.survey_id },
                        principalTable: "council_survey",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_suggestion_support",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    suggestion_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    mark = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_suggestion_support", x => new { x.district_id, x.suggestion_id, x.mark });
                    table.ForeignKey(
                        name: "fk_council_suggestion_support_suggestion_id",
                        columns: x => new { x.district_id, x.suggestion_id },
                        principalTable: "council_suggestion",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_council_opinion_call_ends_on",
                table: "council_opinion_call",
                columns: new[] { "district_id", "ends_on" });

            migrationBuilder.CreateIndex(
                name: "ux_council_opinion_call_no",
                table: "council_opinion_call",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_opinion_group_call_id",
                table: "council_opinion_group",
                columns: new[] { "district_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_suggestion_call_id",
                table: "council_suggestion",
                columns: new[] { "district_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_suggestion_phone_index",
                table: "council_suggestion",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_council_suggestion_resident_id",
                table: "council_suggestion",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_suggestion_state_area_code",
                table: "council_suggestion",
                columns: new[] { "district_id", "state", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_council_suggestion_no",
                table: "council_suggestion",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_survey_state",
                table: "council_survey",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ux_council_survey_no",
                table: "council_survey",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_survey_answer_phone_index",
                table: "council_survey_answer",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_council_survey_answer_survey_id_mark",
                table: "council_survey_answer",
                columns: new[] { "district_id", "survey_id", "mark" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_building_id_state",
                table: "registry_home",
                columns: new[] { "district_id", "building_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_dwelling_id",
                table: "registry_home",
                columns: new[] { "district_id", "dwelling_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_resident_id",
                table: "registry_home",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_state_area_code",
                table: "registry_home",
                columns: new[] { "district_id", "state", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_registry_home_living_of",
                table: "registry_home",
                columns: new[] { "district_id", "living_of" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "council_opinion_group");

            migrationBuilder.DropTable(
                name: "council_suggestion_support");

            migrationBuilder.DropTable(
                name: "council_survey_answer");

            migrationBuilder.DropTable(
                name: "council_survey_turnout");

            migrationBuilder.DropTable(
                name: "registry_home");

            migrationBuilder.DropTable(
                name: "registry_home_code");

            migrationBuilder.DropTable(
                name: "council_suggestion");

            migrationBuilder.DropTable(
                name: "council_survey");

            migrationBuilder.DropTable(
                name: "council_opinion_call");
        }
    }
}
