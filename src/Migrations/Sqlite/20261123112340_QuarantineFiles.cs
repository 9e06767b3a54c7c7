using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class QuarantineFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "scan",
                table: "platform_file",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "NotScanned");

            migrationBuilder.CreateIndex(
                name: "ix_platform_file_scan_stored_at",
                table: "platform_file",
                columns: new[] { "district_id", "scan", "stored_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_platform_file_scan_stored_at",
                table: "platform_file");

            migrationBuilder.Sql("ALTER TABLE platform_file DROP COLUMN scan;");
        }
    }
}
