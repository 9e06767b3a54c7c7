using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OutsideClients : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "asks_their_number",
                table: "open311_setting",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "automated",
                table: "open311_attribute",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Asked");

            migrationBuilder.CreateTable(
                name: "cases_callback_rules",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    windows = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    most_attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false),
                    set_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_callback_rules", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "identity_push_device",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    endpoint_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", maxLength: 1400, nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_push_device", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_identity_push_device_owner_id",
                table: "identity_push_device",
                columns: new[] { "district_id", "owner_id" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_push_device_endpoint_hash",
                table: "identity_push_device",
                columns: new[] { "district_id", "endpoint_hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_callback_rules");

            migrationBuilder.DropTable(
                name: "identity_push_device");

            migrationBuilder.Sql("ALTER TABLE open311_setting DROP COLUMN asks_their_number");

            migrationBuilder.Sql("ALTER TABLE open311_attribute DROP COLUMN automated");
        }
    }
}
