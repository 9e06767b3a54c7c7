using Gezhi.Grids.Charter;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Party;
using Gezhi.Grids.Staffing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class PartyCoverageTests
{
    private const string Community = "410103010004";

    private static StaffArea Area(string code, int? households = null) =>
        new(code, AreaCode.Parse(code).Level, AreaKind.Ordinary, code, "", households);

    [Fact]
    public void Coverage_counts_grids_with_a_branch_micro_grids_with_a_group_and_households_in_contact()
    {
        var community = Area(Community, 200);
        List<StaffArea> areas =
        [
            community,
            Area(Community + "001"),
            Area(Community + "002"),
            Area(Community + "00101"),
            Area(Community + "00102"),
        ];

        var reach = PartyCoverage
            .Of(
                [community],
                areas,
                [(PartyStep.Branch, Community + "001"), (PartyStep.Group, Community + "00101"), (PartyStep.Partner, Community + "002")],
                new Dictionary<string, int> { [Community + "00101"] = 30, ["41010301000500101"] = 99 }
            )
            .Single();

        (reach.GridsWithBranch, reach.Grids, reach.MicroGridsWithGroup, reach.MicroGrids, reach.InContact).ShouldBe((1, 2, 1, 2, 30));
        (reach.BranchShare, reach.GroupShare, reach.ContactShare).ShouldBe((0.5, 0.5, 0.15));
    }

    [Fact]
    public void Without_anything_to_cover_there_is_no_share()
    {
        var reach = PartyCoverage.Of([Area("410103010")], [], [], new Dictionary<string, int>()).Single();

        (reach.BranchShare, reach.GroupShare, reach.ContactShare).ShouldBe((null, null, null));
        StaffingWords.Percent(null).ShouldBe("—");
        StaffingWords.Percent(0.999).ShouldBe("99%", "only what is whole is called whole");
    }

    [Fact]
    public void A_grid_without_branch_and_a_micro_grid_without_group_are_gaps() =>
        PartyCoverage
            .Gaps([Area(Community + "001"), Area(Community + "00101"), Area(Community + "002")], [(PartyStep.Branch, Community + "001")])
            .Select(g => g.Code)
            .ShouldBe([Community + "00101", Community + "002"]);

    [Theory]
    [InlineData(PartyStep.Branch, AreaLevel.Grid, true)]
    [InlineData(PartyStep.Branch, AreaLevel.MicroGrid, false)]
    [InlineData(PartyStep.Group, AreaLevel.MicroGrid, true)]
    [InlineData(PartyStep.Committee, AreaLevel.Community, false)]
    [InlineData(PartyStep.Team, AreaLevel.Community, true)]
    public void The_chain_follows_the_tree_and_teams_stand_anywhere(PartyStep step, AreaLevel level, bool fits) =>
        KeepPartyOrg.Fits(step, level).ShouldBe(fits);

    [Fact]
    public void A_grid_inherits_the_nearest_text_of_its_charter_and_misses_what_nobody_wrote()
    {
        CharterValue[] values =
        [
            new()
            {
                AreaCode = "410103",
                No = 3,
                Text = "全区职责",
            },
            new()
            {
                AreaCode = Community,
                No = 3,
                Text = "本社区职责",
            },
            new()
            {
                AreaCode = "410103",
                No = 5,
                PatrolsAWeek = 5,
            },
        ];

        var lines = ReadCharter.Lines(CharterSetting.Usual, values.ToLookup(v => v.No), Community + "001");

        lines.Single(l => l.Setting.No == 3).Text.ShouldBe("本社区职责");
        ReadCharter
            .Lines(CharterSetting.Usual, values.ToLookup(v => v.No), "410103011001001")
            .Single(l => l.Setting.No == 3)
            .Text.ShouldBe("全区职责");
        lines.Where(l => l.IsGap).Select(l => l.Setting.No).ShouldBe([4, 5, 6, 7, 8], "a frequency without visits is not whole");
    }

    [Fact]
    public void Seats_of_a_scheme_are_read_line_by_line()
    {
        var seats = SchemeText.Read("社区书记｜常驻｜CommunitySecretary\n\n应急处置 | 随叫随到 | response-{street}\n");

        seats
            .Select(s => (s.NameZh, s.IsStanding, s.Role, s.UnitCode))
            .ShouldBe([("社区书记", true, Role.CommunitySecretary, null), ("应急处置", false, null, "response-{street}")]);
        Should.Throw<InvalidInput>(() => SchemeText.Read("社区书记｜有时来｜CommunitySecretary"));
        Should.Throw<InvalidInput>(() => SchemeText.Read("社区书记"));
    }

    [Fact]
    public void A_seat_takes_the_street_of_the_place()
    {
        CoordinationSchemes.UnitAt("response-{street}", AreaCode.Parse(Community + "001")).ShouldBe("response-410103010");
        CoordinationSchemes.UnitAt("response-{street}", AreaCode.Parse("410103")).ShouldBe("response-{street}");
        SaveScheme.Fits("response-410103010", "response-{street}").ShouldBeTrue();
        SaveScheme.Fits("police", "response-{street}").ShouldBeFalse();
    }
}
