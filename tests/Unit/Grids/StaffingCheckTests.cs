using Gezhi.Grids.Contract;
using Gezhi.Grids.Staffing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class StaffingCheckTests
{
    private const string First = "410103003005001";
    private const string Second = "410103003005002";
    private static readonly DateOnly Day = new(2026, 3, 5);
    private static readonly Dictionary<string, int> NoCases = [];
    private static readonly StaffingNorms Usual = new(StaffingNorms.Usual("410103"));

    private static StaffArea Area(string code, int? households = null, AreaKind kind = AreaKind.Ordinary) =>
        new(code, AreaCode.Parse(code).Level, kind, code, "", households);

    private static StaffHolder Worker(Guid who, string area) =>
        new(StaffKind.Worker, area, "王磊", "网格员", Day, null) { AccountId = who };

    private static StaffHolder Seat(StaffKind kind, string area) => new(kind, area, "刘警官", "社区民警", Day, null) { SeatId = Someone() };

    private static Guid Someone() => Guid.CreateVersion7(DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_grid_needs_a_lead_a_worker_a_police_officer_a_mediator_and_a_branch()
    {
        var check = StaffingCheck.Of([Area(First)], [Worker(Someone(), First), Seat(StaffKind.Police, First)], Usual, NoCases);

        check.Vacancies.Select(v => v.Kind).ShouldBe([StaffKind.GridLead, StaffKind.Mediator, StaffKind.PartyBranch]);
        check.Vacancies.ShouldAllBe(v => v.Needed == 1 && v.Held == 0 && v.Missing == 1);
    }

    [Fact]
    public void Somebody_below_or_beside_does_not_fill_the_place_of_a_grid()
    {
        var check = StaffingCheck.Of(
            [Area(First)],
            [Seat(StaffKind.Police, First + "01"), Seat(StaffKind.Police, Second)],
            new StaffingNorms([new("410103", AreaLevel.Grid, StaffKind.Police, 1)]),
            NoCases
        );

        check.Vacancies.ShouldHaveSingleItem().Kind.ShouldBe(StaffKind.Police);
    }

    [Fact]
    public void A_dedicated_grid_is_not_held_against_the_norm() =>
        StaffingCheck.Of([Area(First, 900, AreaKind.Market)], [], Usual, NoCases).Vacancies.ShouldBeEmpty();

    [Fact]
    public void The_norm_of_a_street_wins_over_the_norm_of_the_district_and_may_need_nobody()
    {
        var norms = new StaffingNorms([
            new("410103", AreaLevel.Grid, StaffKind.Police, 1),
            new("410103003", AreaLevel.Grid, StaffKind.Police, 0),
            new("410103004", AreaLevel.Grid, StaffKind.Police, 2),
        ]);

        norms.For(First, AreaLevel.Grid).ShouldBeEmpty();
        norms.For("410103004001001", AreaLevel.Grid).ShouldHaveSingleItem().Least.ShouldBe(2);
        norms.For("410103005001001", AreaLevel.Grid).ShouldHaveSingleItem().Least.ShouldBe(1);
        norms.For(First, AreaLevel.Community).ShouldBeEmpty();
    }

    [Fact]
    public void One_worker_of_two_grids_carries_both_and_two_workers_of_one_share_it()
    {
        var (busy, helper) = (Someone(), Someone());
        List<StaffArea> areas = [Area(First, 320), Area(Second, 300)];

        var alone = StaffingCheck.Of(areas, [Worker(busy, First), Worker(busy, Second)], Usual, NoCases);
        var shared = StaffingCheck.Of(areas, [Worker(busy, First), Worker(busy, Second), Worker(helper, Second)], Usual, NoCases);

        var load = alone.Overloads.ShouldHaveSingleItem();
        (load.Households, load.MostHouseholds, load.Areas.Count, load.TooManyHouseholds).ShouldBe((620, 500, 2, true));
        shared.Overloads.ShouldBeEmpty("320 + 300 / 2 = 470");
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void Open_cases_of_the_micro_grids_count_for_the_worker_of_the_grid(int cases, bool isTooMuch)
    {
        var check = StaffingCheck.Of(
            [Area(First, 300)],
            [Worker(Someone(), First)],
            Usual,
            new Dictionary<string, int>
            {
                [First + "01"] = cases - 1,
                [First] = 1,
                [Second] = 99,
            }
        );

        check.Overloads.Any(o => o.TooManyCases).ShouldBe(isTooMuch);
    }

    [Fact]
    public void Households_add_up_from_the_micro_grids_and_an_own_count_stands()
    {
        var summed = StaffAreas.Summed([
            Area("410103003005"),
            Area(First),
            Area(Second, 410),
            Area(First + "01", 60),
            Area(First + "02", 55),
            Area(Second + "01", 60),
        ]);

        summed.Single(a => a.Code == First).Households.ShouldBe(115);
        summed.Single(a => a.Code == Second).Households.ShouldBe(410);
        summed.Single(a => a.Code == "410103003005").Households.ShouldBe(525);
    }

    [Fact]
    public void Every_kind_can_be_filled_somehow_and_a_kind_with_rights_alone_is_no_seat()
    {
        foreach (var kind in Enum.GetValues<StaffKind>())
            (kind.IsSeat() || kind.IsOrganisation() || kind.RoleOf() is not null).ShouldBeTrue(kind.ToString());
        StaffKind.Worker.IsSeat().ShouldBeFalse();
        StaffKind.Secretary.IsSeat().ShouldBeFalse();
        StaffKinds.Of(Role.GridWorker, AreaLevel.MicroGrid).ShouldBe(StaffKind.MicroLead);
        StaffKinds.Of(Role.Operator, AreaLevel.District).ShouldBeNull();
    }

    [Fact]
    public void Of_police_and_mediators_a_grid_has_one_and_two_are_told()
    {
        var check = StaffingCheck.Of(
            [Area(First)],
            [
                Seat(StaffKind.Police, First),
                Seat(StaffKind.Police, First),
                Seat(StaffKind.Mediator, First),
                Worker(Someone(), First),
                Worker(Someone(), First),
            ],
            Usual,
            NoCases
        );

        check.Excesses.ShouldBe([new StaffExcess(Area(First), StaffKind.Police, 1, 2)]);
    }
}
