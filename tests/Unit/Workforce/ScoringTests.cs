using Gezhi.Indicators.Contract;
using Gezhi.Platform.Problems;
using Gezhi.Workforce.Evaluation;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Workforce;

/// <summary>What must hold of evaluation, whatever people do: nobody gains by moving a denominator.</summary>
public class ScoringTests
{
    private const double Rounding = 1e-9;
    private const int Histories = 40;
    private const int Steps = 60;

    /// <summary>Moves that are no work: whoever makes one must not gain by it.</summary>
    private static readonly Act[] NoWork =
    [
        Act.Void,
        Act.Shelve,
        Act.Resume,
        Act.SendBack,
        Act.Reassign,
        Act.Extend,
        Act.Join,
        Act.Split,
        Act.Withdraw,
        Act.Rework,
        Act.Reopen,
    ];

    private static readonly Act[] Work = [Act.Close, Act.HandIn, Act.Answer];

    [Fact]
    public void Voiding_shelving_returning_extending_reassigning_joining_and_splitting_never_raise_a_score()
    {
        var tried = new HashSet<Act>();
        var (compared, lowered) = (0, 0);
        Live(
            (lives, i, act) =>
            {
                if (!NoWork.Contains(act))
                    return lives.Do(i, act);
                var before = lives.Scores();
                if (!lives.Do(i, act))
                    return false;
                tried.Add(act);
                Compare(
                    before,
                    lives.Scores(),
                    (was, now) =>
                    {
                        now.ShouldBeLessThanOrEqualTo(was + Rounding, $"{act}");
                        (compared, lowered) = (compared + (was is > 0 and < 100 ? 1 : 0), lowered + (now < was - Rounding ? 1 : 0));
                    }
                );
                return true;
            }
        );
        tried.Order().ShouldBe(NoWork.Order(), "every one of them was tried");
        (lowered > 50, compared > 2000).ShouldBe((true, true), $"there was something to gain and to lose: {lowered} of {compared}");
    }

    [Fact]
    public void Closing_handing_in_and_answering_never_lower_a_score()
    {
        var tried = new HashSet<Act>();
        var raised = 0;
        Live(
            (lives, i, act) =>
            {
                if (!Work.Contains(act))
                    return lives.Do(i, act);
                var before = lives.Scores();
                if (!lives.Do(i, act))
                    return false;
                tried.Add(act);
                Compare(
                    before,
                    lives.Scores(),
                    (was, now) =>
                    {
                        now.ShouldBeGreaterThanOrEqualTo(was - Rounding, $"{act}");
                        raised += now > was + Rounding ? 1 : 0;
                    }
                );
                return true;
            }
        );
        tried.Order().ShouldBe(Work.Order());
        raised.ShouldBeGreaterThan(50, "work does pay");
    }

    [Fact]
    public void Doing_nothing_never_raises_a_score()
    {
        var lowered = 0;
        for (var seed = 0; seed < Histories; seed++)
        {
            var lives = Begin(seed);
            for (var step = 0; step < Steps; step++)
            {
                lives.Do(lives.AnyCase(), lives.Any());
                var before = lives.Scores();
                lives.Pass(lives.Some() / 4);
                Compare(
                    before,
                    lives.Scores(),
                    (was, now) =>
                    {
                        now.ShouldBeLessThanOrEqualTo(was + Rounding);
                        lowered += now < was - Rounding ? 1 : 0;
                    }
                );
            }
        }
        lowered.ShouldBeGreaterThan(100, "limits did run out");
    }

    [Fact]
    public void What_is_solved_on_the_spot_changes_no_score()
    {
        var lives = Begin(3);
        var onSpot = lives.Lines.Where(l => l.JudgedOn is null && l.FiledOn is not null).ToList();
        onSpot.ShouldNotBeEmpty();
        var account = AccountFigure.All.Where(f => f.Day is AccountDay.Judged or AccountDay.Quality).ToList();
        lives.Pass(TimeSpan.FromDays(20));
        var never = lives.Lines.Where(l => l.JudgedOn is null).ToList();
        never.ShouldNotBeEmpty("some were solved on the spot");
        never.ShouldAllBe(l => account.All(f => !f.Stands(l)));
    }

