using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Topics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "council_topic",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    area_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    title = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    words = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    source = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    raised_from = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    late_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    size = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    size_why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    first_size = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    first_size_why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    keeper_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ground = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    lead = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true),
                    invite = table.Column<string>(type: "character varying(2400)", maxLength: 2400, nullable: true),
                    notice_days = table.Column<int>(type: "integer", nullable: false),
                    form = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    publicity_days = table.Column<int>(type: "integer", nullable: false),
                    limit_days = table.Column<int>(type: "integer", nullable: false),
                    noticed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    hall_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    hall_place = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    came = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    said = table.Column<string>(type: "character varying(12000)", maxLength: 12000, nullable: true),
                    vote_id = table.Column<Guid>(type: "uuid", nullable: true),
                    opinion = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    is_adopted = table.Column<bool>(type: "boolean", nullable: true),
                    yes = table.Column<int>(type: "integer", nullable: true),
                    no_count = table.Column<int>(type: "integer", nullable: true),
                    abstain = table.Column<int>(type: "integer", nullable: true),
                    doer = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true),
                    do_by = table.Column<DateOnly>(type: "date", nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    result = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    stars = table.Column<int>(type: "integer", nullable: true),
                    raters = table.Column<int>(type: "integer", nullable: true),
                    steps = table.Column<int>(type: "integer", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_topic_route",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    area_code = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    size = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    lead = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    invite = table.Column<string>(type: "character varying(2400)", maxLength: 2400, nullable: false),
                    notice_days = table.Column<int>(type: "integer", nullable: false),
                    form = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    publicity_days = table.Column<int>(type: "integer", nullable: false),
                    limit_days = table.Column<int>(type: "integer", nullable: false),
                    advice = table.Column<string>(type: "character varying(2400)", maxLength: 2400, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_route", x => new { x.district_id, x.area_code, x.size });
                });

            migrationBuilder.CreateTable(
                name: "registry_home",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    living_of = table.Column<Guid>(type: "uuid", nullable: true),
                    dwelling_id = table.Column<Guid>(type: "uuid", nullable: false),
                    building_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    proof = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ending = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    reason_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_home", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_registry_home_dwelling_id",
                        columns: x => new { x.district_id, x.dwelling_id },
                        principalTable: "registry_dwelling",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_home_code",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    dwelling_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_home_code", x => new { x.district_id, x.dwelling_id });
                    table.ForeignKey(
                        name: "fk_registry_home_code_dwelling_id",
                        columns: x => new { x.district_id, x.dwelling_id },
                        principalTable: "registry_dwelling",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_ballot",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    dwelling_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_yes = table.Column<bool>(type: "boolean", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_ballot", x => new { x.district_id, x.topic_id, x.round, x.dwelling_id });
                    table.ForeignKey(
                        name: "fk_council_topic_ballot_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_comment",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    hidden_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    rule = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    objection = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    objected_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_comment", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_topic_comment_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_objection",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    is_right = table.Column<bool>(type: "boolean", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_objection", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_topic_objection_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_rating",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_rating", x => new { x.district_id, x.topic_id, x.resident_id });
                    table.ForeignKey(
                        name: "fk_council_topic_rating_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_step",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    topic_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    action = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "character varying(12000)", maxLength: 12000, nullable: false),
                    by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_step", x => new { x.district_id, x.topic_id, x.no });
                    table.ForeignKey(
                        name: "fk_council_topic_step_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_area_code_state",
                table: "council_topic",
                columns: new[] { "district_id", "area_code", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_case_id",
                table: "council_topic",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_resident_id",
                table: "council_topic",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_source_id",
                table: "council_topic",
                columns: new[] { "district_id", "source_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_topic_no",
                table: "council_topic",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_ballot_resident_id",
                table: "council_topic_ballot",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_comment_resident_id",
                table: "council_topic_comment",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_comment_topic_id",
                table: "council_topic_comment",
                columns: new[] { "district_id", "topic_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_objection_resident_id",
                table: "council_topic_objection",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_objection_topic_id",
                table: "council_topic_objection",
                columns: new[] { "district_id", "topic_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_rating_resident_id",
                table: "council_topic_rating",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_building_id_state",
                table: "registry_home",
                columns: new[] { "district_id", "building_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_dwelling_id",
                table: "registry_home",
                columns: new[] { "district_id", "dwelling_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_resident_id",
                table: "registry_home",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_state_area_code",
                table: "registry_home",
                columns: new[] { "district_id", "state", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_registry_home_living_of",
                table: "registry_home",
                columns: new[] { "district_id", "living_of" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "council_topic_ballot");

            migrationBuilder.DropTable(
                name: "council_topic_comment");

            migrationBuilder.DropTable(
                name: "council_topic_objection");

            migrationBuilder.DropTable(
                name: "council_topic_rating");

            migrationBuilder.DropTable(
                name: "council_topic_route");

            migrationBuilder.DropTable(
                name: "council_topic_step");

            migrationBuilder.DropTable(
                name: "registry_home");

            migrationBuilder.DropTable(
                name: "registry_home_code");

            migrationBuilder.DropTable(
                name: "council_topic");
        }
    }
}
