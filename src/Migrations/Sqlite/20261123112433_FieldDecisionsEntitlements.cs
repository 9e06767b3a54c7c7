using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FieldDecisionsEntitlements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "entitlement_id",
                table: "field_service_need",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "window_days",
                table: "field_service_item",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "field_inspection",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "area_code",
                table: "field_entry",
                type: "TEXT",
                maxLength: 17,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "decided_post",
                table: "field_entry",
                type: "TEXT",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "field_entry",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "refused_at",
                table: "cases_source_answer",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "field_service_entitlement",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    item_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    reason_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 1000, nullable: false),
                    next_due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    offered_for = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
