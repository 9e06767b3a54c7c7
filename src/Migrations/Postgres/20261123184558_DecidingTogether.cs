using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DecidingTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "cells_gone_at",
                table: "cases_import",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "council_file",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    cleared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cleared_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_file", x => new { x.district_id, x.subject_id, x.file_hash });
                });

            migrationBuilder.CreateTable(
                name: "council_group",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    place_text = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    purpose = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: false),
                    every_days = table.Column<int>(type: "integer", nullable: false),
                    founded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_group", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_meeting",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    kind_key = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    title = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    begins_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    agenda = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: true),
                    matter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    called_by = table.Column<Guid>(type: "uuid", nullable: true),
                    called_by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    called_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_short_notice = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    called_off_why = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: true),
                    minutes = table.Column<string>(type: "character varying(24000)", maxLength: 24000, nullable: true),
                    signed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    signed_by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    signed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_meeting", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_meeting_kind",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name_en = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    notice_hours = table.Column<int>(type: "integer", nullable: false),
                    remind_hours = table.Column<int>(type: "integer", nullable: false),
                    needs_cases = table.Column<bool>(type: "boolean", nullable: false),
                    takes_reports = table.Column<bool>(type: "boolean", nullable: false),
                    agenda = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    order = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_meeting_kind", x => new { x.district_id, x.key });
                });

            migrationBuilder.CreateTable(
                name: "council_project",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    title = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    aim = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    matter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    leader_title = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    budget_fen = table.Column<long>(type: "bigint", nullable: true),
                    budget_note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: true),
                    started_by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    public_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    served = table.Column<int>(type: "integer", nullable: false),
                    accepting_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_project", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_reception",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    mode = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    receiver = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false),
                    place = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    begins_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    booked = table.Column<int>(type: "integer", nullable: false),
                    called_off_why = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_reception", x => new { x.district_id, x.id });
                });

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

            migrationBuilder.CreateTable(
                name: "indicators_morning",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "date", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    content = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_morning", x => new { x.district_id, x.drawn_on, x.area_code });
                });

            migrationBuilder.CreateTable(
                name: "indicators_morning_day",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "date", nullable: false),
                    formula_version = table.Column<int>(type: "integer", nullable: false),
                    grids = table.Column<int>(type: "integer", nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    drawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_morning_day", x => new { x.district_id, x.drawn_on });
                });

            migrationBuilder.CreateTable(
                name: "indicators_morning_look",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "date", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    lon = table.Column<double>(type: "double precision", nullable: false),
                    lat = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_morning_look", x => new { x.district_id, x.drawn_on, x.area_code, x.no });
                });

            migrationBuilder.CreateTable(
                name: "indicators_morning_score",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    drawn_on = table.Column<DateOnly>(type: "date", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    places = table.Column<int>(type: "integer", nullable: false),
                    hits = table.Column<int>(type: "integer", nullable: false),
                    frequent_places = table.Column<int>(type: "integer", nullable: false),
                    frequent_hits = table.Column<int>(type: "integer", nullable: false),
                    cases = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    squares = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    is_altered = table.Column<bool>(type: "boolean", nullable: false),
                    scored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_morning_score", x => new { x.district_id, x.drawn_on, x.area_code });
                });

            migrationBuilder.CreateTable(
                name: "indicators_open_file",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    release_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(10000000)", maxLength: 10000000, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    bytes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_open_file", x => new { x.district_id, x.release_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "indicators_open_release",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    version_no = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    summary = table.Column<string>(type: "character varying(200000)", maxLength: 200000, nullable: false),
                    held_for_others = table.Column<int>(type: "integer", nullable: false),
                    left_out = table.Column<int>(type: "integer", nullable: false),
                    licence_id = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    licence_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    licence_url = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    drafted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    drafted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    released_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    released_by = table.Column<Guid>(type: "uuid", nullable: true),
                    post_title = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    withdrawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    withdrawn_by = table.Column<Guid>(type: "uuid", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_open_release", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "indicators_report_subscription",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    is_below_too = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_indicators_report_subscription", x => new { x.district_id, x.account_id, x.area_code });
                });

            migrationBuilder.CreateTable(
                name: "mediation_agreement",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    dispute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    form = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    signed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    court = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    court_applied_on = table.Column<DateOnly>(type: "date", nullable: true),
                    court_decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    court_name = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_agreement", x => new { x.district_id, x.dispute_id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_conflict",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    dispute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    declared_by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    cleared_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_conflict", x => new { x.district_id, x.dispute_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_dispute",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    receipt_no = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: true),
                    serial = table.Column<int>(type: "integer", nullable: true),
                    committee_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    kind = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    origin = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    taken_by = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ending = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    mediator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    chosen_by = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    risk = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    risk_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    risk_answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    applied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    agreed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    archived_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    archived_by = table.Column<Guid>(type: "uuid", nullable: true),
                    kept_years = table.Column<int>(type: "integer", nullable: false),
                    forgotten_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    facts = table.Column<byte[]>(type: "bytea", nullable: true),
                    requests = table.Column<byte[]>(type: "bytea", nullable: true),
                    place = table.Column<byte[]>(type: "bytea", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: true),
                    touched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_dispute", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_duty",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dispute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<byte[]>(type: "bytea", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_duty", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_helper",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dispute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<byte[]>(type: "bytea", nullable: true),
                    admitted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    admitted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_helper", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_mediator",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    committee_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_head = table.Column<bool>(type: "boolean", nullable: false),
                    most_open = table.Column<int>(type: "integer", nullable: false),
                    since_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_mediator", x => new { x.district_id, x.committee_code, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_number",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    committee_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_number", x => new { x.district_id, x.committee_code, x.year });
                });

            migrationBuilder.CreateTable(
                name: "mediation_party",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dispute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_index = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: true),
                    address = table.Column<byte[]>(type: "bytea", nullable: true),
                    about = table.Column<byte[]>(type: "bytea", nullable: true),
                    agent = table.Column<byte[]>(type: "bytea", nullable: true),
                    is_phone_proved = table.Column<bool>(type: "boolean", nullable: false),
                    identity_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    paper = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    notice_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    notice_by = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_party", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_record",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dispute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    party_id = table.Column<Guid>(type: "uuid", nullable: true),
                    held_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: true),
                    present = table.Column<byte[]>(type: "bytea", nullable: true),
                    papers = table.Column<int>(type: "integer", nullable: false),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    written_by = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_record", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_step",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dispute_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_step", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "platform_person_hold",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: false),
                    by_post = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_platform_person_hold", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_group_member",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    name = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_group_member", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_group_member_group_id",
                        columns: x => new { x.district_id, x.group_id },
                        principalTable: "council_group",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_addendum",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_addendum", x => new { x.district_id, x.meeting_id, x.no });
                    table.ForeignKey(
                        name: "fk_council_addendum_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_decision",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    settled_gap = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_decision", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_decision_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_meeting_case",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_meeting_case", x => new { x.district_id, x.meeting_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_council_meeting_case_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_obligation",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    result = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    handed_in_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    handed_in_by = table.Column<Guid>(type: "uuid", nullable: true),
                    handed_in_by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    sent_back = table.Column<int>(type: "integer", nullable: false),
                    sent_back_why = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: true),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    checked_by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    late_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_obligation", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_obligation_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_participant",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answer = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    who = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true),
                    reason = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answered_by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    report = table.Column<string>(type: "character varying(12000)", maxLength: 12000, nullable: true),
                    reminded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    was_there = table.Column<bool>(type: "boolean", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_participant", x => new { x.district_id, x.meeting_id, x.unit_code });
                    table.ForeignKey(
                        name: "fk_council_participant_meeting_id",
                        columns: x => new { x.district_id, x.meeting_id },
                        principalTable: "council_meeting",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_milestone",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    first_due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    moves = table.Column<int>(type: "integer", nullable: false),
                    moved_why = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    done_on = table.Column<DateOnly>(type: "date", nullable: true),
                    done_note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_milestone", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_milestone_project_id",
                        columns: x => new { x.district_id, x.project_id },
                        principalTable: "council_project",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_voice",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    project_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    is_yes = table.Column<bool>(type: "boolean", nullable: true),
                    reason = table.Column<string>(type: "character varying(1200)", maxLength: 1200, nullable: true),
                    said_on = table.Column<DateOnly>(type: "date", nullable: true),
                    on_paper = table.Column<bool>(type: "boolean", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_voice", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_voice_project_id",
                        columns: x => new { x.district_id, x.project_id },
                        principalTable: "council_project",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_matter",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    day_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "character varying(17)", maxLength: 17, nullable: false),
                    unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    was_booked = table.Column<bool>(type: "boolean", nullable: false),
                    resident_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    words_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    phone_index = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    answer_sealed = table.Column<byte[]>(type: "bytea", nullable: true),
                    owner_unit_code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    answered_by_title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    late_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    follow = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    follow_id = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_matter", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_matter_day_id",
                        columns: x => new { x.district_id, x.day_id },
                        principalTable: "council_reception",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cases_import_cells_gone_at",
                table: "cases_import",
                columns: new[] { "district_id", "cells_gone_at" });

            migrationBuilder.CreateIndex(
                name: "ix_council_decision_case_id",
                table: "council_decision",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_decision_meeting_id_no",
                table: "council_decision",
                columns: new[] { "district_id", "meeting_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_council_group_area_code",
                table: "council_group",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_council_group_member_group_id_no",
                table: "council_group_member",
                columns: new[] { "district_id", "group_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_council_group_member_unit_code",
                table: "council_group_member",
                columns: new[] { "district_id", "unit_code" });

            migrationBuilder.CreateIndex(
                name: "ix_council_matter_day_id",
                table: "council_matter",
                columns: new[] { "district_id", "day_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_matter_owner_unit_code_state",
                table: "council_matter",
                columns: new[] { "district_id", "owner_unit_code", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_council_matter_phone_index",
                table: "council_matter",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_council_matter_resident_id",
                table: "council_matter",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_matter_no",
                table: "council_matter",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_meeting_begins_at",
                table: "council_meeting",
                columns: new[] { "district_id", "begins_at" });

            migrationBuilder.CreateIndex(
                name: "ix_council_meeting_group_id",
                table: "council_meeting",
                columns: new[] { "district_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_meeting_no",
                table: "council_meeting",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_meeting_case_case_id",
                table: "council_meeting_case",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_milestone_project_id_no",
                table: "council_milestone",
                columns: new[] { "district_id", "project_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_council_obligation_case_id",
                table: "council_obligation",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_obligation_meeting_id_no",
                table: "council_obligation",
                columns: new[] { "district_id", "meeting_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_council_obligation_unit_code_state_due_at",
                table: "council_obligation",
                columns: new[] { "district_id", "unit_code", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_council_participant_unit_code",
                table: "council_participant",
                columns: new[] { "district_id", "unit_code" });

            migrationBuilder.CreateIndex(
                name: "ix_council_project_area_code",
                table: "council_project",
                columns: new[] { "district_id", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ix_council_project_case_id",
                table: "council_project",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_project_no",
                table: "council_project",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_reception_ends_at",
                table: "council_reception",
                columns: new[] { "district_id", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "ix_council_voice_project_id",
                table: "council_voice",
                columns: new[] { "district_id", "project_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_voice_code_hash",
                table: "council_voice",
                columns: new[] { "district_id", "code_hash" },
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "ux_indicators_open_release_month_version_no",
                table: "indicators_open_release",
                columns: new[] { "district_id", "month", "version_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_indicators_report_subscription_area_code",
                table: "indicators_report_subscription",
                columns: new[] { "district_id", "area_code" });

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

            migrationBuilder.CreateIndex(
                name: "ix_platform_person_hold_ended_at_ends_on",
                table: "platform_person_hold",
                columns: new[] { "district_id", "ended_at", "ends_on" });

            migrationBuilder.CreateIndex(
                name: "ix_platform_person_hold_subject_id",
                table: "platform_person_hold",
                columns: new[] { "district_id", "subject_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "council_addendum");

            migrationBuilder.DropTable(
                name: "council_decision");

            migrationBuilder.DropTable(
                name: "council_file");

            migrationBuilder.DropTable(
                name: "council_group_member");

            migrationBuilder.DropTable(
                name: "council_matter");

            migrationBuilder.DropTable(
                name: "council_meeting_case");

            migrationBuilder.DropTable(
                name: "council_meeting_kind");

            migrationBuilder.DropTable(
                name: "council_milestone");

            migrationBuilder.DropTable(
                name: "council_obligation");

            migrationBuilder.DropTable(
                name: "council_participant");

            migrationBuilder.DropTable(
                name: "council_voice");

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

            migrationBuilder.DropTable(
                name: "indicators_morning");

            migrationBuilder.DropTable(
                name: "indicators_morning_day");

            migrationBuilder.DropTable(
                name: "indicators_morning_look");

            migrationBuilder.DropTable(
                name: "indicators_morning_score");

            migrationBuilder.DropTable(
                name: "indicators_open_file");

            migrationBuilder.DropTable(
                name: "indicators_open_release");

            migrationBuilder.DropTable(
                name: "indicators_report_subscription");

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

            migrationBuilder.DropTable(
                name: "platform_person_hold");

            migrationBuilder.DropTable(
                name: "council_group");

            migrationBuilder.DropTable(
                name: "council_reception");

            migrationBuilder.DropTable(
                name: "council_meeting");

            migrationBuilder.DropTable(
                name: "council_project");

            migrationBuilder.DropIndex(
                name: "ix_cases_import_cells_gone_at",
                table: "cases_import");

            migrationBuilder.DropColumn(
                name: "cells_gone_at",
                table: "cases_import");
        }
    }
}
