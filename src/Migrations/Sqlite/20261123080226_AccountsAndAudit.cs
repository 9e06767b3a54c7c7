using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AccountsAndAudit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "identity_government_link",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_index = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    linked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_government_link", x => new { x.district_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "identity_invitation",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    token_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    invited_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_invitation", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_passkey",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    credential_id = table.Column<byte[]>(type: "BLOB", maxLength: 1023, nullable: false),
                    public_key = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sign_count = table.Column<long>(type: "INTEGER", nullable: false),
                    transports = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_backed_up = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_passkey", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_post_proposal",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    request_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    proposed_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    proposed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_agreed = table.Column<bool>(type: "INTEGER", nullable: true),
                    refusal = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    post_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_post_proposal", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "identity_second_factor",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    secret_sealed = table.Column<byte[]>(type: "BLOB", maxLength: 80, nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_step = table.Column<long>(type: "INTEGER", nullable: false),
                    recovery_hashes = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_second_factor", x => new { x.district_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "identity_spent_token",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_spent_token", x => new { x.district_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "identity_urgent_grant",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reviewed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reviewed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_justified = table.Column<bool>(type: "INTEGER", nullable: true),
                    review = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_urgent_grant", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_audit_cut",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_audit_cut", x => new { x.district_id, x.seq });
                });

            migrationBuilder.CreateIndex(
                name: "ix_platform_audit_account_id_id",
                table: "platform_audit",
                columns: new[] { "district_id", "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_government_link_subject_index",
                table: "identity_government_link",
                columns: new[] { "district_id", "subject_index" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_invitation_account_id",
                table: "identity_invitation",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_invitation_token_hash",
                table: "identity_invitation",
                columns: new[] { "district_id", "token_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_passkey_account_id",
                table: "identity_passkey",
                columns: new[] { "district_id", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ux_identity_passkey_credential_id",
                table: "identity_passkey",
                columns: new[] { "district_id", "credential_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_post_proposal_decided_at",
                table: "identity_post_proposal",
                columns: new[] { "district_id", "decided_at" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_spent_token_at",
                table: "identity_spent_token",
                columns: new[] { "district_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_urgent_grant_account_id_ends_at",
                table: "identity_urgent_grant",
                columns: new[] { "district_id", "account_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_identity_urgent_grant_reviewed_at",
                table: "identity_urgent_grant",
                columns: new[] { "district_id", "reviewed_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_government_link");

            migrationBuilder.DropTable(
                name: "identity_invitation");

            migrationBuilder.DropTable(
                name: "identity_passkey");

            migrationBuilder.DropTable(
                name: "identity_post_proposal");

            migrationBuilder.DropTable(
                name: "identity_second_factor");

            migrationBuilder.DropTable(
                name: "identity_spent_token");

            migrationBuilder.DropTable(
                name: "identity_urgent_grant");

            migrationBuilder.DropTable(
                name: "platform_audit_cut");

            migrationBuilder.DropIndex(
                name: "ix_platform_audit_account_id_id",
                table: "platform_audit");
        }
    }
}
