using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Shield : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "last_number",
                table: "registry_export",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte[]>(
                name: "audit_hash",
                table: "cases_anchor",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "audit_seq",
                table: "cases_anchor",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "identity_viewing_alert",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    limit = table.Column<int>(type: "INTEGER", nullable: false),
                    from_at = table.Column<long>(type: "INTEGER", nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    open = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    finding = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_viewing_alert", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_key_turn",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    key_number = table.Column<int>(type: "INTEGER", nullable: false),
                    after = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    total = table.Column<long>(type: "INTEGER", nullable: false),
                    turned = table.Column<long>(type: "INTEGER", nullable: false),
                    stuck = table.Column<long>(type: "INTEGER", nullable: false),
                    began_at = table.Column<long>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_key_turn", x => new { x.district_id, x.name });
                });

            migrationBuilder.CreateIndex(
                name: "ix_identity_viewing_alert_account_id_closed_at",
                table: "identity_viewing_alert",
                columns: new[] { "district_id", "account_id", "closed_at" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_viewing_alert_open",
                table: "identity_viewing_alert",
                columns: new[] { "district_id", "open" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_viewing_alert");

            migrationBuilder.DropTable(
                name: "platform_key_turn");

            migrationBuilder.DropColumn(
                name: "last_number",
                table: "registry_export");

            migrationBuilder.DropColumn(
                name: "audit_hash",
                table: "cases_anchor");

            migrationBuilder.DropColumn(
                name: "audit_seq",
                table: "cases_anchor");
        }
    }
}
