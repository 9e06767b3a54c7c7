using Gezhi.Cases.Contract;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>400 m of road that was built and never handed over; then it is, on a day.</summary>
public sealed class PlaceIndexTests
{
    private static readonly DateTime Day = new(2026, 3, 5, 9, 0, 0);
    private static readonly PlaceInBetween Road = new()
    {
        DistrictId = Cast.District,
        Name = "兴华北街延长段（未移交）",
        Ring = "[[113.6500,34.7500],[113.6544,34.7500],[113.6544,34.7503],[113.6500,34.7503]]",
        CategoryPrefixes = "gb47678/matter/06, gb47678/matter/01002",
        BuiltOn = new DateOnly(2025, 10, 1),
        ToUnitCode = "sanitation",
        HandedOverOn = new DateOnly(2026, 4, 1),
    };
    private static readonly ResponsibilityRule Ordinary = new()
    {
        No = "R-06010-01",
        CategoryPrefix = "gb47678/matter/06010",
        LeadUnitCode = "parks",
        AutoDispatch = true,
    };

    [Fact]
    public void On_the_road_nobody_answers_until_the_day_of_the_hand_over_and_from_then_on_the_new_unit()
    {
        var silted = At("gb47678/matter/06010", 113.6520, 34.75015);

        var before = Propose(silted);
        (before.UnitCode, before.Reason.Kind, before.Reason.Place).ShouldBe(("group", ProposalKind.Gap, Road.Name));

        var eve = Propose(silted with { LocalAt = new DateTime(2026, 3, 31, 23, 59, 0) });
        eve.Reason.Kind.ShouldBe(ProposalKind.Gap);

        var after = Propose(silted with { LocalAt = new DateTime(2026, 4, 1) });
        (after.UnitCode, after.Reason.Kind).ShouldBe(("sanitation", ProposalKind.Place));
    }

    [Fact]
    public void Beside_the_road_and_for_matters_that_are_not_on_its_list_the_rules_decide()
    {
        Propose(At("gb47678/matter/06010", 113.6520, 34.7510)).UnitCode.ShouldBe("parks");
        Propose(At("gb47678/matter/06010", null, null)).UnitCode.ShouldBe("parks");
        Propose(At("local/matter/S101", 113.6520, 34.75015)).Reason.Place.ShouldBeNull();
    }

    [Fact]
    public void Ground_of_more_than_a_square_kilometre_or_a_bare_street_is_no_single_place()
    {
        new PlaceIndex.Ground(Road).IsWide.ShouldBeFalse("400 m of road");
        new PlaceIndex.Ground(
            new PlaceInBetween
            {
                Lon = 113.65,
                Lat = 34.75,
                RadiusMetres = 560,
            }
        ).IsWide.ShouldBeFalse();
        new PlaceIndex.Ground(
            new PlaceInBetween
            {
                Lon = 113.65,
                Lat = 34.75,
                RadiusMetres = 570,
            }
        ).IsWide.ShouldBeTrue();
        new PlaceIndex.Ground(
            new PlaceInBetween { Ring = "[[113.6,34.7],[113.62,34.7],[113.62,34.72],[113.6,34.72]]" }
        ).IsWide.ShouldBeTrue();
        new PlaceIndex.Ground(new PlaceInBetween { AreaPrefix = "410103001" }).IsWide.ShouldBeTrue();
        new PlaceIndex.Ground(new PlaceInBetween { AreaPrefix = "410103001001" }).IsWide.ShouldBeFalse();
    }

    [Fact]
    public void What_the_register_names_a_unit_for_goes_there_by_itself_and_what_nobody_took_over_does_not()
    {
        var silted = At("gb47678/matter/06010", 113.6520, 34.75015);

        Propose(silted with { LocalAt = new DateTime(2026, 4, 1) }).MayDispatchItself.ShouldBeTrue();
        Propose(silted).MayDispatchItself.ShouldBeFalse("the response group has it for now; a person looks");
    }

    [Fact]
    public void A_circle_reaches_as_far_as_its_radius_and_the_smaller_place_wins()
    {
        var circle = new PlaceInBetween
        {
            Name = "泵站",
            Lon = 113.65,
            Lat = 34.75,
            RadiusMetres = 100,
            CategoryPrefixes = "gb47678/",
            KeeperUnitCode = "drainage",
        };
        var wide = new PlaceInBetween
        {
            Name = "片区",
            AreaPrefix = "410103004",
            CategoryPrefixes = "gb47678/",
        };
        var index = new PlaceIndex([wide, circle]);
        var north = 34.75 + (99 / 111_320d);

        index.At(At("gb47678/matter/06010", 113.65, north))!.Name.ShouldBe("泵站");
        index.At(At("gb47678/matter/06010", 113.65, north + (2 / 111_320d)))!.Name.ShouldBe("片区");
        circle.UnitOn(new DateOnly(2026, 1, 1)).ShouldBe("drainage", "the builder keeps it");
        circle.StateOn(new DateOnly(2026, 1, 1)).ShouldBe(HandOverState.UnderConstruction);
    }

    private static DispatchProposal Propose(Matter matter) =>
        DispatchProposal.For(RuleIndex.Of([Ordinary]), matter, new(_ => true, [], "group", new PlaceIndex([Road])));

    private static Matter At(string category, double? lon, double? lat) =>
        new(category, Cast.Grid, Channel.ResidentPage, false)
        {
            LocalAt = Day,
            Lon = lon,
            Lat = lat,
        };
}
