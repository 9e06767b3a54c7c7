using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Drawing;
using Gezhi.Platform.Geo;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed partial class MapPictureTests
{
    private static readonly MapPicture Picture = new(SeedGround.Map());
    private static readonly MapView AtTheTower = new(SeedGround.Tower, 16, 358, 240);

    [Fact]
    public void A_press_on_the_picture_is_the_place_that_was_drawn_there()
    {
        foreach (var zoom in (double[])[8, 11.5, 16, 19])
        {
            var view = AtTheTower with { Zoom = zoom };
            var (x, y) = view.ToPixel(new LonLat(113.6612, 34.7534));

            var back = MapPicture.ToLonLat(x, y, view);

            Coordinates.DistanceMetres(back, new LonLat(113.6612, 34.7534)).ShouldBeLessThan(0.001);
        }
        MapPicture.ToLonLat(179, 120, AtTheTower).Lon.ShouldBe(SeedGround.Tower.Lon, 1e-9);
    }

    [Fact]
    public void A_pixel_is_as_wide_as_the_view_says()
    {
        var metres = Coordinates.DistanceMetres(AtTheTower.ToLonLat(79, 120), AtTheTower.ToLonLat(279, 120)) / 200;

        metres.ShouldBe(AtTheTower.MetresPerPixel, AtTheTower.MetresPerPixel * 0.005);
    }

    [Fact]
    public void A_view_around_an_area_holds_it_whole_and_not_much_more()
    {
        var view = Picture.Around("410103005", 600, 400);
        var street = SeedGround.Ground.ExtentOf("410103005")!.Value;

        view.Box.Contains(street).ShouldBeTrue();
        var (left, top) = view.ToPixel(new LonLat(street.West, street.North));
        Math.Min(left, top).ShouldBe(12, 0.01);
        view.CloserTo(SeedGround.Tower).Zoom.ShouldBe(view.Zoom + 2);
        MapView.Around(BoundingBox.Empty, 10, 10).Zoom.ShouldBe(MapView.FarthestZoom);
    }

    [Fact]
    public void The_picture_is_well_formed_and_shows_ground_names_pin_and_accuracy()
    {
        var svg = XDocument.Parse(Picture.Svg(AtTheTower, new MapMarks(SeedGround.Tower, 45, Title: "案件位置"), MapInk.Light));

        svg.Root!.Attribute("aria-label")!.Value.ShouldBe("案件位置");
        svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ShouldContain("二七纪念塔");
        var circle = svg.Descendants().First(e => e.Name.LocalName == "circle");
        ((double)circle.Attribute("r")!).ShouldBe(45 / AtTheTower.MetresPerPixel, 0.06);
        ((double)circle.Attribute("cx")!).ShouldBe(179, 0.1);
        svg.ToString().ShouldContain(MapInk.Light.Road);
    }

    [Fact]
    public void In_a_page_the_picture_takes_the_colours_of_the_page()
    {
        var svg = Picture.Svg(AtTheTower, new MapMarks(), MapInk.Page);

        svg.ShouldContain("var(--m-land)");
        Hex().Matches(svg).ShouldBeEmpty();
        svg.ShouldNotContain("style=");
    }

    [Fact]
    public void Areas_are_links_when_the_page_says_where_they_lead()
    {
        var streets = SeedGround.Ground.Areas.Where(a => a.Code.Length == 9).ToList();
        var marks = new MapMarks { Linked = streets, Link = area => $"/grids?area={area.Code}&on=2026-03-05" };

        var svg = XDocument.Parse(Picture.Svg(Picture.Around("410103", 640, 480), marks, MapInk.Page));

        var links = svg.Descendants().Where(e => e.Name.LocalName == "a").ToList();
        links.Count.ShouldBe(streets.Count);
        links.ShouldContain(a => a.Attribute("href")!.Value == "/grids?area=410103005&on=2026-03-05");
    }

    [Fact]
    public void Colours_of_the_images_are_those_of_the_pages()
    {
        var css = File.ReadAllText(Path.Combine(Repository.Root, "src", "Web", "wwwroot", "css", "tokens.css"));
        var dark = css.IndexOf("[data-theme=dark]", StringComparison.Ordinal);

        foreach (var (ink, part) in new[] { (MapInk.Light, css[..dark]), (MapInk.Dark, css[dark..]) })
        foreach (var colour in typeof(MapInk).GetProperties().Where(p => p.PropertyType == typeof(string)))
        {
            var token = ((string)colour.GetValue(MapInk.Page)!)[4..^1];
            var value = Regex.Match(part, $"{Regex.Escape(token)}:\\s*(#[0-9a-f]{{6}})").Groups[1].Value;
            colour.GetValue(ink).ShouldBe(value, token);
        }
    }

    [Fact]
    public void Names_do_not_lie_over_each_other()
    {
        var room = new LabelRoom(AtTheTower);

        room.Take("二七纪念塔", 100, 100, 11).ShouldBeTrue();
        room.Take("德化街", 110, 104, 11).ShouldBeFalse();
        room.Take("德化街", 110, 140, 11).ShouldBeTrue();
        room.Take("解放西路", 2, 200, 11).ShouldBeFalse();
    }

    [GeneratedRegex("#[0-9a-fA-F]{3,6}")]
    private static partial Regex Hex();
}
