using Gezhi.Cases.Proposing;
using Gezhi.Platform;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Proposing;

public sealed class RecentCasesTests
{
    private const double Lon = 113.6595;
    private const double Lat = 34.7521;
    private const string Manhole = "gb47678/matter/01002";
    private static readonly DateTime Now = new(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc);

    private readonly RecentCases cases = new();

    [Fact]
    public void The_same_manhole_in_other_words_is_found_with_its_reasons()
    {
        var first = Said("窨井盖缺了半边，晚上骑车很危险", Lon, Lat, Manhole);
        cases.Put(first);
        cases.Put(Said("路灯不亮", Lon + .0001, Lat, "gb47678/matter/01037"));

        var found = cases.Find(Said("小学门口井盖破了半边", Lon + .0003, Lat, Manhole), 5)[0];

        found.Id.ShouldBe(first.Id);
        found.Metres!.Value.ShouldBeInRange(25, 29);
        found.IsSameCategory.ShouldBe(true);
    }

    [Fact]
    public void What_lies_further_than_300_metres_is_another_matter()
    {
        cases.Put(Said("窨井盖缺了半边", Lon, Lat, Manhole));

        cases.Find(Said("窨井盖缺了半边", Lon + .004, Lat, Manhole), 5).ShouldBeEmpty();
    }

    [Fact]
    public void A_case_is_never_its_own_duplicate_and_an_ended_one_is_forgotten()
    {
        var mine = Said("窨井盖缺了半边", Lon, Lat, Manhole);
        cases.Put(mine);
        cases.Find(mine, 5).ShouldBeEmpty();

        cases.Find(mine with { Id = Ids.New(Now) }, 5).ShouldHaveSingleItem();
        cases.Forget(mine.Id);
        cases.Find(mine with { Id = Ids.New(Now) }, 5).ShouldBeEmpty();
    }

    [Fact]
    public void A_moved_case_is_found_only_where_it_now_is()
    {
        var mine = Said("窨井盖缺了半边", Lon, Lat, Manhole);
        cases.Put(mine);
        cases.Put(mine with { Lon = Lon + .05 });

        cases.Count.ShouldBe(1);
        cases.Find(Said("窨井盖缺了半边", Lon, Lat, Manhole), 5).ShouldBeEmpty();
        cases.Find(Said("窨井盖缺了半边", Lon + .05, Lat, Manhole), 5).ShouldHaveSingleItem();
    }

    [Fact]
    public void Without_coordinates_the_name_of_a_place_brings_two_reports_together()
    {
        var first = Said("桃源小区二号楼下烧烤店油烟呛人", double.NaN, double.NaN, null);
        cases.Put(first);
        cases.Put(Said("兴华南街路灯不亮", double.NaN, double.NaN, null));

        var found = cases.Find(Said("桃源小区烧烤油烟太大，睡不着", double.NaN, double.NaN, null), 5);

        found.ShouldHaveSingleItem().Id.ShouldBe(first.Id);
        found[0].Metres.ShouldBeNull();
    }

    [Fact]
    public void What_is_found_does_not_depend_on_the_order_of_coming()
    {
        RecentCase[] said =
        [
            .. Enumerable.Range(0, 40).Select(i => Said($"窨井盖缺了半边，第 {i} 位居民说", Lon + (i * .00002), Lat, Manhole)),
        ];
        foreach (var one in said)
            cases.Put(one);
        var other = new RecentCases();
        foreach (var one in said.Reverse())
            other.Put(one);
        var asked = Said("井盖缺了半边", Lon, Lat, Manhole);

        other.Find(asked, 40).Select(a => a.Metres).ShouldBe(cases.Find(asked, 40).Select(a => a.Metres), ignoreOrder: true);
    }

    private static RecentCase Said(string text, double lon, double lat, string? category) =>
        new(Ids.New(Now), lon, lat, Now, category, text, [text]);
}
