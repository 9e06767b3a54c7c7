using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Staffing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "grids_charter_setting",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_charter_setting", x => new { x.district_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "grids_charter_value",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    patrols_a_week = table.Column<int>(type: "INTEGER", nullable: true),
                    visits_a_month = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_charter_value", x => new { x.district_id, x.area_code, x.no });
                });

            migrationBuilder.CreateTable(
                name: "grids_coordination_scheme",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 15, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_coordination_scheme", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_coordination_seat",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    scheme_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    is_standing = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_coordination_seat", x => new { x.district_id, x.scheme_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "grids_party_contact",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    org_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    consented_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_contact", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_party_household",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    contact_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    dwelling_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 600, nullable: false),
                    dwelling_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    code_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 100, nullable: false),
                    code_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    since = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_household", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_party_kind",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_kind", x => new { x.district_id, x.code });
                });

            migrationBuilder.CreateTable(
                name: "grids_party_org",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    parent_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    secretary_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    members = table.Column<int>(type: "INTEGER", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_org", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_party_refusal",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dwelling_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_party_refusal", x => new { x.district_id, x.dwelling_index });
                });

            migrationBuilder.CreateTable(
                name: "grids_seat",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    public_phone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    hours = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_seat", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_staffing_norm",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    least = table.Column<int>(type: "INTEGER", nullable: false),
                    most_households = table.Column<int>(type: "INTEGER", nullable: true),
                    most_open_cases = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_staffing_norm", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_handover",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    post_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    from_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    to_account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    given_post_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    remark = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    arranged_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    arranged_at = table.Column<long>(type: "INTEGER", nullable: false),
                    moved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    from_signed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    to_signed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_handover", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_handover_item",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    handover_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_handover_item", x => new { x.district_id, x.handover_id, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "identity_post_request",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    person = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    asked_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    post_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    refusal = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_post_request", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_grids_coordination_scheme_area_code",
                table: "grids_coordination_scheme",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_party_contact_area_code",
                table: "grids_party_contact",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_party_household_area_code",
                table: "grids_party_household",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_party_household_contact_id",
                table: "grids_party_household",
                columns: new[] { "district_id", "contact_id" });

            migrationBuilder.CreateIndex(
                name: "ux_grids_party_household_code_index",
                table: "grids_party_household",
                columns: new[] { "district_id", "code_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_grids_party_household_dwelling_index",
                table: "grids_party_household",
                columns: new[] { "district_id", "dwelling_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grids_party_org_area_code",
                table: "grids_party_org",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_seat_area_code",
                table: "grids_seat",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_grids_staffing_norm_area_code_level_kind",
                table: "grids_staffing_norm",
                columns: new[] { "district_id", "area_code", "level", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_handover_from_account_id",
                table: "identity_handover",
                columns: new[] { "district_id", "from_account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_handover_to_account_id",
                table: "identity_handover",
                columns: new[] { "district_id", "to_account_id" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_handover_post_id",
                table: "identity_handover",
                columns: new[] { "district_id", "post_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_post_request_asked_by",
                table: "identity_post_request",
                columns: new[] { "district_id", "asked_by" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_post_request_decided_at",
                table: "identity_post_request",
                columns: new[] { "district_id", "decided_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "grids_charter_setting");

            migrationBuilder.DropTable(
                name: "grids_charter_value");

            migrationBuilder.DropTable(
                name: "grids_coordination_scheme");

            migrationBuilder.DropTable(
                name: "grids_coordination_seat");

            migrationBuilder.DropTable(
                name: "grids_party_contact");

            migrationBuilder.DropTable(
                name: "grids_party_household");

            migrationBuilder.DropTable(
                name: "grids_party_kind");

            migrationBuilder.DropTable(
                name: "grids_party_org");

            migrationBuilder.DropTable(
                name: "grids_party_refusal");

            migrationBuilder.DropTable(
                name: "grids_seat");

            migrationBuilder.DropTable(
                name: "grids_staffing_norm");

            migrationBuilder.DropTable(
                name: "identity_handover");

            migrationBuilder.DropTable(
                name: "identity_handover_item");

            migrationBuilder.DropTable(
                name: "identity_post_request");
        }
    }
}
