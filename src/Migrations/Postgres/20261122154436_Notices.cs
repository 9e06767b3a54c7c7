using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases_webhook",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    kinds = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: false),
                    is_on = table.Column<bool>(type: "boolean", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_webhook", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_notice_address",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    medium = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", maxLength: 600, nullable: false),
                    verified_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    code_hash = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    code_sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    codes_on = table.Column<DateOnly>(type: "date", nullable: false),
                    codes = table.Column<int>(type: "integer", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_notice_address", x => new { x.district_id, x.account_id, x.medium });
                });

            migrationBuilder.CreateTable(
                name: "identity_notice_choice",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kinds = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    quiet_to = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    digest_at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    language = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_notice_choice", x => new { x.district_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "platform_parcel",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    medium = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<byte[]>(type: "bytea", maxLength: 600, nullable: true),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", maxLength: 24000, nullable: true),
                    gather_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    lines = table.Column<int>(type: "integer", nullable: false),
                    is_urgent = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    claim = table.Column<Guid>(type: "uuid", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    dead_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    answer = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_parcel", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_stopped",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    address_index = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_stopped", x => new { x.district_id, x.address_index });
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_message_account_id_read_at",
                table: "cases_message",
                columns: new[] { "district_id", "account_id", "read_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_parcel_dead_at",
                table: "platform_parcel",
                columns: new[] { "district_id", "dead_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_parcel_medium_next_at",
                table: "platform_parcel",
                columns: new[] { "district_id", "medium", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_parcel_owner_id",
                table: "platform_parcel",
                columns: new[] { "district_id", "owner_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_webhook");

            migrationBuilder.DropTable(
                name: "identity_notice_address");

            migrationBuilder.DropTable(
                name: "identity_notice_choice");

            migrationBuilder.DropTable(
                name: "platform_parcel");

            migrationBuilder.DropTable(
                name: "platform_stopped");

            migrationBuilder.DropIndex(
                name: "ix_cases_message_account_id_read_at",
                table: "cases_message");
        }
    }
}
