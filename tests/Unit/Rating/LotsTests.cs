using Gezhi.Cases.Samples;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Rating;

/// <summary>A draw that anybody can draw again.</summary>
public sealed class LotsTests
{
    private static readonly Dictionary<Stratum, int> Percents = new()
    {
        [Stratum.OnSpot] = 20,
        [Stratum.Rework] = 10,
        [Stratum.Other] = 5,
    };

    [Fact]
    public void A_ticket_is_what_sha256sum_says() =>
        // printf '%s' '410103|2026-03-04|2026-03-04|26047|41010320260304000001' | sha256sum | cut -c1-16
        Lots.Ticket("410103|2026-03-04|2026-03-04|26047", "41010320260304000001").ShouldBe("ccb850fca5fbff96");

    [Fact]
    public void The_same_seed_draws_the_same_cases_whatever_the_order_of_the_list_and_another_seed_draws_others()
    {
        var list = Population(400);

        var drawn = Lots.Draw("410103|a", list, Percents);

        Lots.Draw("410103|a", [.. Enumerable.Reverse(list)], Percents).ShouldBe(drawn, ignoreOrder: true);
        Lots.Draw("410103|b", list, Percents).SetEquals(drawn).ShouldBeFalse();
    }

    [Fact]
    public void Each_stratum_gives_its_share_rounded_up_and_one_of_few()
    {
        var drawn = Lots.Draw("410103|a", Population(301), Percents);

        drawn.Count(no => no.EndsWith('0')).ShouldBe(Lots.Count(31, 20));
        Lots.Count(31, 20).ShouldBe(7);
        Lots.Count(1, 5).ShouldBe(1);
        Lots.Count(0, 20).ShouldBe(0);
        Lots.Count(40, 100).ShouldBe(40);
    }

    [Fact]
    public void Over_many_seeds_each_case_is_drawn_about_as_often_as_the_others()
    {
        var list = Population(100, _ => Stratum.OnSpot);
        var often = list.ToDictionary(p => p.CaseNo, _ => 0);
        for (var seed = 0; seed < 1000; seed++)
            foreach (var no in Lots.Draw($"410103|{seed}", list, Percents))
                often[no]++;

        often.Values.Average().ShouldBe(200);
        often.Values.Min().ShouldBeGreaterThan(140);
        often.Values.Max().ShouldBeLessThan(260);
    }

    [Fact]
    public void Shares_are_read_as_they_were_written() => Lots.Read(Lots.Write(Percents)).ShouldBe(Percents, ignoreOrder: true);

    private static List<(string CaseNo, Stratum Stratum)> Population(int count, Func<int, Stratum>? stratum = null) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    (
                        $"41010320260304{i:D6}",
                        stratum?.Invoke(i)
                            ?? (
                                i % 10 == 0 ? Stratum.OnSpot
                                : i % 10 == 1 ? Stratum.Rework
                                : Stratum.Other
                            )
                    )
                ),
        ];
}
