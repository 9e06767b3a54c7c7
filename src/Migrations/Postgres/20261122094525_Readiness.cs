using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Readiness : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cases_emergency",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    severity = table.Column<int>(type: "integer", nullable: false),
                    is_drill = table.Column<bool>(type: "boolean", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    lon = table.Column<double>(type: "double precision", nullable: true),
                    lat = table.Column<double>(type: "double precision", nullable: true),
                    place_text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    raised_by = table.Column<Guid>(type: "uuid", nullable: true),
                    raised_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: true),
                    plan_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    plan_version_no = table.Column<int>(type: "integer", nullable: true),
                    open_key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    people_out = table.Column<int>(type: "integer", nullable: false),
                    people_inside = table.Column<int>(type: "integer", nullable: true),
                    reminder_round = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    is_called_off = table.Column<bool>(type: "boolean", nullable: false),
                    end_note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    well = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    wrong = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    reviewed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_emergency", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_drill",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    held_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    arrivals = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    well = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    wrong = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    entered_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_drill", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_duty_swap",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    turn_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: false),
                    with_id = table.Column<Guid>(type: "uuid", nullable: false),
                    return_turn_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_agreed = table.Column<bool>(type: "boolean", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_duty_swap", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_duty_turn",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    begins_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    leader_id = table.Column<Guid>(type: "uuid", nullable: false),
                    second_id = table.Column<Guid>(type: "uuid", nullable: true),
                    open_matters = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    handed_over_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handed_over_by = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_over_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    taken_over_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_duty_turn", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_plan",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    version_no = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    steps = table.Column<string>(type: "character varying(12000)", maxLength: 12000, nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: true),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_plan", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_response_seat",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    task = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: true),
                    is_lead = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_response_seat", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_segment",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    stretch = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    from_text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    to_text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    post_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: true),
                    course = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_segment", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_stock",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    measure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    lent = table.Column<int>(type: "integer", nullable: false),
                    owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "bytea", maxLength: 200, nullable: true),
                    place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_lendable = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_stock", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "grids_stock_loan",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    stock_id = table.Column<Guid>(type: "uuid", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    borrower = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    lent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    lent_by = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returned_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    returned_to = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grids_stock_loan", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "cases_emergency_call",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    emergency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    seat_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    task = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    is_lead = table.Column<bool>(type: "boolean", nullable: false),
                    called_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    messaged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    acknowledged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    acknowledged_lon = table.Column<double>(type: "double precision", nullable: true),
                    acknowledged_lat = table.Column<double>(type: "double precision", nullable: true),
                    arrived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    arrived_device_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    arrived_lon = table.Column<double>(type: "double precision", nullable: true),
                    arrived_lat = table.Column<double>(type: "double precision", nullable: true),
                    left_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_emergency_call", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_emergency_call_emergency_id",
                        columns: x => new { x.district_id, x.emergency_id },
                        principalTable: "cases_emergency",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_emergency_measure",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    emergency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    owner = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_emergency_measure", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_emergency_measure_emergency_id",
                        columns: x => new { x.district_id, x.emergency_id },
                        principalTable: "cases_emergency",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_emergency_step",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    emergency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    task = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_added = table.Column<bool>(type: "boolean", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    done_by = table.Column<Guid>(type: "uuid", nullable: true),
                    done_title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_emergency_step", x => new { x.district_id, x.emergency_id, x.no });
                    table.ForeignKey(
                        name: "fk_cases_emergency_step_emergency_id",
                        columns: x => new { x.district_id, x.emergency_id },
                        principalTable: "cases_emergency",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cases_flash_report",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    emergency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    stage = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    overdue_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    dropped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    text = table.Column<string>(type: "character varying(3000)", maxLength: 3000, nullable: true),
                    sent_to = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sent_by = table.Column<Guid>(type: "uuid", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    received_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_flash_report", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_cases_flash_report_emergency_id",
                        columns: x => new { x.district_id, x.emergency_id },
                        principalTable: "cases_emergency",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_emergency_case_id",
                table: "cases_emergency",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_emergency_raised_at",
                table: "cases_emergency",
                columns: new[] { "district_id", "raised_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_emergency_open_key",
                table: "cases_emergency",
                columns: new[] { "district_id", "open_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_emergency_call_account_id_ended_at",
                table: "cases_emergency_call",
                columns: new[] { "district_id", "account_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_emergency_call_emergency_id_account_id",
                table: "cases_emergency_call",
                columns: new[] { "district_id", "emergency_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_emergency_measure_emergency_id",
                table: "cases_emergency_measure",
                columns: new[] { "district_id", "emergency_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_flash_report_sent_at_dropped_at",
                table: "cases_flash_report",
                columns: new[] { "district_id", "sent_at", "dropped_at" });

            migrationBuilder.CreateIndex(
                name: "ux_cases_flash_report_emergency_id_no",
                table: "cases_flash_report",
                columns: new[] { "district_id", "emergency_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grids_drill_held_at",
                table: "grids_drill",
                columns: new[] { "district_id", "held_at" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_duty_swap_turn_id",
                table: "grids_duty_swap",
                columns: new[] { "district_id", "turn_id" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_duty_swap_with_id_is_agreed",
                table: "grids_duty_swap",
                columns: new[] { "district_id", "with_id", "is_agreed" });

            migrationBuilder.CreateIndex(
                name: "ux_grids_duty_turn_area_code_begins_at",
                table: "grids_duty_turn",
                columns: new[] { "district_id", "area_code", "begins_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_grids_plan_kind_version_no",
                table: "grids_plan",
                columns: new[] { "district_id", "kind", "version_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grids_response_seat_account_id",
                table: "grids_response_seat",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_response_seat_area_code",
                table: "grids_response_seat",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_grids_segment_stretch_no",
                table: "grids_segment",
                columns: new[] { "district_id", "stretch", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grids_stock_area_code",
                table: "grids_stock",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_grids_stock_loan_stock_id_returned_at",
                table: "grids_stock_loan",
                columns: new[] { "district_id", "stock_id", "returned_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cases_emergency_call");

            migrationBuilder.DropTable(
                name: "cases_emergency_measure");

            migrationBuilder.DropTable(
                name: "cases_emergency_step");

            migrationBuilder.DropTable(
                name: "cases_flash_report");

            migrationBuilder.DropTable(
                name: "grids_drill");

            migrationBuilder.DropTable(
                name: "grids_duty_swap");

            migrationBuilder.DropTable(
                name: "grids_duty_turn");

            migrationBuilder.DropTable(
                name: "grids_plan");

            migrationBuilder.DropTable(
                name: "grids_response_seat");

            migrationBuilder.DropTable(
                name: "grids_segment");

            migrationBuilder.DropTable(
                name: "grids_stock");

            migrationBuilder.DropTable(
                name: "grids_stock_loan");

            migrationBuilder.DropTable(
                name: "cases_emergency");
        }
    }
}