    [Fact]
    public void Scores_lie_between_0_and_100_inside_their_interval_and_numerators_inside_denominators()
    {
        var some = 0;
        Live(
            (lives, i, act) =>
            {
                var done = lives.Do(i, act);
                foreach (var score in lives.Scores())
                {
                    foreach (var part in score.Parts)
                    {
                        part.Counted.ShouldBeInRange(0, part.Whole);
                        (part.Value is null).ShouldBe(part.Whole == 0, "nothing to divide by is no value");
                        if (part.Value is { } value)
                        {
                            value.ShouldBeInRange(part.Low, part.High);
                            part.Expected!.Value.ShouldBeInRange(0, 1);
                        }
                    }
                    if (score.Points is not { } points)
                        continue;
                    some++;
                    points.ShouldBeInRange(0, 100);
                    points.ShouldBeInRange(score.Low - Rounding, score.High + Rounding);
                    score.Expected!.Value.ShouldBeInRange(0, 100);
                }
                return done;
            }
        );
        some.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Few_cases_give_no_score_and_so_does_more_than_half_of_the_weight_without_cases()
    {
        var lives = Begin(5);
        lives.Pass(TimeSpan.FromDays(10));
        lives.Scores(1000).ShouldAllBe(s => s.Points == null && s.Cases > 0);
        var worker = Lives.Evaluated.Single(e => e.Scheme.Key == "worker");
        var noGround = lives.Lines.Where(l => !AccountFigure.Find("ground_ontime")!.Stands(l)).ToList();
        var mix = new CaseMix(AccountFigure.All, noGround, Lives.From, Lives.To);
        var score = Scoring.Of(worker.Scheme.Parts, noGround, Lives.From, Lives.To, worker.Subject.Counts, mix, 1);
        (score.Points, score.MissingWeight).ShouldBe((null, 6000), "60 of 100 have nothing to divide by");

        IReadOnlyList<SchemePart> half = [new("verify_ontime_rate", 5000), new("ground_ontime", 5000)];
        var shared = Scoring.Of(half, noGround, Lives.From, Lives.To, worker.Subject.Counts, mix, 1);
        shared.MissingWeight.ShouldBe(5000);
        shared.Points!.Value.ShouldBe(shared.Parts[0].Value!.Value * 100, Rounding, "its weight goes to the other");
    }

    [Fact]
    public void More_cases_done_well_never_lower_and_a_better_share_never_scores_less()
    {
        var scheme = ProductSchemes.All.Single(s => s.Key == "grid").Parts;
        var before = -1.0;
        for (var good = 0; good <= 20; good++)
        {
            var lines = Enumerable.Range(0, 20).Select(i => Line(i, i < good)).ToList();
            var score = Scoring.Of(
                scheme,
                lines,
                Lives.From,
                Lives.To,
                (_, _) => true,
                new CaseMix(AccountFigure.All, lines, Lives.From, Lives.To),
                1
            );
            score.Points!.Value.ShouldBeGreaterThan(before);
            score.Points!.Value.ShouldBe(good * 5, Rounding);
            before = score.Points!.Value;
        }
    }

    [Fact]
    public void The_district_itself_has_the_score_that_is_expected_of_it()
    {
        var lives = Begin(8);
        lives.Pass(TimeSpan.FromDays(10));
        var desk = lives.Scores()[^1];
        desk.Expected!.Value.ShouldBe(desk.Points!.Value, 1e-6);
    }

    [Fact]
    public void Weights_sum_to_exactly_one_hundred_per_cent()
    {
        foreach (var scheme in ProductSchemes.All)
            Should.NotThrow(() => Scheme.Check(scheme.Parts), scheme.Key);
        Refused([new("account_ontime", 9999)]).ShouldBe("evaluation.weights");
        Refused([new("account_ontime", 10_001)]).ShouldBe("evaluation.weight");
        Refused([new("account_ontime", 5000), new("account_ontime", 5000)]).ShouldBe("evaluation.figure-twice");
        Refused([new("filed", 10_000)]).ShouldBe("evaluation.figure");
        Refused([new("account_ontime", 11_000), new("account_closed", -1000)]).ShouldBe("evaluation.weight");
        Refused([]).ShouldBe("input.required");
    }

    [Theory]
    [InlineData(90, 'A')]
    [InlineData(89.99, 'B')]
    [InlineData(75, 'B')]
    [InlineData(74.99, 'C')]
    [InlineData(60, 'C')]
    [InlineData(40, 'D')]
    [InlineData(39.99, 'E')]
    [InlineData(0, 'E')]
    [InlineData(100, 'A')]
    public void The_lower_bound_belongs_to_the_grade(double points, char grade) => Grades.Of(points).ShouldBe(grade);

    [Fact]
    public void A_grade_whose_interval_reaches_two_says_so()
    {
        Grades.Span(76, 80).ShouldBe("B");
        Grades.Span(70, 80).ShouldBe("B–C");
        Grades.Span(58, 93).ShouldBe("A–D");
    }

    [Fact]
    public void The_interval_is_that_of_Wilson()
    {
        var (low, high) = Wilson.Of(8, 10); // by hand: (0.8 + 0.19207) / 1.38415 ± 0.2267
        low.ShouldBe(.4902, .0005);
        high.ShouldBe(.9433, .0005);
        Wilson.Of(0, 5).Low.ShouldBe(0);
        Wilson.Of(5, 5).High.ShouldBe(1);
    }

    [Theory]
    [InlineData(3, 9, 10, Groups.Residential)]
    [InlineData(4, 12, 10, Groups.Night)]
    [InlineData(0, 100, 10, Groups.Residential)]
    public void An_area_that_lives_by_night_is_compared_with_its_like(int night, int all, int least, string group) =>
        Groups.Of(null, night, all, least).ShouldBe(group);

    private static string Refused(IReadOnlyList<SchemePart> parts) =>
        Should.Throw<InvalidInput>(() => Scheme.Check(parts)).Errors.Values.Single().Single();

    private static AccountLine Line(int no, bool isGood)
    {
        var good = AccountFigure.All.Where(f => f.Key.StartsWith("account_", StringComparison.Ordinal)).ToList();
        var marks = good.Aggregate(0L, (m, f) => m | f.Whole | (isGood ? f.Counted : 0));
        return new AccountLine(
            new Guid(no + 1, 0, 0, new byte[8]),
            Lives.Grid,
            "gb47678/matter/01002",
            "lighting",
            marks,
            Lives.From,
            Lives.From,
            Lives.From,
            Lives.From
        );
    }

    private static Lives Begin(int seed) => new(seed, 20);

    private static void Live(Func<Lives, int, Act, bool> step)
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var lives = Begin(seed);
            for (var i = 0; i < Steps; i++)
            {
                step(lives, lives.AnyCase(), lives.Any());
                if (i % 5 == 4)
                    lives.Pass(lives.Some() / 4);
            }
        }
    }

    private static void Compare(IReadOnlyList<Score> before, IReadOnlyList<Score> after, Action<double, double> look)
    {
        for (var i = 0; i < before.Count; i++)
            if (before[i].Points is { } was && after[i].Points is { } now)
                look(was, now);
    }
}
