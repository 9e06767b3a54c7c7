using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HoldsOnPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "cells_gone_at",
                table: "cases_import",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "platform_person_hold",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_post = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_person_hold", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_import_cells_gone_at",
                table: "cases_import",
                columns: new[] { "district_id", "cells_gone_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_person_hold_ended_at_ends_on",
                table: "platform_person_hold",
                columns: new[] { "district_id", "ended_at", "ends_on" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_person_hold_subject_id",
                table: "platform_person_hold",
                columns: new[] { "district_id", "subject_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_person_hold");

            migrationBuilder.DropIndex(
                name: "ix_cases_import_cells_gone_at",
                table: "cases_import");

            migrationBuilder.DropColumn(
                name: "cells_gone_at",
                table: "cases_import");
        }
    }
}
