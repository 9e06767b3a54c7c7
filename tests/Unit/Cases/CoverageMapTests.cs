using Gezhi.Cases.Contract;
using Gezhi.Cases.Coverage;
using Gezhi.Cases.Rules;
using Gezhi.Grids.Contract;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>Rules with hours, channels or kinds of place own nothing alone, and can contest each other.</summary>
public class CoverageMapTests
{
    private const string District = "410103";
    private const string Street = "410103001";
    private const string Litter = "gb47678/matter/06010";
    private static readonly RuleWindow Day = new(31, 480, 1080);
    private static readonly RuleWindow Afternoon = new(31, 720, 1200);
    private static readonly RuleWindow Night = new(127, 1200, 360);

    [Fact]
    public void Two_rules_whose_hours_meet_and_that_name_different_units_are_contested()
    {
        var cover = At(Rule("R1", "sanitation", Day), Rule("R2", "enforcement", Afternoon));

        cover.ShouldBe(new Cover(CoverState.Contested, "sanitation", "R1", "R2"));
    }

    [Fact]
    public void Two_rules_whose_hours_never_meet_cover_a_part_and_the_part_is_named()
    {
        At(Rule("R1", "sanitation", Day), Rule("R2", "enforcement", Night)).State.ShouldBe(CoverState.Partly);
        At(Rule("R2", "enforcement", Night)).ShouldBe(new Cover(CoverState.Partly, "enforcement", "R2"));
    }

    [Fact]
    public void An_owner_at_all_times_does_not_hide_two_narrower_rules_that_contradict_each_other()
    {
        var (day, afternoon) = (Rule("R1", "sanitation", Day), Rule("R2", "enforcement", Afternoon));

        At(Rule("R0", "parks"), day).ShouldBe(new Cover(CoverState.Owned, "parks", "R0"));
        At(Rule("R0", "parks"), day, afternoon).State.ShouldBe(CoverState.Contested);
    }

    [Fact]
    public void A_rule_of_the_street_that_speaks_at_all_times_settles_what_is_contested_in_the_district()
    {
        ResponsibilityRule[] rules =
        [
            Rule("R1", "sanitation", Day),
            Rule("R2", "enforcement", Afternoon),
            Rule("R3", "street-001", area: Street),
        ];

        Map(rules).At(Litter, Street).ShouldBe(new Cover(CoverState.Owned, "street-001", "R3"));
        Map(rules).At(Litter, District).State.ShouldBe(CoverState.Contested);
    }

    [Fact]
    public void Rules_for_two_kinds_of_place_do_not_meet()
    {
        At(Rule("R1", "a", place: AreaKind.Market), Rule("R2", "b", place: AreaKind.School)).State.ShouldBe(CoverState.Partly);
        At(Rule("R1", "a", place: AreaKind.Market), Rule("R2", "b", place: AreaKind.Market)).State.ShouldBe(CoverState.Contested);
    }

    [Fact]
    public void Two_rules_that_share_the_whole_week_own_it_together()
    {
        var day = new RuleWindow(127, 480, 1200);

        At(Rule("R1", "sanitation", day), Rule("R2", "enforcement", new(127, 1200, 480)))
            .ShouldBe(new Cover(CoverState.Owned, "sanitation", "R1", "R2"));
        At(Rule("R1", "sanitation", day), Rule("R2", "enforcement", new(127, 1200, 479))).State.ShouldBe(CoverState.Partly);
        At(Rule("R1", "sanitation", day), Rule("R2", "enforcement", new(63, 1200, 480)))
            .State.ShouldBe(CoverState.Partly, "no Sunday night");
    }

    [Fact]
    public void Hours_of_the_street_and_hours_of_the_district_add_up_in_the_street_only()
    {
        ResponsibilityRule[] rules =
        [
            Rule("R1", "sanitation", new(127, 480, 1200)),
            Rule("R2", "street-001", new(127, 1200, 480), area: Street),
        ];

        Map(rules).At(Litter, District).State.ShouldBe(CoverState.Partly);
        Map(rules).At(Litter, Street).ShouldBe(new Cover(CoverState.Owned, "street-001", "R2", "R1"));
    }

    [Fact]
    public void Urgent_by_one_and_the_rest_by_another_is_owned_one_channel_alone_is_not()
    {
        At(Rule("R1", "a", isUrgent: true), Rule("R2", "b", isUrgent: false)).State.ShouldBe(CoverState.Owned);
        At(Rule("R1", "a", isUrgent: true), Rule("R2", "b", channel: Channel.ResidentPage)).State.ShouldBe(CoverState.Partly);
        At([.. Enum.GetValues<Channel>().Select((c, i) => Rule($"R{i}", "a", channel: c))]).State.ShouldBe(CoverState.Owned);
        At([.. Enum.GetValues<AreaKind>().Select((k, i) => Rule($"R{i}", "a", place: k))]).State.ShouldBe(CoverState.Partly);
    }

    [Fact]
    public void The_owner_of_the_week_gives_way_to_a_narrower_rule_that_speaks_at_all_times()
    {
        ResponsibilityRule[] rules =
        [
            Rule("R1", "sanitation", new(127, 480, 1200)),
            Rule("R2", "enforcement", new(127, 1200, 480)),
            Rule("R3", "street-001", area: Street),
        ];

        Map(rules).At(Litter, Street).ShouldBe(new Cover(CoverState.Owned, "street-001", "R3"));
        Map(rules).At(Litter, District).State.ShouldBe(CoverState.Owned);
    }

    private static Cover At(params ResponsibilityRule[] rules) => Map(rules).At(Litter, District);

    private static CoverageMap Map(ResponsibilityRule[] rules) =>
        CoverageMap.Of(RuleIndex.Of(rules), [Litter], [District, Street], _ => true);

    private static ResponsibilityRule Rule(
        string no,
        string unit,
        RuleWindow? window = null,
        AreaKind? place = null,
        string area = "",
        Channel? channel = null,
        bool? isUrgent = null
    ) =>
        new()
        {
            DistrictId = Cast.District,
            Id = Guid.CreateVersion7(),
            No = no,
            CategoryPrefix = Litter,
            AreaPrefix = area,
            LeadUnitCode = unit,
            PlaceKind = place,
            Channel = channel,
            IsUrgent = isUrgent,
            Weekdays = window?.Weekdays,
            FromMinute = window?.FromMinute,
            ToMinute = window?.ToMinute,
        };
}
