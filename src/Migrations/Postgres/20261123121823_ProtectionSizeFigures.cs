using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ProtectionSizeFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_place",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_person",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_organisation",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "record_kind",
                table: "registry_import_note",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "begun_at",
                table: "registry_import",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "kept",
                table: "registry_import",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_household",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "last_number",
                table: "registry_export",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_dwelling",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_component",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "registry_building",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scan",
                table: "platform_file",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "NotScanned");

            migrationBuilder.AddColumn<Guid>(
                name: "entitlement_id",
                table: "field_service_need",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "window_days",
                table: "field_service_item",
                type: "integer",
                nullable: false,
                defaultValue: 60);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "field_inspection",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "area_code",
                table: "field_entry",
                type: "character varying(17)",
                maxLength: 17,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "decided_post",
                table: "field_entry",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "field_entry",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTime>(
                name: "refused_at",
                table: "cases_source_answer",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "audit_hash",
                table: "cases_anchor",
                type: "bytea",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "audit_seq",
                table: "cases_anchor",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "field_service_entitlement",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    reason_sealed = table.Column<byte[]>(type: "bytea", maxLength: 1000, nullable: false),
                    next_due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: false),
                    offered_for = table.Column<DateOnly>(type: "date", nullable: true),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_field_service_entitlement", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_field_service_entitlement_item_id",
                        columns: x => new { x.district_id, x.item_id },
                        principalTable: "field_service_item",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_viewing_alert",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    limit = table.Column<int>(type: "integer", nullable: false),
                    from_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    open = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    finding = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_viewing_alert", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_cell",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    basis = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    marks = table.Column<long>(type: "bigint", nullable: false),
                    cases = table.Column<long>(type: "bigint", nullable: false),
                    ratings = table.Column<long>(type: "bigint", nullable: false),
                    stars = table.Column<long>(type: "bigint", nullable: false),
                    first_answer_minutes = table.Column<long>(type: "bigint", nullable: false),
                    dispatch_minutes = table.Column<long>(type: "bigint", nullable: false),
                    arrival_minutes = table.Column<long>(type: "bigint", nullable: false),
                    handling_minutes = table.Column<long>(type: "bigint", nullable: false),
                    working_minutes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_cell", x => new { x.district_id, x.basis, x.on, x.area_code, x.category_key, x.channel, x.unit_code, x.marks });
                });

            migrationBuilder.CreateTable(
                name: "indicators_difference",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    basis = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    before = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    after = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_difference", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_fact",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    next_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    marks = table.Column<long>(type: "bigint", nullable: false),
                    first_answer_minutes = table.Column<int>(type: "integer", nullable: true),
                    dispatch_minutes = table.Column<int>(type: "integer", nullable: true),
                    arrival_minutes = table.Column<int>(type: "integer", nullable: true),
                    handling_minutes = table.Column<int>(type: "integer", nullable: true),
                    working_minutes = table.Column<int>(type: "integer", nullable: true),
                    ratings = table.Column<int>(type: "integer", nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_fact", x => new { x.district_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_frozen_fact",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false),
                    filed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    category_key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    marks = table.Column<long>(type: "bigint", nullable: false),
                    first_answer_minutes = table.Column<int>(type: "integer", nullable: true),
                    dispatch_minutes = table.Column<int>(type: "integer", nullable: true),
                    arrival_minutes = table.Column<int>(type: "integer", nullable: true),
                    handling_minutes = table.Column<int>(type: "integer", nullable: true),
                    working_minutes = table.Column<int>(type: "integer", nullable: true),
                    ratings = table.Column<int>(type: "integer", nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_frozen_fact", x => new { x.district_id, x.month, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_month",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    frozen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cases = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_month", x => new { x.district_id, x.month });
                });

            migrationBuilder.CreateTable(
                name: "indicators_month_figure",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    figure_key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    area_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    definition_version = table.Column<int>(type: "integer", nullable: false),
                    counted = table.Column<long>(type: "bigint", nullable: false),
                    whole = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_month_figure", x => new { x.district_id, x.month, x.figure_key, x.area_code });
                });

            migrationBuilder.CreateTable(
                name: "indicators_progress",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    last_seq = table.Column<long>(type: "bigint", nullable: false),
                    phase = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    case_after = table.Column<Guid>(type: "uuid", nullable: false),
                    day_after = table.Column<DateOnly>(type: "date", nullable: true),
                    recounted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    recounted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    recount_found = table.Column<int>(type: "integer", nullable: false),
                    current_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_progress", x => x.district_id);
                });

            migrationBuilder.CreateTable(
                name: "platform_key_turn",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    key_number = table.Column<int>(type: "integer", nullable: false),
                    after = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    turned = table.Column<long>(type: "bigint", nullable: false),
                    stuck = table.Column<long>(type: "bigint", nullable: false),
                    began_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_key_turn", x => new { x.district_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "registry_import_kept",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import_kept", x => new { x.district_id, x.import_id, x.record_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_platform_file_scan_stored_at",
                table: "platform_file",
                columns: new[] { "district_id", "scan", "stored_at" });

            migrationBuilder.CreateIndex(
                name: "ix_field_visit_target_building_id",
                table: "field_visit_target",
                columns: new[] { "district_id", "building_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_visit_target_household_id",
                table: "field_visit_target",
                columns: new[] { "district_id", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_entry_state_received_at_id",
                table: "field_entry",
                columns: new[] { "district_id", "state", "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_appointment_area_code_building",
                table: "field_appointment",
                columns: new[] { "district_id", "area_code", "building" });

            migrationBuilder.CreateIndex(
                name: "ix_field_appointment_household_id",
                table: "field_appointment",
                columns: new[] { "district_id", "household_id" });

            migrationBuilder.CreateIndex(
                name: "ix_field_service_entitlement_ended_on_next_due_on",
                table: "field_service_entitlement",
                columns: new[] { "district_id", "ended_on", "next_due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_field_service_entitlement_item_id",
                table: "field_service_entitlement",
                columns: new[] { "district_id", "item_id" });

            migrationBuilder.CreateIndex(
                name: "ux_field_service_entitlement_person_id_item_id",
                table: "field_service_entitlement",
                columns: new[] { "district_id", "person_id", "item_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_viewing_alert_account_id_closed_at",
                table: "identity_viewing_alert",
                columns: new[] { "district_id", "account_id", "closed_at" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_viewing_alert_open",
                table: "identity_viewing_alert",
                columns: new[] { "district_id", "open" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_indicators_difference_at",
                table: "indicators_difference",
                columns: new[] { "district_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_closed_on",
                table: "indicators_fact",
                columns: new[] { "district_id", "closed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_filed_on",
                table: "indicators_fact",
                columns: new[] { "district_id", "filed_on" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_next_at",
                table: "indicators_fact",
                columns: new[] { "district_id", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_indicators_fact_reported_on",
                table: "indicators_fact",
                columns: new[] { "district_id", "reported_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "field_service_entitlement");

            migrationBuilder.DropTable(
                name: "identity_viewing_alert");

            migrationBuilder.DropTable(
                name: "indicators_cell");

            migrationBuilder.DropTable(
                name: "indicators_difference");

            migrationBuilder.DropTable(
                name: "indicators_fact");

            migrationBuilder.DropTable(
                name: "indicators_frozen_fact");

            migrationBuilder.DropTable(
                name: "indicators_month");

            migrationBuilder.DropTable(
                name: "indicators_month_figure");

            migrationBuilder.DropTable(
                name: "indicators_progress");

            migrationBuilder.DropTable(
                name: "platform_key_turn");

            migrationBuilder.DropTable(
                name: "registry_import_kept");

            migrationBuilder.DropIndex(
                name: "ix_platform_file_scan_stored_at",
                table: "platform_file");

            migrationBuilder.DropIndex(
                name: "ix_field_visit_target_building_id",
                table: "field_visit_target");

            migrationBuilder.DropIndex(
                name: "ix_field_visit_target_household_id",
                table: "field_visit_target");

            migrationBuilder.DropIndex(
                name: "ix_field_entry_state_received_at_id",
                table: "field_entry");

            migrationBuilder.DropIndex(
                name: "ix_field_appointment_area_code_building",
                table: "field_appointment");

            migrationBuilder.DropIndex(
                name: "ix_field_appointment_household_id",
                table: "field_appointment");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_place");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_person");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_organisation");

            migrationBuilder.DropColumn(
                name: "record_kind",
                table: "registry_import_note");

            migrationBuilder.DropColumn(
                name: "begun_at",
                table: "registry_import");

            migrationBuilder.DropColumn(
                name: "kept",
                table: "registry_import");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_household");

            migrationBuilder.DropColumn(
                name: "last_number",
                table: "registry_export");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_dwelling");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_component");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_building");

            migrationBuilder.DropColumn(
                name: "scan",
                table: "platform_file");

            migrationBuilder.DropColumn(
                name: "entitlement_id",
                table: "field_service_need");

            migrationBuilder.DropColumn(
                name: "window_days",
                table: "field_service_item");

            migrationBuilder.DropColumn(
                name: "version",
                table: "field_inspection");

            migrationBuilder.DropColumn(
                name: "area_code",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "decided_post",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "version",
                table: "field_entry");

            migrationBuilder.DropColumn(
                name: "refused_at",
                table: "cases_source_answer");

            migrationBuilder.DropColumn(
                name: "audit_hash",
                table: "cases_anchor");

            migrationBuilder.DropColumn(
                name: "audit_seq",
                table: "cases_anchor");
        }
    }
}
