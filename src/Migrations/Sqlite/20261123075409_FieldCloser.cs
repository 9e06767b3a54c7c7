using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FieldCloser : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "void_asked_at",
                table: "field_inspection",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "void_asked_by",
                table: "field_inspection",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "void_reason",
                table: "field_inspection",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "voided_at",
                table: "field_inspection",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "voided_by",
                table: "field_inspection",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "decided_by",
                table: "field_entry",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "decided_why",
                table: "field_entry",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "title_en",
                table: "field_checklist",
                type: "TEXT",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_cases_report_taken_by_created_at",
                table: "cases_report",
                columns: new[] { "district_id", "taken_by", "created_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_report_taken_by_created_at",
                table: "cases_report");

            migrationBuilder.Sql("ALTER TABLE field_inspection DROP COLUMN void_asked_at;");

            migrationBuilder.Sql("ALTER TABLE field_inspection DROP COLUMN void_asked_by;");

            migrationBuilder.Sql("ALTER TABLE field_inspection DROP COLUMN void_reason;");

            migrationBuilder.Sql("ALTER TABLE field_inspection DROP COLUMN voided_at;");

            migrationBuilder.Sql("ALTER TABLE field_inspection DROP COLUMN voided_by;");

            migrationBuilder.Sql("ALTER TABLE field_entry DROP COLUMN decided_by;");

            migrationBuilder.Sql("ALTER TABLE field_entry DROP COLUMN decided_why;");

            migrationBuilder.Sql("ALTER TABLE field_checklist DROP COLUMN title_en;");
        }
    }
}
