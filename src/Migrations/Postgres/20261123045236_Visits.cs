using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Visits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "field_appointment",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    building = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    door = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    half = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    moves = table.Column<int>(type: "integer", nullable: false),
                    safety_checked = table.Column<bool>(type: "boolean", nullable: false),
                    @unsafe = table.Column<string>(name: "unsafe", type: "character varying(200)", maxLength: 200, nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    booked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_appointment", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_household_check",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    building = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    door = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    registry_version = table.Column<int>(type: "integer", nullable: false),
                    was_residents = table.Column<int>(type: "integer", nullable: true),
                    was_type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    residents = table.Column<int>(type: "integer", nullable: true),
                    type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_household_check", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_service_item",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    rule = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    months = table.Column<int>(type: "integer", nullable: true),
                    from_age = table.Column<int>(type: "integer", nullable: true),
                    basis = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_service_item", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_visit_campaign",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    purpose = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    script = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: false),
                    questions = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: false),
                    area_codes = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    from_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    retry_days = table.Column<int>(type: "integer", nullable: false),
                    most_tries = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    started_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cleared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    households = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_visit_campaign", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "field_service_need",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    building = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    door = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    origin = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    last_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    met_on = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_service_need", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_service_need_item_id",
                        columns: x => new { x.district_id, x.item_id },
                        principalTable: "field_service_item",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_visit_tally",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(15)", maxLength: 15, nullable: false),
                    households = table.Column<int>(type: "integer", nullable: false),
                    met = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    moved = table.Column<int>(type: "integer", nullable: false),
                    unreached = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_visit_tally", x => new { x.district_id, x.campaign_id, x.area_code });
                    table.ForeignKey(
                        name: "fk_field_visit_tally_campaign_id",
                        columns: x => new { x.district_id, x.campaign_id },
                        principalTable: "field_visit_campaign",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_visit_target",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    building_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    building = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    door = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    walk = table.Column<int>(type: "integer", nullable: false),
                    lon = table.Column<double>(type: "double precision", nullable: true),
                    lat = table.Column<double>(type: "double precision", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    card_left = table.Column<bool>(type: "boolean", nullable: false),
                    next_on = table.Column<DateOnly>(type: "date", nullable: true),
                    not_at = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_visit_target", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_visit_target_campaign_id",
                        columns: x => new { x.district_id, x.campaign_id },
                        principalTable: "field_visit_campaign",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_appointment_item",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    need_id = table.Column<Guid>(type: "uuid", nullable: false),
                    result = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    receipt_no = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_appointment_item", x => new { x.district_id, x.appointment_id, x.need_id });
                    table.ForeignKey(
                        name: "fk_field_appointment_item_appointment_id",
                        columns: x => new { x.district_id, x.appointment_id },
                        principalTable: "field_appointment",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_field_appointment_item_need_id",
                        columns: x => new { x.district_id, x.need_id },
                        principalTable: "field_service_need",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "field_visit_try",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    result = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    card_left = table.Column<bool>(type: "boolean", nullable: false),
                    part = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    answers = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    has_consented = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    undone_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_visit_try", x => new { x.district_id, x.target_id, x.no });
                    table.ForeignKey(
                        name: "fk_field_visit_try_target_id",
                        columns: x => new { x.district_id, x.target_id },
                        principalTable: "field_visit_target",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_field_appointment_state_on",
                table: "field_appointment",
                columns: new[] { "district_id", "state", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_field_appointment_item_need_id",
                table: "field_appointment_item",
                columns: new[] { "district_id", "need_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_household_check_household_id",
                table: "field_household_check",
                columns: new[] { "district_id", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_household_check_state_area_code",
                table: "field_household_check",
                columns: new[] { "district_id", "state", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_field_service_item_name",
                table: "field_service_item",
                columns: new[] { "district_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_field_service_need_household_id",
                table: "field_service_need",
                columns: new[] { "district_id", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_service_need_item_id_person_id",
                table: "field_service_need",
                columns: new[] { "district_id", "item_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_service_need_state_due_on",
                table: "field_service_need",
                columns: new[] { "district_id", "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_field_visit_campaign_state",
                table: "field_visit_campaign",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_field_visit_target_campaign_id_area_code",
                table: "field_visit_target",
                columns: new[] { "district_id", "campaign_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_field_visit_target_campaign_id_household_id",
                table: "field_visit_target",
                columns: new[] { "district_id", "campaign_id", "household_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "field_appointment_item");

            migrationBuilder.DropTable(
                name: "field_household_check");

            migrationBuilder.DropTable(
                name: "field_visit_tally");

            migrationBuilder.DropTable(
                name: "field_visit_try");

            migrationBuilder.DropTable(
                name: "field_appointment");

            migrationBuilder.DropTable(
                name: "field_service_need");

            migrationBuilder.DropTable(
                name: "field_visit_target");

            migrationBuilder.DropTable(
                name: "field_service_item");

            migrationBuilder.DropTable(
                name: "field_visit_campaign");
        }
    }
}
