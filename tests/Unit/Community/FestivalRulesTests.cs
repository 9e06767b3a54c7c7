using Gezhi.Community.Activities;
using Gezhi.Platform.Text;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Community;

/// <summary>Ranks and prizes of a contest, and promises that were kept and missed.</summary>
public sealed class FestivalRulesTests
{
    private static readonly (Guid Id, int No)[] Teams = [.. Enumerable.Range(1, 4).Select(n => (new Guid(n, 0, 0, new byte[8]), n))];

    [Fact]
    public void Equal_sums_share_a_rank_and_the_prize_and_an_absent_team_has_neither()
    {
        var table = ContestTable.Of(
            Teams,
            [(Teams[0].Id, 900), (Teams[1].Id, 450), (Teams[1].Id, 450), (Teams[2].Id, 850), (Teams[2].Id, null), (Teams[3].Id, null)]
        );
        table.Select(s => (s.TeamNo, s.Rank)).ShouldBe([(1, 1), (2, 1), (3, 3)]);
        table.Single(s => s.TeamNo == 3).Rounds.ShouldBe(1);
        var given = ContestTable.Award(table, [1, 1, 2]);
        given
            .Select(g => g.Select(s => s.TeamNo).ToArray())
            .ShouldBe(
                [
                    [1, 2],
                    [],
                    [3],
                ],
                "both firsts use up the second prize"
            );
    }

    [Fact]
    public void No_team_gets_two_prizes_whatever_the_results()
    {
        var dice = new Random(9);
        for (var round = 0; round < 300; round++)
        {
            var scores = Teams.SelectMany(t => Enumerable.Range(0, 3).Select(_ => (t.Id, (int?)(dice.Next(3) == 0 ? null : dice.Next(4)))));
            var table = ContestTable.Of(Teams, scores.ToList());
            var given = ContestTable.Award(table, [dice.Next(1, 3), dice.Next(1, 3), dice.Next(1, 3)]);
            var all = given.SelectMany(g => g).ToList();
            all.Select(s => s.TeamId).ShouldBeUnique();
            if (all.Count > 0)
                all[0].Hundredths.ShouldBe(table.Max(s => s.Hundredths));
            table.Zip(table.Skip(1)).ShouldAllBe(p => p.First.Hundredths >= p.Second.Hundredths && p.First.Rank <= p.Second.Rank);
        }
    }

    [Theory]
    [InlineData("9.5", 950)]
    [InlineData("10000", 1_000_000)]
    [InlineData("10000.01", null)]
    [InlineData("9.555", null)]
    [InlineData("-1", null)]
    [InlineData("九", null)]
    public void Points_have_two_digits_at_most(string typed, int? hundredths) => ContestTable.Points(typed).ShouldBe(hundredths);

    [Fact]
    public void A_week_without_anything_is_missed_once_it_is_over_and_the_running_one_can_still_be_kept()
    {
        var monday = DateOnly.FromDayNumber(739_000 / 7 * 7); // day number 0 is a Monday
        monday.DayOfWeek.ShouldBe(DayOfWeek.Monday);
        var periods = CadenceTable.Of(
            CadenceEvery.Week,
            monday.AddDays(-15),
            null,
            monday.AddDays(2),
            [monday.AddDays(-8), monday.AddDays(-20), monday.AddDays(4)]
        );
        periods
            .Select(p => (p.FromOn, p.IsKept, p.IsMissed))
            .ShouldBe(
                [(monday, false, false), (monday.AddDays(-7), false, true), (monday.AddDays(-14), true, false)],
                "half a week does not count"
            );
    }

    [Theory]
    [InlineData(CadenceEvery.Month)]
    [InlineData(CadenceEvery.Week)]
    [InlineData(CadenceEvery.Day)]
    public void Periods_lie_without_gap_one_after_the_other(CadenceEvery every)
    {
        for (var day = 739_000; day < 739_400; day += 13)
        {
            var today = DateOnly.FromDayNumber(day);
            var periods = CadenceTable.Of(every, today.AddYears(-2), null, today, []);
            periods.Count.ShouldBe(CadenceTable.Most);
            periods[0].ToOn.ShouldBeGreaterThanOrEqualTo(today);
            periods.Zip(periods.Skip(1)).ShouldAllBe(p => p.Second.ToOn.AddDays(1) == p.First.FromOn);
            periods.Skip(1).ShouldAllBe(p => p.IsMissed);
        }
    }

    [Fact]
    public void A_street_promises_by_the_month_and_a_micro_grid_by_the_day()
    {
        CadenceTable.Fits(CadenceEvery.Month, AreaLevel.Street).ShouldBeTrue();
        CadenceTable.Fits(CadenceEvery.Day, AreaLevel.Street).ShouldBeFalse();
        CadenceTable.Fits(CadenceEvery.Day, AreaLevel.MicroGrid).ShouldBeTrue();
        CadenceTable.Fits(CadenceEvery.Month, AreaLevel.District).ShouldBeFalse();
    }
}
