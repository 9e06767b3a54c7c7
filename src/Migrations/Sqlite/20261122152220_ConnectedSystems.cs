using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ConnectedSystems : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "said_hash",
                table: "cases_report",
                type: "BLOB",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "source_id",
                table: "cases_report",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "cases_source",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    key_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    key_tail = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: false),
                    callback_url = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    limit_a_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    switches = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_source", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_source_failure",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_source_failure", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ux_cases_report_source_id_channel_no",
                table: "cases_report",
                columns: new[] { "district_id", "source_id", "channel_no" },
                unique: true,
                filter: "source_id IS NOT NULL AND channel_no IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_cases_source_key_hash",
                table: "cases_source",
                columns: new[] { "district_id", "key_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_source_failure_source_id_at",
                table: "cases_source_failure",
                columns: new[] { "district_id", "source_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_source");

            migrationBuilder.DropTable(
                name: "cases_source_failure");

            migrationBuilder.DropIndex(
                name: "ux_cases_report_source_id_channel_no",
                table: "cases_report");

            migrationBuilder.Sql("ALTER TABLE cases_report DROP COLUMN said_hash");

            migrationBuilder.Sql("ALTER TABLE cases_report DROP COLUMN source_id");
        }
    }
}
