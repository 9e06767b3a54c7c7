using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RegistryLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "market_id",
                table: "registry_place",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "import_id",
                table: "registry_change",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "platform_sealed_part",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    file_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_sealed_part", x => new { x.district_id, x.file_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "registry_component",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    department_uscc = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true),
                    department = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    carer = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    unit_grid_code = table.Column<string>(type: "TEXT", maxLength: 15, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    surveyed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    changed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    lon = table.Column<double>(type: "REAL", nullable: true),
                    lat = table.Column<double>(type: "REAL", nullable: true),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    confirmed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_component", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_export",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    open_until = table.Column<long>(type: "INTEGER", nullable: true),
                    fetched = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_export", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_import",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    headings = table.Column<string>(type: "TEXT", maxLength: 40000, nullable: false),
                    heading_row = table.Column<int>(type: "INTEGER", nullable: false),
                    chosen = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    policy = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    done_row = table.Column<int>(type: "INTEGER", nullable: false),
                    seen = table.Column<int>(type: "INTEGER", nullable: false),
                    good = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<int>(type: "INTEGER", nullable: false),
                    repeated = table.Column<int>(type: "INTEGER", nullable: false),
                    known = table.Column<int>(type: "INTEGER", nullable: false),
                    filled = table.Column<int>(type: "INTEGER", nullable: false),
                    added = table.Column<int>(type: "INTEGER", nullable: false),
                    withdrawn = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    area_codes = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    kept_until = table.Column<long>(type: "INTEGER", nullable: true),
                    leased_until = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_import_memory",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    chosen = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import_memory", x => new { x.district_id, x.kind, x.source });
                });

            migrationBuilder.CreateTable(
                name: "registry_import_note",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    import_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    row_no = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    field = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    of_row = table.Column<int>(type: "INTEGER", nullable: true),
                    fills = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    differs = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    filled_version = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_import_note", x => new { x.district_id, x.import_id, x.row_no });
                });

            migrationBuilder.CreateTable(
                name: "registry_licence",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    organisation_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    until_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_licence", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_sample",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    seed = table.Column<int>(type: "INTEGER", nullable: false),
                    among = table.Column<int>(type: "INTEGER", nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    looked = table.Column<int>(type: "INTEGER", nullable: false),
                    right = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    drawn_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_sample", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_sample_item",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    sample_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_right = table.Column<bool>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    looked_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    looked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_sample_item", x => new { x.district_id, x.sample_id, x.no });
                });

            migrationBuilder.CreateIndex(
                name: "ix_registry_place_market_id",
                table: "registry_place",
                columns: new[] { "district_id", "market_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_place_name",
                table: "registry_place",
                columns: new[] { "district_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_organisation_name",
                table: "registry_organisation",
                columns: new[] { "district_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_organisation_uscc",
                table: "registry_organisation",
                columns: new[] { "district_id", "uscc" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_change_import_id_subject_id",
                table: "registry_change",
                columns: new[] { "district_id", "import_id", "subject_id" },
                filter: "import_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_registry_component_area_code_id",
                table: "registry_component",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_registry_component_code",
                table: "registry_component",
                columns: new[] { "district_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_registry_export_by_created_at",
                table: "registry_export",
                columns: new[] { "district_id", "by", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_export_state_created_at",
                table: "registry_export",
                columns: new[] { "district_id", "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_import_created_at",
                table: "registry_import",
                columns: new[] { "district_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_import_state",
                table: "registry_import",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_import_note_import_id_state",
                table: "registry_import_note",
                columns: new[] { "district_id", "import_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_licence_organisation_id",
                table: "registry_licence",
                columns: new[] { "district_id", "organisation_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_sample_area_code_drawn_at",
                table: "registry_sample",
                columns: new[] { "district_id", "area_code", "drawn_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "platform_sealed_part");

            migrationBuilder.DropTable(
                name: "registry_component");

            migrationBuilder.DropTable(
                name: "registry_export");

            migrationBuilder.DropTable(
                name: "registry_import");

            migrationBuilder.DropTable(
                name: "registry_import_memory");

            migrationBuilder.DropTable(
                name: "registry_import_note");

            migrationBuilder.DropTable(
                name: "registry_licence");

            migrationBuilder.DropTable(
                name: "registry_sample");

            migrationBuilder.DropTable(
                name: "registry_sample_item");

            migrationBuilder.DropIndex(
                name: "ix_registry_place_market_id",
                table: "registry_place");

            migrationBuilder.DropIndex(
                name: "ix_registry_place_name",
                table: "registry_place");

            migrationBuilder.DropIndex(
                name: "ix_registry_organisation_name",
                table: "registry_organisation");

            migrationBuilder.DropIndex(
                name: "ix_registry_organisation_uscc",
                table: "registry_organisation");

            migrationBuilder.DropIndex(
                name: "ix_registry_change_import_id_subject_id",
                table: "registry_change");

            migrationBuilder.DropColumn(
                name: "market_id",
                table: "registry_place");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "registry_change");
        }
    }
}
