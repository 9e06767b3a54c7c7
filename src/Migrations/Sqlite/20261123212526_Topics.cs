using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
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
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    raised_from = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    late_at = table.Column<long>(type: "INTEGER", nullable: true),
                    size = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    size_why = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    first_size = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    first_size_why = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    keeper_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ground = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    lead = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    invite = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: true),
                    notice_days = table.Column<int>(type: "INTEGER", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    publicity_days = table.Column<int>(type: "INTEGER", nullable: false),
                    limit_days = table.Column<int>(type: "INTEGER", nullable: false),
                    noticed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    hall_at = table.Column<long>(type: "INTEGER", nullable: true),
                    hall_place = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    came = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    said = table.Column<string>(type: "TEXT", maxLength: 12000, nullable: true),
                    vote_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    opinion = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    is_adopted = table.Column<bool>(type: "INTEGER", nullable: true),
                    yes = table.Column<int>(type: "INTEGER", nullable: true),
                    no_count = table.Column<int>(type: "INTEGER", nullable: true),
                    abstain = table.Column<int>(type: "INTEGER", nullable: true),
                    doer = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    do_by = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    result = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    stars = table.Column<int>(type: "INTEGER", nullable: true),
                    raters = table.Column<int>(type: "INTEGER", nullable: true),
                    steps = table.Column<int>(type: "INTEGER", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_topic_route",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    size = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    lead = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    invite = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    notice_days = table.Column<int>(type: "INTEGER", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    publicity_days = table.Column<int>(type: "INTEGER", nullable: false),
                    limit_days = table.Column<int>(type: "INTEGER", nullable: false),
                    advice = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_route", x => new { x.district_id, x.area_code, x.size });
                });

            migrationBuilder.CreateTable(
                name: "registry_home",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    living_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    building_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    proof = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ending = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    reason_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_yes = table.Column<bool>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
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
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    hidden_at = table.Column<long>(type: "INTEGER", nullable: true),
                    rule = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    objection = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    objected_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    is_right = table.Column<bool>(type: "INTEGER", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
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
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 12000, nullable: false),
                    by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
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
