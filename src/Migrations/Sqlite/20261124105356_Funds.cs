using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Funds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "community_fund",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    charity = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    agreement_no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closing_words = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    turn = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_fund", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "community_sandbox_payment",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    order_no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    provider_no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    fen = table.Column<long>(type: "INTEGER", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    refund_no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    refunded_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_sandbox_payment", x => new { x.district_id, x.order_no });
                });

            migrationBuilder.CreateTable(
                name: "community_aid",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purpose_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    public_words = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    need_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    name_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    why_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    asked_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    result = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    thanks = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    closed_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_aid", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_aid_fund_id",
                        columns: x => new { x.district_id, x.fund_id },
                        principalTable: "community_fund",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "community_fund_entry",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purpose_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    reverses_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_fund_entry", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_fund_entry_fund_id",
                        columns: x => new { x.district_id, x.fund_id },
                        principalTable: "community_fund",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "community_fund_purpose",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    aid_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_fund_purpose", x => new { x.district_id, x.fund_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_fund_purpose_fund_id",
                        columns: x => new { x.district_id, x.fund_id },
                        principalTable: "community_fund",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "community_outside_campaign",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    aid_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    fen = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_on = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_outside_campaign", x => new { x.district_id, x.aid_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_outside_campaign_aid_id",
                        columns: x => new { x.district_id, x.aid_id },
                        principalTable: "community_aid",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "community_fund_line",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    entry_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purpose_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_fund_line", x => new { x.district_id, x.entry_id, x.account });
                    table.ForeignKey(
                        name: "fk_community_fund_line_entry_id",
                        columns: x => new { x.district_id, x.entry_id },
                        principalTable: "community_fund_entry",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "community_gift",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purpose_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    way = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    fen = table.Column<long>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    donor_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    shows_donor = table.Column<bool>(type: "INTEGER", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: true),
                    provider_no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    refund_no = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_gift", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_gift_fund_id_purpose_id",
                        columns: x => new { x.district_id, x.fund_id, x.purpose_id },
                        principalTable: "community_fund_purpose",
                        principalColumns: new[] { "district_id", "fund_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "community_payout",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    purpose_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    aid_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    fen = table.Column<long>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    proposed_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    proposed_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    proposed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    receipt = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_community_payout", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_community_payout_fund_id_purpose_id",
                        columns: x => new { x.district_id, x.fund_id, x.purpose_id },
                        principalTable: "community_fund_purpose",
                        principalColumns: new[] { "district_id", "fund_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_community_aid_fund_id",
                table: "community_aid",
                columns: new[] { "district_id", "fund_id" });

            migrationBuilder.CreateIndex(
                name: "ix_community_fund_area_code",
                table: "community_fund",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_community_fund_entry_fund_id_on_id",
                table: "community_fund_entry",
                columns: new[] { "district_id", "fund_id", "on", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_community_fund_entry_source",
                table: "community_fund_entry",
                columns: new[] { "district_id", "source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_community_fund_line_fund_id_purpose_id_account_on",
                table: "community_fund_line",
                columns: new[] { "district_id", "fund_id", "purpose_id", "account", "on" });

            migrationBuilder.CreateIndex(
                name: "ix_community_gift_fund_id_purpose_id",
                table: "community_gift",
                columns: new[] { "district_id", "fund_id", "purpose_id" });

            migrationBuilder.CreateIndex(
                name: "ix_community_gift_fund_id_state_received_at",
                table: "community_gift",
                columns: new[] { "district_id", "fund_id", "state", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_community_gift_resident_id",
                table: "community_gift",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ux_community_gift_no",
                table: "community_gift",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_community_payout_fund_id",
                table: "community_payout",
                columns: new[] { "district_id", "fund_id" });

            migrationBuilder.CreateIndex(
                name: "ix_community_payout_fund_id_purpose_id",
                table: "community_payout",
                columns: new[] { "district_id", "fund_id", "purpose_id" });

            // 账目只增不改：entries are written once
            migrationBuilder.Sql("CREATE TRIGGER community_fund_entry_update BEFORE UPDATE ON community_fund_entry BEGIN SELECT RAISE(ABORT, 'the books are never changed'); END");
            migrationBuilder.Sql("CREATE TRIGGER community_fund_entry_delete BEFORE DELETE ON community_fund_entry BEGIN SELECT RAISE(ABORT, 'the books are never changed'); END");
            migrationBuilder.Sql("CREATE TRIGGER community_fund_line_update BEFORE UPDATE ON community_fund_line BEGIN SELECT RAISE(ABORT, 'the books are never changed'); END");
            migrationBuilder.Sql("CREATE TRIGGER community_fund_line_delete BEFORE DELETE ON community_fund_line BEGIN SELECT RAISE(ABORT, 'the books are never changed'); END");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "community_fund_line");

            migrationBuilder.DropTable(
                name: "community_gift");

            migrationBuilder.DropTable(
                name: "community_outside_campaign");

            migrationBuilder.DropTable(
                name: "community_payout");

            migrationBuilder.DropTable(
                name: "community_sandbox_payment");

            migrationBuilder.DropTable(
                name: "community_fund_entry");

            migrationBuilder.DropTable(
                name: "community_aid");

            migrationBuilder.DropTable(
                name: "community_fund_purpose");

            migrationBuilder.DropTable(
                name: "community_fund");
        }
    }
}
