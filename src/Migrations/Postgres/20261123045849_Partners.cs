using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Partners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases_partner_call",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    ask = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: true),
                    called_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    called_by = table.Column<Guid>(type: "uuid", nullable: true),
                    caller_title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    phone_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    declined_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_partner_call", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_partner_call_case_id",
                        columns: x => new { x.district_id, x.case_id },
                        principalTable: "cases_case",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_partner_call_case_id",
                table: "cases_partner_call",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_partner_call_secret_hash",
                table: "cases_partner_call",
                columns: new[] { "district_id", "secret_hash" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_partner_call");
        }
    }
}
