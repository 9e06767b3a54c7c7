using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class HallsAndPhotosOfTopics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "came_homes",
                table: "council_topic",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "came_others",
                table: "council_topic",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "hall_code",
                table: "council_topic",
                type: "TEXT",
                maxLength: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "council_suggestion",
                type: "TEXT",
                maxLength: 8,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "topic_id",
                table: "council_suggestion",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "council_topic_attendee",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_attendee", x => new { x.district_id, x.topic_id, x.resident_id });
                    table.ForeignKey(
                        name: "fk_council_topic_attendee_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_attendee_resident_id",
                table: "council_topic_attendee",
                columns: new[] { "district_id", "resident_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "council_topic_attendee");

            migrationBuilder.DropColumn(
                name: "came_homes",
                table: "council_topic");

            migrationBuilder.DropColumn(
                name: "came_others",
                table: "council_topic");

            migrationBuilder.DropColumn(
                name: "hall_code",
                table: "council_topic");

            migrationBuilder.DropColumn(
                name: "language",
                table: "council_suggestion");

            migrationBuilder.DropColumn(
                name: "topic_id",
                table: "council_suggestion");
        }
    }
}
