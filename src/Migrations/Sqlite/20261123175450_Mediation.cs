using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Mediation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mediation_agreement",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: true),
                    signed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    signed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    court = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    court_applied_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    court_decided_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    court_name = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_agreement", x => new { x.district_id, x.dispute_id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_conflict",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    declared_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    cleared_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_conflict", x => new { x.district_id, x.dispute_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_dispute",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    receipt_no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: true),
                    serial = table.Column<int>(type: "INTEGER", nullable: true),
                    committee_code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    taken_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ending = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    mediator_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    chosen_by = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    risk = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    risk_at = table.Column<long>(type: "INTEGER", nullable: true),
                    risk_answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    applied_at = table.Column<long>(type: "INTEGER", nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    extensions = table.Column<int>(type: "INTEGER", nullable: false),
                    agreed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    archived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    archived_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    kept_years = table.Column<int>(type: "INTEGER", nullable: false),
                    forgotten_at = table.Column<long>(type: "INTEGER", nullable: true),
                    facts = table.Column<byte[]>(type: "BLOB", nullable: true),
                    requests = table.Column<byte[]>(type: "BLOB", nullable: true),
                    place = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    touched_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_dispute", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_duty",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    party_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    what = table.Column<byte[]>(type: "BLOB", nullable: true),
                    due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    done_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    note = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_duty", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_helper",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    name = table.Column<byte[]>(type: "BLOB", nullable: true),
                    admitted_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    admitted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_helper", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_mediator",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    committee_code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_head = table.Column<bool>(type: "INTEGER", nullable: false),
                    most_open = table.Column<int>(type: "INTEGER", nullable: false),
                    since_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_mediator", x => new { x.district_id, x.committee_code, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_number",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    committee_code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_number", x => new { x.district_id, x.committee_code, x.year });
                });

            migrationBuilder.CreateTable(
                name: "mediation_party",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    side = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    address = table.Column<byte[]>(type: "BLOB", nullable: true),
                    about = table.Column<byte[]>(type: "BLOB", nullable: true),
                    agent = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_phone_proved = table.Column<bool>(type: "INTEGER", nullable: false),
                    identity_seen_at = table.Column<long>(type: "INTEGER", nullable: true),
                    paper = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    notice_at = table.Column<long>(type: "INTEGER", nullable: true),
                    notice_by = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_party", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_record",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    party_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    held_at = table.Column<long>(type: "INTEGER", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: true),
                    present = table.Column<byte[]>(type: "BLOB", nullable: true),
                    papers = table.Column<int>(type: "INTEGER", nullable: false),
                    corrects_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    written_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_record", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_step",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_step", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_conflict_account_id",
                table: "mediation_conflict",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_dispute_case_id",
                table: "mediation_dispute",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_dispute_mediator_id_state",
                table: "mediation_dispute",
                columns: new[] { "district_id", "mediator_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ux_mediation_dispute_committee_code_year_serial",
                table: "mediation_dispute",
                columns: new[] { "district_id", "committee_code", "year", "serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_mediation_dispute_receipt_no",
                table: "mediation_dispute",
                columns: new[] { "district_id", "receipt_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mediation_duty_dispute_id",
                table: "mediation_duty",
                columns: new[] { "district_id", "dispute_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_helper_account_id_ended_at",
                table: "mediation_helper",
                columns: new[] { "district_id", "account_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_helper_dispute_id",
                table: "mediation_helper",
                columns: new[] { "district_id", "dispute_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_mediator_account_id",
                table: "mediation_mediator",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_party_dispute_id",
                table: "mediation_party",
                columns: new[] { "district_id", "dispute_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_party_phone_index",
                table: "mediation_party",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_record_dispute_id",
                table: "mediation_record",
                columns: new[] { "district_id", "dispute_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_step_dispute_id",
                table: "mediation_step",
                columns: new[] { "district_id", "dispute_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mediation_agreement");

            migrationBuilder.DropTable(
                name: "mediation_conflict");

            migrationBuilder.DropTable(
                name: "mediation_dispute");

            migrationBuilder.DropTable(
                name: "mediation_duty");

            migrationBuilder.DropTable(
                name: "mediation_helper");

            migrationBuilder.DropTable(
                name: "mediation_mediator");

            migrationBuilder.DropTable(
                name: "mediation_number");

            migrationBuilder.DropTable(
                name: "mediation_party");

            migrationBuilder.DropTable(
                name: "mediation_record");

            migrationBuilder.DropTable(
                name: "mediation_step");
        }
    }
}
