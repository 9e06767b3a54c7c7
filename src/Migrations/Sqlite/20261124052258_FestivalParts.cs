using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FestivalParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "not_met",
                table: "community_activity",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "community_cadence",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    every = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    since_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_cadence", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "community_partner",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    stage = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_partner", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "community_photo",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    cleared_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cleared_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_photo", x => new { x.district_id, x.subject_id, x.file_hash });
                    table.ForeignKey(
                        name: "fk_community_photo_subject_id",
                        columns: x => new { x.district_id, x.subject_id },
                        principalTable: "community_activity",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "community_recipient",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    activity_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    name_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    address_sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    goods = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    not_met = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: true),
                    by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_recipient", x => new { x.district_id, x.activity_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_recipient_activity_id",
                        columns: x => new { x.district_id, x.activity_id },
                        principalTable: "community_activity",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "community_team",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    activity_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_team", x => new { x.district_id, x.activity_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_team_activity_id",
                        columns: x => new { x.district_id, x.activity_id },
                        principalTable: "community_activity",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "community_agreement",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    partner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    from_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ended_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    end_why = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    stars_for_partner = table.Column<int>(type: "INTEGER", nullable: true),
                    stars_for_community = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_agreement", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_agreement_partner_id",
                        columns: x => new { x.district_id, x.partner_id },
                        principalTable: "community_partner",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "community_offer",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    partner_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    match_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_offer", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_offer_partner_id",
                        columns: x => new { x.district_id, x.partner_id },
                        principalTable: "community_partner",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "community_partner_project",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    partner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    from_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    budget_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    spent_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    result = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_partner_project", x => new { x.district_id, x.partner_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_partner_project_partner_id",
                        columns: x => new { x.district_id, x.partner_id },
                        principalTable: "community_partner",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "community_score",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    activity_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    line_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    team_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hundredths = table.Column<int>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_score", x => new { x.district_id, x.activity_id, x.line_id, x.team_id });
                    table.ForeignKey(
                        name: "fk_community_score_activity_id_team_id",
                        columns: x => new { x.district_id, x.activity_id, x.team_id },
                        principalTable: "community_team",
                        principalColumns: new[] { "district_id", "activity_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "community_promised_service",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    agreement_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    delivered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_promised_service", x => new { x.district_id, x.agreement_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_promised_service_agreement_id",
                        columns: x => new { x.district_id, x.agreement_id },
                        principalTable: "community_agreement",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_community_agreement_partner_id",
                table: "community_agreement",
                columns: new[] { "district_id", "partner_id" });

            migrationBuilder.CreateIndex(
                name: "ux_community_agreement_no",
                table: "community_agreement",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_community_cadence_area_code",
                table: "community_cadence",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_community_offer_partner_id",
                table: "community_offer",
                columns: new[] { "district_id", "partner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_community_offer_until_on",
                table: "community_offer",
                columns: new[] { "district_id", "until_on" });

            migrationBuilder.CreateIndex(
                name: "ix_community_partner_area_code",
                table: "community_partner",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_community_recipient_phone_index",
                table: "community_recipient",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ux_community_recipient_activity_id_no",
                table: "community_recipient",
                columns: new[] { "district_id", "activity_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_community_recipient_activity_id_phone_index",
                table: "community_recipient",
                columns: new[] { "district_id", "activity_id", "phone_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_community_score_activity_id_team_id",
                table: "community_score",
                columns: new[] { "district_id", "activity_id", "team_id" });

            migrationBuilder.CreateIndex(
                name: "ux_community_team_activity_id_no",
                table: "community_team",
                columns: new[] { "district_id", "activity_id", "no" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "community_cadence");

            migrationBuilder.DropTable(
                name: "community_offer");

            migrationBuilder.DropTable(
                name: "community_partner_project");

            migrationBuilder.DropTable(
                name: "community_photo");

            migrationBuilder.DropTable(
                name: "community_promised_service");

            migrationBuilder.DropTable(
                name: "community_recipient");

            migrationBuilder.DropTable(
                name: "community_score");

            migrationBuilder.DropTable(
                name: "community_agreement");

            migrationBuilder.DropTable(
                name: "community_team");

            migrationBuilder.DropTable(
                name: "community_partner");

            migrationBuilder.DropColumn(
                name: "not_met",
                table: "community_activity");
        }
    }
}
