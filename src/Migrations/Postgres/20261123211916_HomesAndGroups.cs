using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HomesAndGroups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "council_building",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    building_id = table.Column<Guid>(type: "uuid", nullable: false),
                    label = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_building_step",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    duty = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_step", x => new { x.district_id, x.duty });
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
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
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
                name: "council_building_bridge",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    owner = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    announced_on = table.Column<DateOnly>(type: "date", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_bridge", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_building_bridge_group_id",
                        columns: x => new { x.district_id, x.group_id },
                        principalTable: "council_building",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_building_member",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tag = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    wants_digest = table.Column<bool>(type: "boolean", nullable: false),
                    left_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_member", x => new { x.district_id, x.group_id, x.resident_id });
                    table.ForeignKey(
                        name: "fk_council_building_member_group_id",
                        columns: x => new { x.district_id, x.group_id },
                        principalTable: "council_building",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_building_message",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    thread_id = table.Column<Guid>(type: "uuid", nullable: true),
                    author = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    dwelling_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_line = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    text_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    has_photo = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    turn = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    climbs_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    follow_id = table.Column<Guid>(type: "uuid", nullable: true),
                    receipt_no = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true),
                    hidden = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    hidden_why = table.Column<byte[]>(type: "bytea", nullable: true),
                    hidden_by = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    bridge_id = table.Column<Guid>(type: "uuid", nullable: true),
                    bridge_no = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_message", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_building_message_group_id",
                        columns: x => new { x.district_id, x.group_id },
                        principalTable: "council_building",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_building_climb",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    duty = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    told = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_climb", x => new { x.district_id, x.message_id, x.duty });
                    table.ForeignKey(
                        name: "fk_council_building_climb_message_id",
                        columns: x => new { x.district_id, x.message_id },
                        principalTable: "council_building_message",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_area_code_id",
                table: "council_building",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_building_building_id",
                table: "council_building",
                columns: new[] { "district_id", "building_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_building_bridge_group_id",
                table: "council_building_bridge",
                columns: new[] { "district_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_bridge_source_id",
                table: "council_building_bridge",
                columns: new[] { "district_id", "source_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_member_resident_id",
                table: "council_building_member",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_building_member_group_id_tag",
                table: "council_building_member",
                columns: new[] { "district_id", "group_id", "tag" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_building_message_dwelling_id_at",
                table: "council_building_message",
                columns: new[] { "district_id", "dwelling_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_message_group_id_state",
                table: "council_building_message",
                columns: new[] { "district_id", "group_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_message_group_id_thread_id_id",
                table: "council_building_message",
                columns: new[] { "district_id", "group_id", "thread_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_message_resident_id",
                table: "council_building_message",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_building_message_bridge_id_bridge_no",
                table: "council_building_message",
                columns: new[] { "district_id", "bridge_id", "bridge_no" },
                unique: true);

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
                name: "council_building_bridge");

            migrationBuilder.DropTable(
                name: "council_building_climb");

            migrationBuilder.DropTable(
                name: "council_building_member");

            migrationBuilder.DropTable(
                name: "council_building_step");

            migrationBuilder.DropTable(
                name: "registry_home");

            migrationBuilder.DropTable(
                name: "registry_home_code");

            migrationBuilder.DropTable(
                name: "council_building_message");

            migrationBuilder.DropTable(
                name: "council_building");
        }
    }
}
