using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Inspections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "field_hazard");

            migrationBuilder.DropTable(
                name: "field_inspected");

            migrationBuilder.DropTable(
                name: "field_inspected_by");

            migrationBuilder.DropTable(
                name: "field_notice_words");

            migrationBuilder.DropTable(
                name: "field_special_target");

            migrationBuilder.DropTable(
                name: "field_inspection");

            migrationBuilder.DropTable(
                name: "field_special");

            migrationBuilder.DropTable(
                name: "field_checklist");
        }
    }
}
