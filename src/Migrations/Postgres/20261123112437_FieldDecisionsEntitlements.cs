using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FieldDecisionsEntitlements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "entitlement_id",
                table: "field_service_need",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "window_days",
                table: "field_service_item",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "field_inspection",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "area_code",
                table: "field_entry",
                type: "character varying(17)",
                maxLength: 17,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "decided_post",
                table: "field_entry",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "field_entry",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "refused_at",
                table: "cases_source_answer",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "field_service_entitlement",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    reason_sealed = table.Column<byte[]>(type: "bytea", maxLength: 1000, nullable: false),
                    next_due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    offered_for = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_service_entitlement", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_service_entitlement_item_id",
                        columns: x => new { x.district_id, x.item_id },
                        principalTable: "field_service_item",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_field_entry_state_received_at_id",
                table: "field_entry",
                columns: new[] { "district_id", "state", "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_service_entitlement_ended_on_next_due_on",
                table: "field_service_entitlement",
                columns: new[] { "district_id", "ended_on", "next_due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_field_service_entitlement_item_id",
                table: "field_service_entitlement",
                columns: new[] { "district_id", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ux_field_service_entitlement_person_id_item_id",
                table: "field_service_entitlement",
                columns: new[] { "district_id", "person_id", "item_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "field_service_entitlement");

            migrationBuilder.DropIndex(
                name: "ix_field_entry_state_received_at_id",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "entitlement_id",
                table: "field_service_need");

            migrationBuilder.DropColumn(
                name: "window_days",
                table: "field_service_item");

            migrationBuilder.DropColumn(
                name: "version",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "area_code",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "decided_post",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "version",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "refused_at",
                table: "cases_source_answer");
        }
    }
}
