using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Drawing;
using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;
using Gezhi.Web.Seeding;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Known places are read in English and kept in Chinese; what people typed stays as they typed it.</summary>
public sealed partial class PlaceNamesTests
{
    private static readonly PlaceNames Names = Known();

    [Theory]
    [InlineData("德化街", "Dehua Street")]
    [InlineData("德化街与大同路交叉口东南角", "Southeast corner of Dehua Street and Datong Road")]
    [InlineData("德化街与大同路交叉口东南角附近", "near southeast corner of Dehua Street and Datong Road")]
    [InlineData("二七纪念塔附近", "near Erqi Memorial Tower")]
    [InlineData("大同路与德化街交叉口", "Crossing of Datong Road and Dehua Street")]
    [InlineData("德化街街道 民主路社区", "Dehua Street, Minzhu Road Community")]
    [InlineData("大同路和德化街交叉口", "Crossing of Datong Road and Dehua Street")]
    [InlineData("二七纪念塔对面", "opposite Erqi Memorial Tower")]
    [InlineData("二七纪念塔东门口", "east gate of Erqi Memorial Tower")]
    [InlineData("大同路与德化街交叉口往西30米", "30 m west of crossing of Datong Road and Dehua Street")]
    [InlineData("人和路与大同路交叉口", "Crossing of Renhe Road and Datong Road")]
    [InlineData("我家对面", "我家对面")]
    [InlineData("我家楼下那个坑", "我家楼下那个坑")]
    [InlineData("德化街往东走二十步", "德化街往东走二十步")]
    [InlineData("", "")]
    public void A_known_name_is_read_in_english_and_what_was_typed_stays(string text, string english)
    {
        In("en", () => Names.Read(text)).ShouldBe(english);
        In("zh-CN", () => Names.Read(text)).ShouldBe(text);
    }

    [Theory]
    [InlineData("Erqi Memorial Tower", "二七纪念塔")]
    [InlineData("erqi memorial tower", "二七纪念塔")]
    [InlineData("near Erqi Memorial Tower", "二七纪念塔附近")]
    [InlineData("near southeast corner of Dehua Street and Datong Road", "德化街与大同路交叉口东南角附近")]
    [InlineData("behind Erqi Memorial Tower", "behind Erqi Memorial Tower")]
    [InlineData("二七纪念塔", "二七纪念塔")]
    [InlineData("Twin Lane", "Twin Lane")]
    public void A_place_that_was_chosen_in_english_is_kept_in_chinese(string text, string kept) => Names.Kept(text).ShouldBe(kept);

    [Fact]
    public void Every_road_water_park_and_place_of_the_seed_has_an_english_name()
    {
        var folder = SeedFolder.Find(AppContext.BaseDirectory);
        var town = SeedTown.Read(folder);
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "town", "english.json")));
        var english = list.RootElement.GetProperty("places").Deserialize<Dictionary<string, string>>()!;
        var names = town
            .Roads.Select(r => r.Name)
            .Concat(town.Waters.Select(w => w.Name))
            .Concat(town.Parks.Select(p => p.Name))
            .Concat(town.Landmarks.SelectMany(l => new[] { l.Name, l.Address }))
            .Where(n => n.Length > 0)
            .ToHashSet();

        names.Where(n => !english.ContainsKey(n)).ShouldBeEmpty();
        english.Keys.Where(n => !names.Contains(n)).ShouldBeEmpty("nothing stands there that the town does not have");
        english.Values.Where(v => Han().IsMatch(v) || v.Length > Gezhi.Grids.Places.Landmark.LongestEnglish).ShouldBeEmpty();
        english.Values.GroupBy(v => v).Where(g => g.Count() > 1).ShouldBeEmpty("two places of one name could not be told apart");
    }

    private static PlaceNames Known()
    {
        var map = new GridMap();
        map.Replace(
            new GridSnapshot(
                new DateOnly(2026, 3, 5),
                new Dictionary<GridLayer, IReadOnlyList<GridShape>>(),
                new Dictionary<string, string> { ["410103010"] = "德化街街道", ["410103010004"] = "民主路社区" },
                new Dictionary<string, string> { ["410103010"] = "Dehua Street", ["410103010004"] = "Minzhu Road Community" }
            )
        );
        var ground = new BaseMap();
        var at = new LonLat(113.66, 34.75);
        ground.Replace(
            new MapGround(
                new DateOnly(2026, 3, 5),
                "1",
                [],
                [
                    Road("德化街", "Dehua Street"),
                    Road("大同路", "Datong Road"),
                    Road("人和路", "Renhe Road"),
                    Road("双巷", "Twin Lane"),
                    Road("霜巷", "Twin Lane"),
                ],
                [],
                [],
                [
                    new DrawnPlace("二七纪念塔", "Place", at) { NameEn = "Erqi Memorial Tower" },
                    new DrawnPlace("德化街与大同路交叉口东南角", "Crossing", at)
                    {
                        NameEn = "Southeast corner of Dehua Street and Datong Road",
                    },
                    new DrawnPlace("没有译名的地方", "Place", at),
                ]
            )
        );
        return new PlaceNames(ground, map);
    }

    private static DrawnRoad Road(string name, string english) =>
        new(
            name,
            true,
            [
                [new LonLat(113.66, 34.75)],
            ]
        )
        {
            NameEn = english,
        };

    private static string In(string language, Func<string> read)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
