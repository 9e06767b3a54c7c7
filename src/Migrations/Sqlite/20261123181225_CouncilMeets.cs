using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CouncilMeets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "council_file",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    cleared_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cleared_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_file", x => new { x.district_id, x.subject_id, x.file_hash });
                });

            migrationBuilder.CreateTable(
                name: "council_group",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    place_text = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: false),
                    every_days = table.Column<int>(type: "INTEGER", nullable: false),
                    founded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_group", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_meeting",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    kind_key = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    begins_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    place = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    agenda = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    group_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    matter_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    called_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    called_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    called_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_short_notice = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    called_off_why = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: true),
                    minutes = table.Column<string>(type: "TEXT", maxLength: 24000, nullable: true),
                    signed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    signed_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    signed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_meeting", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_meeting_kind",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    notice_hours = table.Column<int>(type: "INTEGER", nullable: false),
                    remind_hours = table.Column<int>(type: "INTEGER", nullable: false),
                    needs_cases = table.Column<bool>(type: "INTEGER", nullable: false),
                    takes_reports = table.Column<bool>(type: "INTEGER", nullable: false),
                    agenda = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_meeting_kind", x => new { x.district_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "council_project",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    aim = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    matter_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    leader_title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    budget_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    budget_note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    started_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    public_since = table.Column<long>(type: "INTEGER", nullable: true),
                    served = table.Column<int>(type: "INTEGER", nullable: false),
                    accepting_since = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_project", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_reception",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    mode = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    receiver = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    place = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    begins_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    places = table.Column<int>(type: "INTEGER", nullable: false),
                    booked = table.Column<int>(type: "INTEGER", nullable: false),
                    called_off_why = table.Column<string>(type: "TEXT", maxLength: 800, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_reception", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_group_member",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    group_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_group_member", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_group_member_group_id",
                        columns: x => new { x.district_id, x.group_id },
                        principalTable: "council_group",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_addendum",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    by_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_addendum", x => new { x.district_id, x.meeting_id, x.no });
                    table.ForeignKey(
                        name: "fk_council_addendum_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_decision",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    settled_gap = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_decision", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_decision_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_meeting_case",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_meeting_case", x => new { x.district_id, x.meeting_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_council_meeting_case_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_obligation",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    handed_in_at = table.Column<long>(type: "INTEGER", nullable: true),
                    handed_in_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    handed_in_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    sent_back = table.Column<int>(type: "INTEGER", nullable: false),
                    sent_back_why = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    checked_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    late_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_obligation", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_obligation_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_participant",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    meeting_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    who = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    report = table.Column<string>(type: "TEXT", maxLength: 12000, nullable: true),
                    reminded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    was_there = table.Column<bool>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_participant", x => new { x.district_id, x.meeting_id, x.unit_code });
                    table.ForeignKey(
                        name: "fk_council_participant_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_milestone",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    project_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    first_due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    moves = table.Column<int>(type: "INTEGER", nullable: false),
                    moved_why = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    done_note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_milestone", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_milestone_project_id",
                        columns: x => new { x.district_id, x.project_id },
                        principalTable: "council_project",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_voice",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    project_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    is_yes = table.Column<bool>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: true),
                    said_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    on_paper = table.Column<bool>(type: "INTEGER", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_voice", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_voice_project_id",
                        columns: x => new { x.district_id, x.project_id },
                        principalTable: "council_project",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_matter",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    day_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    was_booked = table.Column<bool>(type: "INTEGER", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: true),
                    words_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    answer_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    owner_unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    late_at = table.Column<long>(type: "INTEGER", nullable: true),
                    follow = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    follow_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_matter", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_matter_day_id",
                        columns: x => new { x.district_id, x.day_id },
                        principalTable: "council_reception",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_council_decision_case_id",
                table: "council_decision",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_decision_meeting_id_no",
                table: "council_decision",
                columns: new[] { "district_id", "meeting_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_council_group_area_code",
                table: "council_group",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_council_group_member_group_id_no",
                table: "council_group_member",
                columns: new[] { "district_id", "group_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_council_group_member_unit_code",
                table: "council_group_member",
                columns: new[] { "district_id", "unit_code" });

            migrationBuilder.CreateIndex(
                name: "ix_council_matter_day_id",
                table: "council_matter",
                columns: new[] { "district_id", "day_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_matter_owner_unit_code_state",
                table: "council_matter",
                columns: new[] { "district_id", "owner_unit_code", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_council_matter_phone_index",
                table: "council_matter",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_council_matter_resident_id",
                table: "council_matter",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_matter_no",
                table: "council_matter",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_meeting_begins_at",
                table: "council_meeting",
                columns: new[] { "district_id", "begins_at" });

            migrationBuilder.CreateIndex(
                name: "ix_council_meeting_group_id",
                table: "council_meeting",
                columns: new[] { "district_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_meeting_no",
                table: "council_meeting",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_meeting_case_case_id",
                table: "council_meeting_case",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_milestone_project_id_no",
                table: "council_milestone",
                columns: new[] { "district_id", "project_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_council_obligation_case_id",
                table: "council_obligation",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_obligation_meeting_id_no",
                table: "council_obligation",
                columns: new[] { "district_id", "meeting_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_council_obligation_unit_code_state_due_at",
                table: "council_obligation",
                columns: new[] { "district_id", "unit_code", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_council_participant_unit_code",
                table: "council_participant",
                columns: new[] { "district_id", "unit_code" });

            migrationBuilder.CreateIndex(
                name: "ix_council_project_area_code",
                table: "council_project",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_council_project_case_id",
                table: "council_project",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_project_no",
                table: "council_project",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_reception_ends_at",
                table: "council_reception",
                columns: new[] { "district_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_council_voice_project_id",
                table: "council_voice",
                columns: new[] { "district_id", "project_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_voice_code_hash",
                table: "council_voice",
                columns: new[] { "district_id", "code_hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "council_addendum");

            migrationBuilder.DropTable(
                name: "council_decision");

            migrationBuilder.DropTable(
                name: "council_file");

            migrationBuilder.DropTable(
                name: "council_group_member");

            migrationBuilder.DropTable(
                name: "council_matter");

            migrationBuilder.DropTable(
                name: "council_meeting_case");

            migrationBuilder.DropTable(
                name: "council_meeting_kind");

            migrationBuilder.DropTable(
                name: "council_milestone");

            migrationBuilder.DropTable(
                name: "council_obligation");

            migrationBuilder.DropTable(
                name: "council_participant");

            migrationBuilder.DropTable(
                name: "council_voice");

            migrationBuilder.DropTable(
                name: "council_group");

            migrationBuilder.DropTable(
                name: "council_reception");

            migrationBuilder.DropTable(
                name: "council_meeting");

            migrationBuilder.DropTable(
                name: "council_project");
        }
    }
}
