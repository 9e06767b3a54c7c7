using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MediationPagesAndOwnersNews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "told_at",
                table: "council_vote_owner",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "mediation_co_mediator",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    dispute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    joined_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_co_mediator", x => new { x.district_id, x.dispute_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_scan",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dispute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    media_type = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    kept_by = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_scan", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_co_mediator_account_id_ended_at",
                table: "mediation_co_mediator",
                columns: new[] { "district_id", "account_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_scan_dispute_id",
                table: "mediation_scan",
                columns: new[] { "district_id", "dispute_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mediation_co_mediator");

            migrationBuilder.DropTable(
                name: "mediation_scan");

            migrationBuilder.DropColumn(
                name: "told_at",
                table: "council_vote_owner");
        }
    }
}
