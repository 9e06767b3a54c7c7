using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ChannelsRound : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "session_id",
                table: "identity_push_device",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "medium",
                table: "cases_follow",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                defaultValue: "sms");

            migrationBuilder.CreateTable(
                name: "cases_anchor_block",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    index = table.Column<int>(type: "integer", nullable: false),
                    first_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_anchor_block", x => new { x.district_id, x.no, x.index });
                });

            migrationBuilder.CreateIndex(
                name: "ix_identity_push_device_session_id",
                table: "identity_push_device",
                columns: new[] { "district_id", "session_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_follow_contact_index",
                table: "cases_follow",
                columns: new[] { "district_id", "contact_index" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_anchor_block");

            migrationBuilder.DropIndex(
                name: "ix_identity_push_device_session_id",
                table: "identity_push_device");

            migrationBuilder.DropIndex(
                name: "ix_cases_follow_contact_index",
                table: "cases_follow");

            migrationBuilder.DropColumn(
                name: "session_id",
                table: "identity_push_device");

            migrationBuilder.DropColumn(
                name: "medium",
                table: "cases_follow");
        }
    }
}
