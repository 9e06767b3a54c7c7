using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MediationPagesAndOwnersNews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "told_at",
                table: "council_vote_owner",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "mediation_co_mediator",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    joined_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_co_mediator", x => new { x.district_id, x.dispute_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_scan",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    part = table.Column<int>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    kept_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kept_at = table.Column<long>(type: "INTEGER", nullable: false)
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

            migrationBuilder.Sql("ALTER TABLE \"council_vote_owner\" DROP COLUMN \"told_at\"");
        }
    }
}
