using Gezhi.Grids.Contract;
using Gezhi.Grids.Pages;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class AreaStaffingTests
{
    private static AreaLine Line(string code, int? households = null) =>
        new(code, AreaCode.Parse(code).Level, AreaKind.Ordinary, code, "", households);

    private static GridStaff Worker(Guid who, string area) => new(who, "王磊", Role.GridWorker, area, "网格员");

    [Fact]
    public void A_grid_is_vacant_when_neither_it_nor_a_micro_grid_of_it_has_a_worker()
    {
        var (first, second) = (Guid.CreateVersion7(DateTimeOffset.UnixEpoch), Guid.CreateVersion7(DateTimeOffset.UnixEpoch));
        List<AreaLine> below = [Line("410103003005001"), Line("410103003005002"), Line("410103003005003")];

        var staffing = AreaStaffing.Of("410103003005", below, [Worker(first, "410103003005001"), Worker(second, "41010300300500302")]);

        staffing.Vacant.Select(g => g.Code).ShouldBe(["410103003005002"]);
        staffing.Staff.ShouldBeEmpty();
    }

    [Fact]
    public void A_worker_of_two_grids_has_too_much_and_each_micro_grid_counts_once()
    {
        var (busy, usual) = (Guid.CreateVersion7(DateTimeOffset.UnixEpoch), Guid.CreateVersion7(DateTimeOffset.UnixEpoch));
        var below = Enumerable
            .Range(1, 6)
            .SelectMany(i => new[] { Line($"41010300300500{1}0{i}"), Line($"41010300300500{2}0{i}") })
            .ToList();

        var staffing = AreaStaffing.Of(
            "410103003005",
            below,
            [
                Worker(busy, "410103003005001"),
                Worker(busy, "410103003005002"),
                Worker(busy, "41010300300500201"),
                Worker(usual, "410103003005001"),
            ]
        );

        staffing.Overloaded.ShouldHaveSingleItem().MicroGrids.ShouldBe(12);
    }

    [Theory]
    [InlineData("410103003005001", 299, true)]
    [InlineData("410103003005001", 300, false)]
    [InlineData("410103003005001", 501, true)]
    [InlineData("41010300300500101", 70, false)]
    [InlineData("41010300300500101", 71, true)]
    [InlineData("410103003005", 9_000, false)]
    public void Households_are_held_against_the_norm_of_their_level(string code, int households, bool isOutside) =>
        Line(code, households).IsOutsideNorm.ShouldBe(isOutside);
}
