using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class UnnumberedFirst : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_platform_event_seq",
                table: "platform_event");

            migrationBuilder.DropIndex(
                name: "ix_platform_audit_seq",
                table: "platform_audit");

            migrationBuilder.CreateIndex(
                name: "ix_platform_event_seq_id",
                table: "platform_event",
                columns: new[] { "district_id", "seq", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_audit_seq_id",
                table: "platform_audit",
                columns: new[] { "district_id", "seq", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_platform_event_seq_id",
                table: "platform_event");

            migrationBuilder.DropIndex(
                name: "ix_platform_audit_seq_id",
                table: "platform_audit");

            migrationBuilder.CreateIndex(
                name: "ix_platform_event_seq",
                table: "platform_event",
                columns: new[] { "district_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_audit_seq",
                table: "platform_audit",
                columns: new[] { "district_id", "seq" });
        }
    }
}
