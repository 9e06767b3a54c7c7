using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Timers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "platform_timer",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 48, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    data = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    dead_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_timer", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_platform_timer_next_at",
                table: "platform_timer",
                columns: new[] { "district_id", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_timer_subject_id_kind",
                table: "platform_timer",
                columns: new[] { "district_id", "subject_id", "kind" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_timer");
        }
    }
}
