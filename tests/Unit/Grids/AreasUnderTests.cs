using System.Collections.Frozen;
using Gezhi.Grids.Locating;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Everything below an area, by the code that is its own path.</summary>
public sealed class AreasUnderTests
{
    private static readonly GridSnapshot Map = new(
        new DateOnly(2026, 3, 5),
        FrozenDictionary<GridLayer, IReadOnlyList<GridShape>>.Empty,
        new Dictionary<string, string>
        {
            ["410103"] = "二七区",
            ["410103010"] = "德化街街道",
            ["410103010004"] = "民主路社区",
            ["410103010004001"] = "第1网格",
            ["41010301000400101"] = "1微网格",
            ["410103010005"] = "一马路社区",
            ["410103011"] = "另一街道",
        }
    );

    [Fact]
    public void An_area_comes_first_and_its_parts_follow_in_order()
    {
        Map.Under("410103010004").ShouldBe(["410103010004", "410103010004001", "41010301000400101"]);
        Map.Under("410103010").Count.ShouldBe(5);
        Map.Under("410103").Count.ShouldBe(7);
    }

    [Fact]
    public void What_is_not_there_has_the_parts_that_are_and_a_neighbour_has_none_of_them()
    {
        Map.Under("41010301").Count.ShouldBe(6, "a prefix that is no area of its own");
        Map.Under("999999").ShouldBeEmpty();
        Map.Under("410103011").ShouldBe(["410103011"]);
        GridSnapshot.Empty.Under("410103").ShouldBeEmpty();
    }
}
