using Gezhi.Cases.Contract;
using Gezhi.Open311.Catalogue;
using Gezhi.Open311.Requests;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Geo;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Open311;

/// <summary>States, places, windows, answers to questions.</summary>
public class RequestTests
{
    private static readonly string[] FixMyStreet =
    [
        "open",
        "fixed",
        "closed",
        "in_progress",
        "planned",
        "action_scheduled",
        "investigating",
        "duplicate",
        "not_councils_responsibility",
        "no_further_action",
        "internal_referral",
        "cancelled",
        "for_triage",
        "unchanged",
        "reopen",
    ];

    [Fact]
    public void Every_state_and_every_step_has_a_word_that_fixmystreet_maps()
    {
        foreach (var state in Enum.GetValues<CaseState>())
        {
            FixMyStreet.ShouldContain(StatusWords.Of(state));
            foreach (var action in Enum.GetValues<CaseAction>())
                FixMyStreet.ShouldContain(StatusWords.After(action, state));
        }
    }

    [Fact]
    public void A_box_holds_exactly_the_places_that_are_rounded_into_it()
    {
        var (west, south, east, north) = Rounded.Ground(113.659, 34.752, 113.661, 34.754);
        for (var i = -40; i <= 40; i++)
        {
            var (lon, lat) = (113.66 + (i * 0.00013), 34.753 + (i * 0.00013));
            var isInside = lon >= west && lon < east && lat >= south && lat < north;
            isInside.ShouldBe(
                Rounded.Of(lon) >= 113.659 - 1e-9
                    && Rounded.Of(lon) <= 113.661 + 1e-9
                    && Rounded.Of(lat) >= 34.752 - 1e-9
                    && Rounded.Of(lat) <= 34.754 + 1e-9,
                $"{lon} {lat}"
            );
        }
    }

    [Fact]
    public void A_box_smaller_than_the_rounding_finds_all_or_nothing()
    {
        var between = Rounded.Ground(113.6594, 34.7521, 113.6596, 34.7523);

        (between.East - between.West).ShouldBeLessThan(1e-9);
        (between.North - between.South).ShouldBeLessThan(1e-9);
    }

    [Theory]
    [InlineData(null, null, 90)]
    [InlineData("2026-03-01T00:00:00Z", null, 4)]
    [InlineData("2025-01-01T00:00:00Z", null, 90)]
    [InlineData(null, "2026-01-01T00:00:00Z", 90)]
    [InlineData("2026-03-05T05:00:00Z", "2026-03-05T06:00:00Z", 0)]
    public void A_window_without_an_end_or_a_beginning_spans_ninety_days_at_most(string? start, string? end, int days)
    {
        var now = new DateTime(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc);
        var given = new Parameters([new("start_date", start ?? ""), new("end_date", end ?? "")]);

        var (from, to) = ReadRequests.Window(given, now);

        ((int)(to - from).TotalDays).ShouldBe(days);
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-04-02T00:00:00Z")]
    [InlineData("2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z")]
    public void A_window_of_more_than_ninety_days_or_backwards_is_refused(string start, string end) =>
        Should.Throw<Refusal>(() =>
            ReadRequests.Window(new Parameters([new("start_date", start), new("end_date", end)]), DateTime.UnixEpoch)
        );

    [Fact]
    public void A_required_question_must_be_answered_and_a_notice_never()
    {
        Question[] questions =
        [
            Asked("fault", QuestionKind.OneOf, true, "dark|不亮|Dark\nday|白天亮着|On by day"),
            Asked("danger", QuestionKind.Notice, true),
            Asked("count", QuestionKind.Number, false),
            Asked("since", QuestionKind.Instant, false),
        ];

        Check(questions).ShouldHaveSingleItem().ShouldContain("attribute[fault] is required");
        Check(questions, ("fault", "dark")).ShouldBeEmpty();
        Check(questions, ("fault", "broken")).ShouldHaveSingleItem().ShouldContain("one of dark, day");
        Check(questions, ("fault", "dark"), ("count", "many"), ("since", "lately")).Count.ShouldBe(2);
    }

    [Fact]
    public void Answers_become_lines_by_the_names_of_questions_and_choices_and_what_only_machines_need_is_left_out()
    {
        Question[] questions = [Asked("fault", QuestionKind.OneOf, true, "dark|不亮|Dark")];
        var given = new Parameters([
            new("attribute[fault]", "dark"),
            new("attribute[fixmystreet_id]", "77"),
            new("attribute[easting]", "1"),
            new("attribute[colour]", "红"),
        ]);

        Answers.Lines(questions, given.Attributes).ShouldBe(["fault?：不亮", "colour：红"]);
    }

    private static IReadOnlyList<string> Check(Question[] questions, params (string Code, string Answer)[] answers) =>
        Answers.Check(questions, new Parameters(answers.Select(a => KeyValuePair.Create($"attribute[{a.Code}]", a.Answer))).Attributes);

    private static Question Asked(string code, QuestionKind kind, bool isRequired, string choices = "") =>
        new()
        {
            Code = code,
            Kind = kind,
            IsRequired = isRequired,
            TextZh = code + "?",
            Choices = choices,
        };
}
