using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OpenData : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "indicators_open_file",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    release_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 10000000, nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    bytes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_open_file", x => new { x.district_id, x.release_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "indicators_open_release",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    version_no = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    summary = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    held_for_others = table.Column<int>(type: "INTEGER", nullable: false),
                    left_out = table.Column<int>(type: "INTEGER", nullable: false),
                    licence_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    licence_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    licence_url = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    drafted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    drafted_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    released_at = table.Column<long>(type: "INTEGER", nullable: true),
                    released_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    post_title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    withdrawn_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_open_release", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ux_indicators_open_release_month_version_no",
                table: "indicators_open_release",
                columns: new[] { "district_id", "month", "version_no" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "indicators_open_file");

            migrationBuilder.DropTable(
                name: "indicators_open_release");
        }
    }
}
