using Gezhi.Cases.Contract;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Gezhi.Grids.Contract;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>Properties of the order of rules, on invented lists; the seed of the dice is in the name of each case.</summary>
public sealed class RuleOrderTests
{
    private static readonly string[] Categories =
    [
        "gb47678/",
        "gb47678/matter/",
        "gb47678/matter/06",
        "gb47678/matter/06010",
        "gb47678/matter/06011",
        "local/matter/S1",
        "local/matter/S101",
    ];
    private static readonly string[] Areas =
    [
        "",
        "410103",
        "410103010",
        "410103010004",
        "410103010004001",
        "41010301000400101",
        "410103015",
    ];
    private static readonly string[] Units = ["sanitation", "enforcement", "parks", "drainage"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Specificity_is_a_strict_order(int seed)
    {
        var rules = Invent(new Random(seed), 60);

        foreach (var a in rules)
        foreach (var b in rules)
        {
            Wins(a, a).ShouldBeFalse("nothing is more specific than itself");
            (Wins(a, b) && Wins(b, a)).ShouldBeFalse("antisymmetric");
            foreach (var c in rules)
                if (Wins(a, b) && Wins(b, c))
                    Wins(a, c).ShouldBeTrue("transitive");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void The_index_finds_what_looking_at_every_rule_finds(int seed)
    {
        var dice = new Random(seed);
        var rules = Invent(dice, 400);
        var index = RuleIndex.Of(rules);

        for (var i = 0; i < 2_000; i++)
        {
            var matter = Matter(dice);
            index
                .Matching(matter)
                .Select(r => r.Id)
                .ShouldBe(
                    rules
                        .Where(r => r.Matches(matter))
                        .OrderByDescending(r => r.Specificity)
                        .ThenBy(r => r.No, StringComparer.Ordinal)
                        .Select(r => r.Id)
                );
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void A_winner_is_more_specific_than_all_it_beats_and_a_tie_of_two_units_never_decides(int seed)
    {
        var dice = new Random(seed);
        var rules = Invent(dice, 300);
        var index = RuleIndex.Of(rules);
        var around = new Surroundings(unit => unit != "parks", [], "group", PlaceIndex.Empty);
        var seen = new HashSet<ProposalKind>();

        for (var i = 0; i < 2_000; i++)
        {
            var matter = Matter(dice);
            var proposal = DispatchProposal.For(index, matter, around);
            seen.Add(proposal.Reason.Kind);
            var able = rules.Where(r => r.Matches(matter) && r.LeadUnitCode != "parks").ToList();
            if (able.Count == 0)
            {
                (proposal.Reason.Kind, proposal.UnitCode, proposal.MayDispatchItself).ShouldBe((ProposalKind.Gap, "group", false));
                continue;
            }
            var best = able.Max(r => r.Specificity);
            var units = able.Where(r => r.Specificity == best).Select(r => r.LeadUnitCode).Distinct().ToList();
            proposal.Reason.Kind.ShouldBe(units.Count > 1 ? ProposalKind.Conflict : ProposalKind.Rule);
            units.ShouldContain(proposal.UnitCode!);
            if (units.Count > 1)
                proposal.Rule.ShouldBeNull();
            else
                proposal.Rule!.Specificity.ShouldBe(best);
            proposal.Reason.Beaten!.Count.ShouldBe(Math.Min(8, rules.Count(r => r.Matches(matter)) - 1));
        }
        seen.ShouldBe([ProposalKind.Rule, ProposalKind.Conflict, ProposalKind.Gap], ignoreOrder: true);
    }

    [Fact]
    public void A_window_past_midnight_belongs_to_the_evening_on_which_it_begins()
    {
        var fridayNight = new RuleWindow(1 << 4, 18 * 60, 8 * 60);

        fridayNight.Holds(new DateTime(2026, 3, 6, 18, 0, 0)).ShouldBeTrue("Friday evening");
        fridayNight.Holds(new DateTime(2026, 3, 7, 7, 59, 0)).ShouldBeTrue("Saturday before eight");
        fridayNight.Holds(new DateTime(2026, 3, 7, 8, 0, 0)).ShouldBeFalse();
        fridayNight.Holds(new DateTime(2026, 3, 6, 7, 0, 0)).ShouldBeFalse("Friday morning belongs to Thursday");
        RuleWindow.TryParse("18:00-24:00", 127, out var evening).ShouldBeTrue();
        evening.Hours.ShouldBe("18:00-24:00");
        RuleWindow.TryParse("8点-9点", 127, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(8)]
    public void Two_windows_overlap_when_some_minute_of_the_week_lies_in_both(int seed)
    {
        var dice = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var (a, b) = (Window(dice), Window(dice));
            var monday = new DateTime(2026, 3, 2);
            var meets = Enumerable.Range(0, 7 * 96).Select(q => monday.AddMinutes(q * 15)).Any(t => a.Holds(t) && b.Holds(t));
            a.Overlaps(b).ShouldBe(meets, $"{a} {b}");
        }
    }

    private static bool Wins(ResponsibilityRule a, ResponsibilityRule b) => a.Specificity > b.Specificity;

    private static RuleWindow Window(Random dice)
    {
        var from = dice.Next(96) * 15;
        var hours = dice.Next(1, 96) * 15;
        var to = (from + hours) % 1440;
        return new RuleWindow(dice.Next(1, 128), from, to == 0 ? 1440 : to);
    }

    private static Matter Matter(Random dice) =>
        new(
            new[] { "gb47678/matter/06010", "gb47678/matter/06011", "gb47678/matter/01001", "local/matter/S101", "local/matter/S2" }[
                dice.Next(5)
            ],
            new[] { "41010301000400101", "410103015007001", "410103" }[dice.Next(3)],
            dice.Next(2) == 0 ? Channel.GridPatrol : Channel.ResidentPage,
            dice.Next(2) == 0
        )
        {
            LocalAt = new DateTime(2026, 3, 2).AddMinutes(dice.Next(7 * 1440)),
            PlaceKind = dice.Next(3) == 0 ? AreaKind.Market : null,
        };

    private static List<ResponsibilityRule> Invent(Random dice, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                {
                    var window = dice.Next(4) == 0 ? Window(dice) : (RuleWindow?)null;
                    return new ResponsibilityRule
                    {
                        DistrictId = Cast.District,
                        Id = Guid.CreateVersion7(),
                        No = $"R-{i:000}",
                        CategoryPrefix = Categories[dice.Next(Categories.Length)],
                        AreaPrefix = Areas[dice.Next(Areas.Length)],
                        PlaceKind = dice.Next(5) == 0 ? AreaKind.Market : null,
                        Weekdays = window?.Weekdays,
                        FromMinute = window?.FromMinute,
                        ToMinute = window?.ToMinute,
                        Channel = dice.Next(4) == 0 ? Channel.GridPatrol : null,
                        IsUrgent = dice.Next(4) == 0 ? dice.Next(2) == 0 : null,
                        LeadUnitCode = Units[dice.Next(Units.Length)],
                    };
                }),
        ];
}
