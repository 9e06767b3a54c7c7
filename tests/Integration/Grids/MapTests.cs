using System.Net;
using System.Xml.Linq;
using Gezhi.Grids.Tiles;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Geo;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Grids;

public sealed class MapTests
{
    private static string TileAt(int zoom)
    {
        var tile = TileAddress.Of(new LonLat(Town.Lon, Town.Lat), zoom);
        return $"/map/tiles/{tile.Zoom}/{tile.X}/{tile.Y}.mvt";
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    [Fact]
    public async Task Anybody_gets_a_tile_and_does_not_get_it_twice()
    {
        var browser = (await Town.On(Engine.Sqlite)).Anybody();

        var first = await browser.GetAsync(At(TileAt(14)), TestContext.Current.CancellationToken);

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.ShouldBe(VectorTile.ContentType);
        first.Headers.CacheControl!.Public.ShouldBeTrue();
        first.Headers.CacheControl.MaxAge.ShouldBe(TimeSpan.FromHours(1));
        (await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length.ShouldBeGreaterThan(1_000);

        using var again = new HttpRequestMessage(HttpMethod.Get, TileAt(14));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        (await browser.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/map/tiles/14/0/0.mvt", HttpStatusCode.NoContent)]
    [InlineData("/map/tiles/3/8/0.mvt", HttpStatusCode.NotFound)]
    [InlineData("/map/tiles/19/1/1.mvt", HttpStatusCode.NotFound)]
    [InlineData("/map/tiles/a/b/c.mvt", HttpStatusCode.NotFound)]
    [InlineData("/map/pick.svg?lon=400&lat=34", HttpStatusCode.BadRequest)]
    [InlineData("/map/pick.svg?pin=here", HttpStatusCode.BadRequest)]
    public async Task What_is_not_on_the_map_is_said_plainly(string path, HttpStatusCode expected)
    {
        var browser = (await Town.On(Engine.Sqlite)).Anybody();

        (await browser.GetAsync(At(path), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Anybody_gets_the_map_as_a_picture_of_the_size_they_ask_for()
    {
        var browser = (await Town.On(Engine.Sqlite)).Anybody();

        var svg = XDocument.Parse(
            await browser.GetStringAsync(
                At($"/map/pick.svg?lon={Town.Lon}&lat={Town.Lat}&zoom=16&width=320&height=180&theme=dark"),
                TestContext.Current.CancellationToken
            )
        );

        svg.Root!.Attribute("viewBox")!.Value.ShouldBe("0 0 320 180");
        svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ShouldContain("二七纪念塔");
    }

    [Fact]
    public async Task A_dispatcher_sees_the_district_its_streets_as_links_and_who_is_missing()
    {
        var dispatcher = await (await Town.On(Engine.Sqlite)).As(Role.Dispatcher);

        var page = await dispatcher.GetStringAsync(At("/grids"), TestContext.Current.CancellationToken);

        page.ShouldContain("<h1>二七区</h1>");
        page.ShouldContain("href=\"/grids?area=410103005\"");
        page.ShouldContain("<h2>空岗 0</h2>");
    }

    [Fact]
    public async Task On_a_day_before_the_boundaries_there_is_no_area()
    {
        var dispatcher = await (await Town.On(Engine.Sqlite)).As(Role.Dispatcher);

        (await dispatcher.GetAsync(At("/grids?area=410103005&on=2026-03-05"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await dispatcher.GetAsync(At("/grids?area=410103005&on=2020-01-01"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await dispatcher.GetAsync(At("/grids?area=110101001"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task The_names_of_staff_are_not_for_those_whose_post_does_not_reach()
    {
        var town = await Town.On(Engine.Sqlite);
        var secretary = await town.As(Role.CommunitySecretary);

        var own = await secretary.GetStringAsync(At("/grids"), TestContext.Current.CancellationToken);
        var district = await secretary.GetStringAsync(At("/grids?area=410103"), TestContext.Current.CancellationToken);

        own.ShouldContain("今天在岗");
        district.ShouldContain("<h1>二七区</h1>");
        district.ShouldNotContain("今天在岗");
        (await (await town.As(Role.GridWorker)).GetAsync(At("/grids"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }
}
