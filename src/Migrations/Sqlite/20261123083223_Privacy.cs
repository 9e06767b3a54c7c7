using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Privacy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases_data_request",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    item_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    item_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 200, nullable: true),
                    words_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 8000, nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    erased = table.Column<int>(type: "INTEGER", nullable: false),
                    waits = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_data_request", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_data_request_resident_id",
                table: "cases_data_request",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_data_request_state_due_at",
                table: "cases_data_request",
                columns: new[] { "district_id", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_data_request_waits",
                table: "cases_data_request",
                columns: new[] { "district_id", "waits" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_data_request");
        }
    }
}
