using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OwnersVotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "council_vote",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    compound = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    title = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    words = table.Column<string>(type: "character varying(12000)", maxLength: 12000, nullable: false),
                    kind = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    is_secret = table.Column<bool>(type: "boolean", nullable: false),
                    counts_parking = table.Column<bool>(type: "boolean", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: true),
                    opens_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    closes_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    drafted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    drafted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    called_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    roll_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    counted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    counted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    objections_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    end_reason = table.Column<string>(type: "character varying(1600)", maxLength: 1600, nullable: false),
                    spent_fen = table.Column<long>(type: "bigint", nullable: true),
                    spent_words = table.Column<string>(type: "character varying(3200)", maxLength: 3200, nullable: false),
                    spent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_vote", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_vote_ballot",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    vote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    choice = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    area = table.Column<long>(type: "bigint", nullable: false),
                    owner_no = table.Column<int>(type: "integer", nullable: true),
                    is_struck = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_vote_ballot", x => new { x.district_id, x.vote_id, x.fingerprint });
                });

            migrationBuilder.CreateTable(
                name: "council_vote_objection",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    vote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    owner_no = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<string>(type: "character varying(3200)", maxLength: 3200, nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    entered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    answer = table.Column<string>(type: "character varying(3200)", maxLength: 3200, nullable: false),
                    answered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_vote_objection", x => new { x.district_id, x.vote_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "council_vote_owner",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    vote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    name_sealed = table.Column<byte[]>(type: "bytea", maxLength: 400, nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "bytea", maxLength: 80, nullable: true),
                    phone_index = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    is_developer = table.Column<bool>(type: "boolean", nullable: false),
                    co_owners = table.Column<int>(type: "integer", nullable: false),
                    is_voter_withdrawn = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_vote_owner", x => new { x.district_id, x.vote_id, x.no });
                });

            migrationBuilder.CreateTable(
                name: "council_vote_result",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    vote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    total_area = table.Column<long>(type: "bigint", nullable: false),
                    total_people = table.Column<long>(type: "bigint", nullable: false),
                    yes_area = table.Column<long>(type: "bigint", nullable: false),
                    yes_people = table.Column<long>(type: "bigint", nullable: false),
                    no_area = table.Column<long>(type: "bigint", nullable: false),
                    no_people = table.Column<long>(type: "bigint", nullable: false),
                    abstain_area = table.Column<long>(type: "bigint", nullable: false),
                    abstain_people = table.Column<long>(type: "bigint", nullable: false),
                    has_quorum = table.Column<bool>(type: "boolean", nullable: false),
                    is_passed = table.Column<bool>(type: "boolean", nullable: false),
                    counted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(1600)", maxLength: 1600, nullable: false),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_vote_result", x => new { x.district_id, x.vote_id, x.revision });
                });

            migrationBuilder.CreateTable(
                name: "council_vote_roll_change",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    vote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    unit_no = table.Column<int>(type: "integer", nullable: true),
                    from_owner_no = table.Column<int>(type: "integer", nullable: false),
                    to_owner_no = table.Column<int>(type: "integer", nullable: false),
                    evidence = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_vote_roll_change", x => new { x.district_id, x.vote_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_vote_second",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    vote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_no = table.Column<int>(type: "integer", nullable: false),
                    channel = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_vote_second", x => new { x.district_id, x.vote_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_vote_turnout",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    vote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_no = table.Column<int>(type: "integer", nullable: false),
                    channel = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    state = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    area = table.Column<long>(type: "bigint", nullable: false),
                    entered_by = table.Column<Guid>(type: "uuid", nullable: true),
                    checked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    first_reading = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: true),
                    scan_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    box_no = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    witnesses_sealed = table.Column<byte[]>(type: "bytea", maxLength: 600, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_vote_turnout", x => new { x.district_id, x.vote_id, x.owner_no });
                });

            migrationBuilder.CreateTable(
                name: "council_vote_unit",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    vote_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    door = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    area = table.Column<long>(type: "bigint", nullable: false),
                    use = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    owner_no = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_vote_unit", x => new { x.district_id, x.vote_id, x.no });
                });

            migrationBuilder.CreateIndex(
                name: "ix_council_vote_state",
                table: "council_vote",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_council_vote_owner_vote_id_phone_index",
                table: "council_vote_owner",
                columns: new[] { "district_id", "vote_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_council_vote_unit_vote_id_door",
                table: "council_vote_unit",
                columns: new[] { "district_id", "vote_id", "door" });

            migrationBuilder.CreateIndex(
                name: "ix_council_vote_unit_vote_id_owner_no",
                table: "council_vote_unit",
                columns: new[] { "district_id", "vote_id", "owner_no" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "council_vote");

            migrationBuilder.DropTable(
                name: "council_vote_ballot");

            migrationBuilder.DropTable(
                name: "council_vote_objection");

            migrationBuilder.DropTable(
                name: "council_vote_owner");

            migrationBuilder.DropTable(
                name: "council_vote_result");

            migrationBuilder.DropTable(
                name: "council_vote_roll_change");

            migrationBuilder.DropTable(
                name: "council_vote_second");

            migrationBuilder.DropTable(
                name: "council_vote_turnout");

            migrationBuilder.DropTable(
                name: "council_vote_unit");
        }
    }
}
