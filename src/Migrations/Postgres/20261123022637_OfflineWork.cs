using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OfflineWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "field_device",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    enrolled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_contact_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    wiped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_device", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_entry",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    device_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    base_version = table.Column<int>(type: "integer", nullable: true),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    skew_seconds = table.Column<int>(type: "integer", nullable: false),
                    lon = table.Column<double>(type: "double precision", nullable: true),
                    lat = table.Column<double>(type: "double precision", nullable: true),
                    accuracy_metres = table.Column<double>(type: "double precision", nullable: true),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    problem_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    problem_title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    problem_detail = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    signature = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    instead_of = table.Column<Guid>(type: "uuid", nullable: true),
                    said = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_entry", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "open311_answer",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    value = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_answer", x => new { x.district_id, x.case_id, x.no });
                });

            migrationBuilder.CreateIndex(
                name: "ix_field_device_account_id",
                table: "field_device",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_device_last_contact_at",
                table: "field_device",
                columns: new[] { "district_id", "last_contact_at" });

            migrationBuilder.CreateIndex(
                name: "ix_field_entry_account_id_state",
                table: "field_entry",
                columns: new[] { "district_id", "account_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_field_entry_case_id",
                table: "field_entry",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_entry_received_at",
                table: "field_entry",
                columns: new[] { "district_id", "received_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "field_device");

            migrationBuilder.DropTable(
                name: "field_entry");

            migrationBuilder.DropTable(
                name: "open311_answer");
        }
    }
}
