using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gezhi.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TopicsGroupsQuestionnaires : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "told_at",
                table: "council_vote_owner",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "council_building",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    building_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    label = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_building_step",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    duty = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_step", x => new { x.district_id, x.duty });
                });

            migrationBuilder.CreateTable(
                name: "council_opinion_call",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    about = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: false),
                    asked = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: false),
                    begins_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_opinion_call", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_survey",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    intro = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    audience = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_anonymous = table.Column<bool>(type: "INTEGER", nullable: false),
                    opens_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    closes_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    questions = table.Column<string>(type: "TEXT", maxLength: 400000, nullable: false),
                    asked_online = table.Column<int>(type: "INTEGER", nullable: true),
                    asked_on_paper = table.Column<int>(type: "INTEGER", nullable: true),
                    shows_texts = table.Column<bool>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    drafted_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    drafted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_survey", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_topic",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    words = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    raised_from = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    late_at = table.Column<long>(type: "INTEGER", nullable: true),
                    size = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    size_why = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    first_size = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    first_size_why = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    keeper_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ground = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    lead = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    invite = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: true),
                    notice_days = table.Column<int>(type: "INTEGER", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    publicity_days = table.Column<int>(type: "INTEGER", nullable: false),
                    limit_days = table.Column<int>(type: "INTEGER", nullable: false),
                    noticed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    hall_at = table.Column<long>(type: "INTEGER", nullable: true),
                    hall_place = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    came = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    said = table.Column<string>(type: "TEXT", maxLength: 12000, nullable: true),
                    vote_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    opinion = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    is_adopted = table.Column<bool>(type: "INTEGER", nullable: true),
                    yes = table.Column<int>(type: "INTEGER", nullable: true),
                    no_count = table.Column<int>(type: "INTEGER", nullable: true),
                    abstain = table.Column<int>(type: "INTEGER", nullable: true),
                    doer = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    do_by = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    result = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    stars = table.Column<int>(type: "INTEGER", nullable: true),
                    raters = table.Column<int>(type: "INTEGER", nullable: true),
                    steps = table.Column<int>(type: "INTEGER", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "council_topic_route",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    size = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    lead = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    invite = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    notice_days = table.Column<int>(type: "INTEGER", nullable: false),
                    form = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    publicity_days = table.Column<int>(type: "INTEGER", nullable: false),
                    limit_days = table.Column<int>(type: "INTEGER", nullable: false),
                    advice = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_route", x => new { x.district_id, x.area_code, x.size });
                });

            migrationBuilder.CreateTable(
                name: "mediation_co_mediator",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    joined_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_co_mediator", x => new { x.district_id, x.dispute_id, x.account_id });
                });

            migrationBuilder.CreateTable(
                name: "mediation_scan",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    dispute_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    part = table.Column<int>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    kept_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kept_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_scan", x => new { x.district_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "registry_home",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    living_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    building_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    proof = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ending = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_home", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_registry_home_dwelling_id",
                        columns: x => new { x.district_id, x.dwelling_id },
                        principalTable: "registry_dwelling",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "registry_home_code",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_registry_home_code", x => new { x.district_id, x.dwelling_id });
                    table.ForeignKey(
                        name: "fk_registry_home_code_dwelling_id",
                        columns: x => new { x.district_id, x.dwelling_id },
                        principalTable: "registry_dwelling",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_building_bridge",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    group_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    announced_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    source_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_bridge", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_building_bridge_group_id",
                        columns: x => new { x.district_id, x.group_id },
                        principalTable: "council_building",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_building_member",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    group_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    tag = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    wants_digest = table.Column<bool>(type: "INTEGER", nullable: false),
                    left_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_member", x => new { x.district_id, x.group_id, x.resident_id });
                    table.ForeignKey(
                        name: "fk_council_building_member_group_id",
                        columns: x => new { x.district_id, x.group_id },
                        principalTable: "council_building",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_building_message",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    group_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    thread_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    author = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    by_line = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    text_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    has_photo = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    turn = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    climbs_at = table.Column<long>(type: "INTEGER", nullable: true),
                    follow_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    receipt_no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    hidden = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    hidden_why = table.Column<byte[]>(type: "BLOB", nullable: true),
                    hidden_by = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    bridge_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    bridge_no = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_message", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_building_message_group_id",
                        columns: x => new { x.district_id, x.group_id },
                        principalTable: "council_building",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_opinion_group",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    call_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    done = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_opinion_group", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_opinion_group_call_id",
                        columns: x => new { x.district_id, x.call_id },
                        principalTable: "council_opinion_call",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_suggestion",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    call_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    group_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    area_code = table.Column<string>(type: "TEXT", maxLength: 17, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    may_show = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    words_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    gist = table.Column<string>(type: "TEXT", maxLength: 480, nullable: true),
                    unit_code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answered_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    late_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_note = table.Column<string>(type: "TEXT", maxLength: 3200, nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    golden_why = table.Column<string>(type: "TEXT", maxLength: 800, nullable: true),
                    golden_by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    supports = table.Column<int>(type: "INTEGER", nullable: false),
                    rating = table.Column<int>(type: "INTEGER", nullable: true),
                    project_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_suggestion", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_suggestion_call_id",
                        columns: x => new { x.district_id, x.call_id },
                        principalTable: "council_opinion_call",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_survey_answer",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    survey_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stamp = table.Column<byte[]>(type: "BLOB", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    content_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    mark = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: true),
                    phone_sealed = table.Column<byte[]>(type: "BLOB", nullable: true),
                    phone_index = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_survey_answer", x => new { x.district_id, x.survey_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_survey_answer_survey_id",
                        columns: x => new { x.district_id, x.survey_id },
                        principalTable: "council_survey",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_survey_turnout",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    survey_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    mark = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_survey_turnout", x => new { x.district_id, x.survey_id, x.mark });
                    table.ForeignKey(
                        name: "fk_council_survey_turnout_survey_id",
                        columns: x => new { x.district_id, x.survey_id },
                        principalTable: "council_survey",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_ballot",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    dwelling_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_yes = table.Column<bool>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_ballot", x => new { x.district_id, x.topic_id, x.round, x.dwelling_id });
                    table.ForeignKey(
                        name: "fk_council_topic_ballot_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_comment",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    hidden_at = table.Column<long>(type: "INTEGER", nullable: true),
                    rule = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    objection = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    objected_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_comment", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_topic_comment_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_objection",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    from = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    is_right = table.Column<bool>(type: "INTEGER", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_objection", x => new { x.district_id, x.id });
                    table.ForeignKey(
                        name: "fk_council_topic_objection_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_rating",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    resident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_rating", x => new { x.district_id, x.topic_id, x.resident_id });
                    table.ForeignKey(
                        name: "fk_council_topic_rating_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_topic_step",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 12000, nullable: false),
                    by_title = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_topic_step", x => new { x.district_id, x.topic_id, x.no });
                    table.ForeignKey(
                        name: "fk_council_topic_step_topic_id",
                        columns: x => new { x.district_id, x.topic_id },
                        principalTable: "council_topic",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_building_climb",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    message_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    duty = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    told = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_building_climb", x => new { x.district_id, x.message_id, x.duty });
                    table.ForeignKey(
                        name: "fk_council_building_climb_message_id",
                        columns: x => new { x.district_id, x.message_id },
                        principalTable: "council_building_message",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "council_suggestion_support",
                columns: table => new
                {
                    district_id = table.Column<int>(type: "INTEGER", nullable: false),
                    suggestion_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    mark = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_council_suggestion_support", x => new { x.district_id, x.suggestion_id, x.mark });
                    table.ForeignKey(
                        name: "fk_council_suggestion_support_suggestion_id",
                        columns: x => new { x.district_id, x.suggestion_id },
                        principalTable: "council_suggestion",
                        principalColumns: new[] { "district_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_area_code_id",
                table: "council_building",
                columns: new[] { "district_id", "area_code", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_building_building_id",
                table: "council_building",
                columns: new[] { "district_id", "building_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_building_bridge_group_id",
                table: "council_building_bridge",
                columns: new[] { "district_id", "group_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_bridge_source_id",
                table: "council_building_bridge",
                columns: new[] { "district_id", "source_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_member_resident_id",
                table: "council_building_member",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_building_member_group_id_tag",
                table: "council_building_member",
                columns: new[] { "district_id", "group_id", "tag" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_building_message_dwelling_id_at",
                table: "council_building_message",
                columns: new[] { "district_id", "dwelling_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_message_group_id_state",
                table: "council_building_message",
                columns: new[] { "district_id", "group_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_message_group_id_thread_id_id",
                table: "council_building_message",
                columns: new[] { "district_id", "group_id", "thread_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_building_message_resident_id",
                table: "council_building_message",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_building_message_bridge_id_bridge_no",
                table: "council_building_message",
                columns: new[] { "district_id", "bridge_id", "bridge_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_opinion_call_ends_on",
                table: "council_opinion_call",
                columns: new[] { "district_id", "ends_on" });

            migrationBuilder.CreateIndex(
                name: "ux_council_opinion_call_no",
                table: "council_opinion_call",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_opinion_group_call_id",
                table: "council_opinion_group",
                columns: new[] { "district_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_suggestion_call_id",
                table: "council_suggestion",
                columns: new[] { "district_id", "call_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_suggestion_phone_index",
                table: "council_suggestion",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_council_suggestion_resident_id",
                table: "council_suggestion",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_suggestion_state_area_code",
                table: "council_suggestion",
                columns: new[] { "district_id", "state", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_council_suggestion_no",
                table: "council_suggestion",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_survey_state",
                table: "council_survey",
                columns: new[] { "district_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ux_council_survey_no",
                table: "council_survey",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_survey_answer_phone_index",
                table: "council_survey_answer",
                columns: new[] { "district_id", "phone_index" });

            migrationBuilder.CreateIndex(
                name: "ix_council_survey_answer_survey_id_mark",
                table: "council_survey_answer",
                columns: new[] { "district_id", "survey_id", "mark" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_area_code_state",
                table: "council_topic",
                columns: new[] { "district_id", "area_code", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_case_id",
                table: "council_topic",
                columns: new[] { "district_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_resident_id",
                table: "council_topic",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_source_id",
                table: "council_topic",
                columns: new[] { "district_id", "source_id" });

            migrationBuilder.CreateIndex(
                name: "ux_council_topic_no",
                table: "council_topic",
                columns: new[] { "district_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_ballot_resident_id",
                table: "council_topic_ballot",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_comment_resident_id",
                table: "council_topic_comment",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_comment_topic_id",
                table: "council_topic_comment",
                columns: new[] { "district_id", "topic_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_objection_resident_id",
                table: "council_topic_objection",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_objection_topic_id",
                table: "council_topic_objection",
                columns: new[] { "district_id", "topic_id" });

            migrationBuilder.CreateIndex(
                name: "ix_council_topic_rating_resident_id",
                table: "council_topic_rating",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_co_mediator_account_id_ended_at",
                table: "mediation_co_mediator",
                columns: new[] { "district_id", "account_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "ix_mediation_scan_dispute_id",
                table: "mediation_scan",
                columns: new[] { "district_id", "dispute_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_building_id_state",
                table: "registry_home",
                columns: new[] { "district_id", "building_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_dwelling_id",
                table: "registry_home",
                columns: new[] { "district_id", "dwelling_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_resident_id",
                table: "registry_home",
                columns: new[] { "district_id", "resident_id" });

            migrationBuilder.CreateIndex(
                name: "ix_registry_home_state_area_code",
                table: "registry_home",
                columns: new[] { "district_id", "state", "area_code" });

            migrationBuilder.CreateIndex(
                name: "ux_registry_home_living_of",
                table: "registry_home",
                columns: new[] { "district_id", "living_of" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "council_building_bridge");

            migrationBuilder.DropTable(
                name: "council_building_climb");

            migrationBuilder.DropTable(
                name: "council_building_member");

            migrationBuilder.DropTable(
                name: "council_building_step");

            migrationBuilder.DropTable(
                name: "council_opinion_group");

            migrationBuilder.DropTable(
                name: "council_suggestion_support");

            migrationBuilder.DropTable(
                name: "council_survey_answer");

            migrationBuilder.DropTable(
                name: "council_survey_turnout");

            migrationBuilder.DropTable(
                name: "council_topic_ballot");

            migrationBuilder.DropTable(
                name: "council_topic_comment");

            migrationBuilder.DropTable(
                name: "council_topic_objection");

            migrationBuilder.DropTable(
                name: "council_topic_rating");

            migrationBuilder.DropTable(
                name: "council_topic_route");

            migrationBuilder.DropTable(
                name: "council_topic_step");

            migrationBuilder.DropTable(
                name: "mediation_co_mediator");

            migrationBuilder.DropTable(
                name: "mediation_scan");

            migrationBuilder.DropTable(
                name: "registry_home");

            migrationBuilder.DropTable(
                name: "registry_home_code");

            migrationBuilder.DropTable(
                name: "council_building_message");

            migrationBuilder.DropTable(
                name: "council_suggestion");

            migrationBuilder.DropTable(
                name: "council_survey");

            migrationBuilder.DropTable(
                name: "council_topic");

            migrationBuilder.DropTable(
                name: "council_building");

            migrationBuilder.DropTable(
                name: "council_opinion_call");

            migrationBuilder.Sql("ALTER TABLE council_vote_owner DROP COLUMN told_at");
        }
    }
}
