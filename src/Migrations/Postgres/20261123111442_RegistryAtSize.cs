using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RegistryAtSize : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_place",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_person",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_organisation",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "record_kind",
                table: "registry_import_note",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "begun_at",
                table: "registry_import",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "kept",
                table: "registry_import",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_household",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_dwelling",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_component",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_building",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "registry_import_kept",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import_kept", x => new { x.district_id, x.import_id, x.record_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_field_visit_target_building_id",
                table: "field_visit_target",
                columns: new[] { "district_id", "building_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_visit_target_household_id",
                table: "field_visit_target",
                columns: new[] { "district_id", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_appointment_area_code_building",
                table: "field_appointment",
                columns: new[] { "district_id", "area_code", "building" });

            migrationBuilder.CreateIndex(
                name: "ix_field_appointment_household_id",
                table: "field_appointment",
                columns: new[] { "district_id", "household_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "registry_import_kept");

            migrationBuilder.DropIndex(
                name: "ix_field_visit_target_building_id",
                table: "field_visit_target");

            migrationBuilder.DropIndex(
                name: "ix_field_visit_target_household_id",
                table: "field_visit_target");

            migrationBuilder.DropIndex(
                name: "ix_field_appointment_area_code_building",
                table: "field_appointment");

            migrationBuilder.DropIndex(
                name: "ix_field_appointment_household_id",
                table: "field_appointment");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_place");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_person");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_organisation");

            migrationBuilder.DropColumn(
                name: "record_kind",
                table: "registry_import_note");

            migrationBuilder.DropColumn(
                name: "begun_at",
                table: "registry_import");

            migrationBuilder.DropColumn(
                name: "kept",
                table: "registry_import");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_household");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_dwelling");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_component");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_building");
        }
    }
}
