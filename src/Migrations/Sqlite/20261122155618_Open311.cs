using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Open311 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "open311_attribute",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    category_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    order = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    text_zh = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    text_en = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    choices = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_attribute", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "open311_setting",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    shows_words = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_setting", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "open311_update",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on_case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open311_update", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ux_open311_attribute_category_key_code",
                table: "open311_attribute",
                columns: new[] { "district_id", "category_key", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_open311_update_source_id_no",
                table: "open311_update",
                columns: new[] { "district_id", "source_id", "no" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "open311_attribute");

            migrationBuilder.DropTable(
                name: "open311_setting");

            migrationBuilder.DropTable(
                name: "open311_update");
        }
    }
}
