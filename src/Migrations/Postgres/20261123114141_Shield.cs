using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
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
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte[]>(
                name: "audit_hash",
                table: "cases_anchor",
                type: "bytea",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "audit_seq",
                table: "cases_anchor",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "identity_viewing_alert",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    limit = table.Column<int>(type: "integer", nullable: false),
                    from_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    open = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    finding = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_viewing_alert", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_key_turn",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    key_number = table.Column<int>(type: "integer", nullable: false),
                    after = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    turned = table.Column<long>(type: "bigint", nullable: false),
                    stuck = table.Column<long>(type: "bigint", nullable: false),
                    began_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
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
