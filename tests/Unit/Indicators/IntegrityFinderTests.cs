using Gezhi.Cases.Contract;
using Gezhi.Field.Patrols;
using Gezhi.Indicators.Integrity;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>What integrity rules strike at, and what they leave alone.</summary>
public class IntegrityFinderTests
{
    private static readonly DateTime Nine = new(2026, 3, 5, 1, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Worker = Guid.CreateVersion7();
    private static readonly DutyLimits Limits = new(150, 1000, 20, 30, 6, 20);
    private static readonly IntegrityRule Split = IntegrityRules.Of(IntegrityRules.Split);
    private static readonly IntegrityRule Shots = IntegrityRules.Of(IntegrityRules.Shots);

    [Fact]
    public void Three_alike_reports_in_ten_minutes_are_found_once_however_often_one_looks()
    {
        WorkSigns.Taken[] reports = [Taken(1, 0, 0), Taken(2, 5, 10), Taken(3, 9, 20)];

        var found = Finders.Splits(reports, Split).ShouldHaveSingleItem();

        found.Evidence.Cases!.Count.ShouldBe(3);
        found.Evidence.Numbers[0].ShouldBe(3);
        Finders.Splits(reports, Split).Single().Fingerprint.ShouldBe(found.Fingerprint);
        Finders
            .Splits([.. reports, Taken(4, 12, 25)], Split)
            .Single()
            .Fingerprint.ShouldBe(found.Fingerprint, "a fourth is no other finding");
    }

    [Fact]
    public void Far_apart_or_long_after_or_still_open_is_not_split()
    {
        Finders.Splits([Taken(1, 0, 0), Taken(2, 5, 500), Taken(3, 9, 1000)], Split).ShouldBeEmpty();
        Finders.Splits([Taken(1, 0, 0), Taken(2, 40, 10), Taken(3, 80, 20)], Split).ShouldBeEmpty();
        Finders.Splits([Taken(1, 0, 0), Taken(2, 5, 10), Taken(3, 9, 20) with { ClosedAt = null }], Split).ShouldBeEmpty();
        Finders
            .Splits([Taken(1, 0, 0), Taken(2, 5, 10) with { AccountId = Guid.CreateVersion7() }, Taken(3, 9, 20)], Split)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Two_photos_that_nobody_travels_between_are_found_and_a_bus_ride_is_not()
    {
        Finders.Shots([Shot(1, 0, 0), Shot(2, 2, 12_000)], Shots).ShouldHaveSingleItem().Evidence.Numbers[1].ShouldBeGreaterThan(300);
        Finders.Shots([Shot(1, 0, 0), Shot(2, 30, 12_000)], Shots).ShouldBeEmpty();
        Finders.Shots([Shot(1, 0, 0), Shot(2, 2, 12_000) with { AccountId = Guid.CreateVersion7() }], Shots).ShouldBeEmpty();
    }

    [Fact]
    public void A_leap_and_a_telephone_on_the_table_are_found_on_a_track_and_the_walk_around_them_is_not()
    {
        TrackPoint[] walk = [.. Enumerable.Range(0, 60).Select(i => Point(i, i * 15))];
        var duty = Guid.CreateVersion7();

        FindDutySigns.Of(duty, Worker, "410103", walk, Limits).ShouldBeEmpty();
        FindDutySigns
            .Of(duty, Worker, "410103", [.. walk.Select((p, i) => i >= 40 ? Point(i, (i * 15) + 9_000) : p)], Limits)
            .ShouldHaveSingleItem()
            .Kind.ShouldBe(DutySignKind.TooFast);
        var still = FindDutySigns
            .Of(duty, Worker, "410103", [.. walk.Select((p, i) => i is > 10 and < 50 ? Point(i, 165) : p)], Limits)
            .ShouldHaveSingleItem();
        (still.Kind, still.Count).ShouldBe((DutySignKind.Frozen, 39));
    }

    [Fact]
    public void A_receiver_that_errs_by_a_kilometre_is_no_leap()
    {
        TrackPoint[] drift = [Point(0, 0) with { AccuracyMetres = 2_000 }, Point(1, 5_000) with { AccuracyMetres = 2_500 }];

        FindDutySigns.Of(Guid.CreateVersion7(), Worker, "410103", drift, Limits).ShouldBeEmpty();
    }

    [Fact]
    public void Everybody_satisfied_is_found_against_the_share_of_the_others_and_no_case_is_named()
    {
        var (rule, burst) = (IntegrityRules.Of(IntegrityRules.Satisfied), IntegrityRules.Of(IntegrityRules.Burst));
        var others = Enumerable
            .Range(0, 200)
            .Select(i => new WorkSigns.Rated(Guid.CreateVersion7(), Nine.AddHours(-i), i % 2 == 0, "410103"))
            .ToList();
        List<WorkSigns.Rated> praised =
        [
            .. Enumerable.Range(0, 25).Select(i => new WorkSigns.Rated(Worker, Nine.AddHours(-i), true, "410103")),
        ];

        var found = Finders.Ratings([.. others, .. praised], rule, burst, new DateOnly(2026, 3, 5)).ShouldHaveSingleItem();

        (found.AccountId, found.RuleKey).ShouldBe((Worker, IntegrityRules.Satisfied));
        found.Evidence.Cases.ShouldBeNull();
        Finders.Ratings([.. others, .. praised.Take(15)], rule, burst, new DateOnly(2026, 3, 5)).ShouldBeEmpty("fifteen are too few");
        Finders
            .Ratings([.. others.Select(o => o with { IsTop = true }), .. praised], rule, burst, new DateOnly(2026, 3, 5))
            .ShouldBeEmpty("everybody is content with everybody");
    }

    [Fact]
    public void Stars_that_come_all_at_once_are_one_finding()
    {
        var (rule, burst) = (IntegrityRules.Of(IntegrityRules.Satisfied), IntegrityRules.Of(IntegrityRules.Burst));
        WorkSigns.Rated[] all =
        [
            .. Enumerable.Range(0, 9).Select(i => new WorkSigns.Rated(Worker, Nine.AddSeconds(40 * i), true, "410103")),
        ];

        var found = Finders.Ratings(all, rule, burst, new DateOnly(2026, 3, 5)).ShouldHaveSingleItem();

        (found.RuleKey, found.Evidence.Numbers[0]).ShouldBe((IntegrityRules.Burst, 9));
        Finders.Ratings([.. all.Select((r, i) => r with { At = Nine.AddHours(i) })], rule, burst, new DateOnly(2026, 3, 5)).ShouldBeEmpty();
    }

    [Fact]
    public void A_unit_that_hands_in_at_the_last_minute_and_has_it_back_is_found()
    {
        var rule = IntegrityRules.Of(IntegrityRules.Bunching);
        var others = Enumerable.Range(0, 300).Select(i => HandIn("others", i, i % 60 == 0 ? 20 : 400, false)).ToList();
        List<WorkSigns.HandIn> own = [.. Enumerable.Range(0, 10).Select(i => HandIn("late", 1000 + i, 8, i % 2 == 0))];

        var found = Finders.LastMinute([.. others, .. own], rule, new DateOnly(2026, 3, 5)).ShouldHaveSingleItem();

        (found.UnitCode, found.AccountId).ShouldBe(("late", null));
        Finders
            .LastMinute([.. others, .. own.Select(o => o with { CameBack = false })], rule, new DateOnly(2026, 3, 5))
            .ShouldBeEmpty("good work at the last minute is good work");
        Finders
            .LastMinute([.. others, .. own.Select(o => o with { MinutesLeft = -5 })], rule, new DateOnly(2026, 3, 5))
            .ShouldBeEmpty("late is late, not in time");
    }

    [Theory]
    [InlineData(0, 5, 0.5, 1)]
    [InlineData(5, 5, 0.5, 0.03125)]
    [InlineData(1, 2, 0.5, 0.75)]
    [InlineData(6, 5, 0.5, 0)]
    [InlineData(3, 3, 1, 1)]
    public void Binomial_tails_are_as_in_the_tables(int hits, int tries, double share, double tail) =>
        Binomial.AtLeast(hits, tries, share).ShouldBe(tail, 1e-12);

    [Fact]
    public void Nothing_but_an_explanation_is_decided_before_the_answer_and_nothing_twice()
    {
        var finding = new Finding { AnswerUntil = Nine.AddDays(5) };

        Should
            .Throw<RuleViolation>(() => finding.Judge(FindingOutcome.Confirmed, "照片一样", Worker, Nine))
            .Code.ShouldBe("integrity.too-early");
        finding.Explain("同一处，隔了两周", Worker, Nine);
        finding.Judge(FindingOutcome.Confirmed, "照片一样", Worker, Nine);

        Should
            .Throw<RuleViolation>(() => finding.Judge(FindingOutcome.Explained, "又想了想", Worker, Nine))
            .Code.ShouldBe("integrity.judged");
        Should.Throw<RuleViolation>(() => finding.Explain("再说一次", Worker, Nine)).Code.ShouldBe("integrity.judged");
    }

    [Fact]
    public void Every_rule_says_its_thresholds_and_its_false_alarms()
    {
        IntegrityRules.All.Select(r => r.Key).ShouldBeUnique();
        foreach (var rule in IntegrityRules.All)
        {
            rule.FalseAlarms.Zh.ShouldContain("正常");
            rule.FalseAlarms.En.ShouldContain("in order");
            for (var i = 0; i < rule.Thresholds.Count; i++)
            {
                rule.Says.Zh.ShouldContain($"{{{i}}}");
                rule.Says.En.ShouldContain($"{{{i}}}");
            }
        }
    }

    private static WorkSigns.Taken Taken(int no, int minute, double metres) =>
        new(Worker, No(no), "gb47678/matter/06010", Nine.AddMinutes(minute), East(metres), Nine.AddHours(2), "410103001001001");

    private static WorkSigns.Shot Shot(int no, int minute, double metres) =>
        new(Worker, No(no), $"{no}", Nine.AddMinutes(minute), East(metres), "410103001001001");

    private static WorkSigns.HandIn HandIn(string unit, int no, double minutesLeft, bool cameBack) =>
        new(unit, No(no), Nine.AddHours(-no), minutesLeft, cameBack, "410103001");

    private static TrackPoint Point(int no, double metres) => new(Nine.AddMinutes(2 * no), East(metres), 10);

    private static LonLat East(double metres) => new(113.65 + (metres / 91_400), 34.75);

    private static Guid No(int no) => new(no, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
