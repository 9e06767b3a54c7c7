using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Consents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_of_consents",
                table: "registry_export",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "platform_consent",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    text_number = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 100, nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    phone_tail = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: true),
                    is_child = table.Column<bool>(type: "INTEGER", nullable: false),
                    given_by = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    relation = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    guardian_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 300, nullable: true),
                    guardian_mask = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    paper_no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    given_at = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    recorded_post = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    withdrawn_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    withdrawn_post = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    withdrawn_channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    stopped = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_consent", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_consent_text",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: 50000, nullable: false),
                    asks_again = table.Column<bool>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    published_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    drafted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    drafted_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_consent_text", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_platform_consent_area_code_id",
                table: "platform_consent",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_consent_phone_index_purpose",
                table: "platform_consent",
                columns: new[] { "district_id", "phone_index", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_consent_subject_id_purpose",
                table: "platform_consent",
                columns: new[] { "district_id", "subject_id", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_consent_withdrawn_at",
                table: "platform_consent",
                columns: new[] { "district_id", "withdrawn_at" });

            migrationBuilder.CreateIndex(
                name: "ux_platform_consent_text_purpose_number",
                table: "platform_consent_text",
                columns: new[] { "district_id", "purpose", "number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_consent");

            migrationBuilder.DropTable(
                name: "platform_consent_text");

            migrationBuilder.Sql("ALTER TABLE registry_export DROP COLUMN is_of_consents");
        }
    }
}
