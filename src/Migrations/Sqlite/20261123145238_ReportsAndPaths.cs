using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReportsAndPaths : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "indicators_path",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    reported_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    path = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_path", x => new { x.district_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_report",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    report_key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    issue_no = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    topic_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    content = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    sha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    remark = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    remark_by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    released_at = table.Column<long>(type: "INTEGER", nullable: false),
                    released_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    post_title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_report", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_report_remark",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    report_key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    version_no = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    post_title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_report_remark", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_topic",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    post_title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_topic", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_path_reported_on",
                table: "indicators_path",
                columns: new[] { "district_id", "reported_on" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_report_area_code",
                table: "indicators_report",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_indicators_report_report_key_issue_no",
                table: "indicators_report",
                columns: new[] { "district_id", "report_key", "issue_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_indicators_report_remark_report_key_version_no",
                table: "indicators_report_remark",
                columns: new[] { "district_id", "report_key", "version_no" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "indicators_path");

            migrationBuilder.DropTable(
                name: "indicators_report");

            migrationBuilder.DropTable(
                name: "indicators_report_remark");

            migrationBuilder.DropTable(
                name: "indicators_topic");
        }
    }
}
