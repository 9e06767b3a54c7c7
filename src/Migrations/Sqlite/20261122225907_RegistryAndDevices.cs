using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RegistryAndDevices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "session_id",
                table: "identity_push_device",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "medium",
                table: "cases_follow",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "sms");

            migrationBuilder.CreateTable(
                name: "cases_anchor_block",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    index = table.Column<int>(type: "INTEGER", nullable: false),
                    first_case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    root = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_anchor_block", x => new { x.district_id, x.no, x.index });
                });

            migrationBuilder.CreateTable(
                name: "cases_words",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_words", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_building",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    compound = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    road = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    door_no = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    building_no = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    aliases = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    use = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    floors = table.Column<int>(type: "INTEGER", nullable: true),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    confirmed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_building", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_change",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    detail = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_change", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_dwelling",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    building_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    room = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    use = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    confirmed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_dwelling", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_entry",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    fresh_until_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_entry", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_household",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    residents = table.Column<int>(type: "INTEGER", nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    confirmed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_household", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_member",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    relation = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_member", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_organisation",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    trade = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    uscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true),
                    licence_until_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    building_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    contact_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 300, nullable: true),
                    contact_mask = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 100, nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    phone_tail = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    confirmed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_organisation", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_person",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 300, nullable: false),
                    name_mask = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 100, nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    phone_tail = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true),
                    citizen_id_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 100, nullable: true),
                    citizen_id_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    citizen_id_tail = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true),
                    birth_year = table.Column<int>(type: "INTEGER", nullable: true),
                    residence = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    consented_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    confirmed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_person", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_place",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    building_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    organisation_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    confirmed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_place", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_identity_push_device_session_id",
                table: "identity_push_device",
                columns: new[] { "district_id", "session_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_follow_contact_index",
                table: "cases_follow",
                columns: new[] { "district_id", "contact_index" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_words_number",
                table: "cases_words",
                columns: new[] { "district_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_building_area_code_id",
                table: "registry_building",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_change_subject_id_at",
                table: "registry_change",
                columns: new[] { "district_id", "subject_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_dwelling_area_code_id",
                table: "registry_dwelling",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_registry_dwelling_building_id_unit_room",
                table: "registry_dwelling",
                columns: new[] { "district_id", "building_id", "unit", "room" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_entry_area_code_kind",
                table: "registry_entry",
                columns: new[] { "district_id", "area_code", "kind" });

            migrationBuilder.CreateIndex(
                name: "ux_registry_entry_number",
                table: "registry_entry",
                columns: new[] { "district_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_household_area_code_id",
                table: "registry_household",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_household_dwelling_id",
                table: "registry_household",
                columns: new[] { "district_id", "dwelling_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_member_household_id",
                table: "registry_member",
                columns: new[] { "district_id", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_member_person_id",
                table: "registry_member",
                columns: new[] { "district_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_organisation_area_code_id",
                table: "registry_organisation",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_organisation_building_id",
                table: "registry_organisation",
                columns: new[] { "district_id", "building_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_organisation_phone_index",
                table: "registry_organisation",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_person_area_code_id",
                table: "registry_person",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_person_household_id",
                table: "registry_person",
                columns: new[] { "district_id", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_person_phone_index",
                table: "registry_person",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ux_registry_person_citizen_id_index",
                table: "registry_person",
                columns: new[] { "district_id", "citizen_id_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_place_area_code_id",
                table: "registry_place",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_place_building_id",
                table: "registry_place",
                columns: new[] { "district_id", "building_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_place_organisation_id",
                table: "registry_place",
                columns: new[] { "district_id", "organisation_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_anchor_block");

            migrationBuilder.DropTable(
                name: "cases_words");

            migrationBuilder.DropTable(
                name: "registry_building");

            migrationBuilder.DropTable(
                name: "registry_change");

            migrationBuilder.DropTable(
                name: "registry_dwelling");

            migrationBuilder.DropTable(
                name: "registry_entry");

            migrationBuilder.DropTable(
                name: "registry_household");

            migrationBuilder.DropTable(
                name: "registry_member");

            migrationBuilder.DropTable(
                name: "registry_organisation");

            migrationBuilder.DropTable(
                name: "registry_person");

            migrationBuilder.DropTable(
                name: "registry_place");

            migrationBuilder.DropIndex(
                name: "ix_identity_push_device_session_id",
                table: "identity_push_device");

            migrationBuilder.DropIndex(
                name: "ix_cases_follow_contact_index",
                table: "cases_follow");

            migrationBuilder.Sql("ALTER TABLE identity_push_device DROP COLUMN session_id");

            migrationBuilder.Sql("ALTER TABLE cases_follow DROP COLUMN medium");
        }
    }
}
