using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LivingTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "community_series",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_series", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "community_activity",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    series_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    place = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    begins_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    seats = table.Column<int>(type: "INTEGER", nullable: true),
                    sign_up_until = table.Column<long>(type: "INTEGER", nullable: false),
                    admits_children = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    turn = table.Column<int>(type: "INTEGER", nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    came = table.Column<int>(type: "INTEGER", nullable: true),
                    called_off_why = table.Column<string>(type: "TEXT", maxLength: 480, nullable: true),
                    rated = table.Column<int>(type: "INTEGER", nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reported_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_activity", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_activity_series_id",
                        columns: x => new { x.district_id, x.series_id },
                        principalTable: "community_series",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "community_plan_line",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    activity_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    who = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    begins_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    count = table.Column<int>(type: "INTEGER", nullable: true),
                    planned_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    spent_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_plan_line", x => new { x.district_id, x.activity_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_plan_line_activity_id",
                        columns: x => new { x.district_id, x.activity_id },
                        principalTable: "community_activity",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "community_question",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    activity_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    words = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    public_words = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    expert = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_private = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_question", x => new { x.district_id, x.activity_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_question_activity_id",
                        columns: x => new { x.district_id, x.activity_id },
                        principalTable: "community_activity",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "community_rating",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    activity_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 1200, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_rating", x => new { x.district_id, x.activity_id, x.resident_id });
                    table.ForeignKey(
                        name: "fk_community_rating_activity_id",
                        columns: x => new { x.district_id, x.activity_id },
                        principalTable: "community_activity",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "community_sign_up",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    activity_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    person = table.Column<int>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    checked_in_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_sign_up", x => new { x.district_id, x.activity_id, x.resident_id, x.person });
                    table.ForeignKey(
                        name: "fk_community_sign_up_activity_id",
                        columns: x => new { x.district_id, x.activity_id },
                        principalTable: "community_activity",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_community_activity_series_id",
                table: "community_activity",
                columns: new[] { "district_id", "series_id" });

            migrationBuilder.CreateIndex(
                name: "ix_community_activity_state_ends_at",
                table: "community_activity",
                columns: new[] { "district_id", "state", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ux_community_activity_no",
                table: "community_activity",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_community_plan_line_activity_id_kind_no",
                table: "community_plan_line",
                columns: new[] { "district_id", "activity_id", "kind", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_community_question_activity_id_resident_id",
                table: "community_question",
                columns: new[] { "district_id", "activity_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_community_sign_up_resident_id",
                table: "community_sign_up",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ux_community_sign_up_activity_id_no",
                table: "community_sign_up",
                columns: new[] { "district_id", "activity_id", "no" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "community_plan_line");

            migrationBuilder.DropTable(
                name: "community_question");

            migrationBuilder.DropTable(
                name: "community_rating");

            migrationBuilder.DropTable(
                name: "community_sign_up");

            migrationBuilder.DropTable(
                name: "community_activity");

            migrationBuilder.DropTable(
                name: "community_series");
        }
    }
}
