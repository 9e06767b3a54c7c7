using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
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
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    kinds = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_webhook", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_notice_address",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    medium = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", maxLength: 600, nullable: false),
                    verified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    code_hash = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    code_sent_at = table.Column<long>(type: "INTEGER", nullable: false),
                    codes_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    codes = table.Column<int>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_notice_address", x => new { x.district_id, x.account_id, x.medium });
                });

            migrationBuilder.CreateTable(
                name: "identity_notice_choice",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kinds = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    quiet_to = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    digest_at = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_notice_choice", x => new { x.district_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "platform_parcel",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    medium = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    event_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    address = table.Column<byte[]>(type: "BLOB", maxLength: 600, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", maxLength: 24000, nullable: true),
                    gather_key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    lines = table.Column<int>(type: "INTEGER", nullable: false),
                    is_urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    claim = table.Column<byte[]>(type: "BLOB", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    dead_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_parcel", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_stopped",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    address_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
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
