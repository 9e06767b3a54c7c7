using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Open311Fields : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "asks_their_number",
                table: "open311_setting",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "automated",
                table: "open311_attribute",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Asked");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "asks_their_number",
                table: "open311_setting");

            migrationBuilder.DropColumn(
                name: "automated",
                table: "open311_attribute");
        }
    }
}
