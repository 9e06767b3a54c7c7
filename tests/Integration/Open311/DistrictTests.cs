using Gezhi.Cases;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Open311;

/// <summary>Two districts behind one address, and who hears of a report that came with a phone.</summary>
public sealed class DistrictTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Each_jurisdiction_has_its_own_reports_and_keys_and_a_key_knows_its_own(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        using var erqi = await OtherPlatform.In(watched.Town);
        using var admin = await watched.Neighbour(Role.SystemAdmin);
        using var jinshui = await OtherPlatform.ConnectedBy(admin, watched.Town);

        var here = await erqi.Send(FixMyStreetTests.Words("二七的垃圾"));
        var there = await Posted(jinshui, "requests.xml", null);
        var (named, inPath) = (await Posted(jinshui, "requests.xml", "410105"), await Posted(jinshui, "410105/requests.xml", null));

        foreach (var id in new[] { there, named, inPath })
        {
            (await DistrictOf(watched.Town, id)).ShouldBe(WatchedTown.OtherDistrict);
            (await jinshui.Get($"requests/{id}.xml?jurisdiction_id=410105")).Status.ShouldBe(200);
            (await jinshui.Get($"410105/requests/{id}.xml")).Status.ShouldBe(200);
            (await jinshui.Get($"requests/{id}.xml?api_key={jinshui.Key}")).Status.ShouldBe(200);
            (await jinshui.Get($"requests/{id}.xml")).Status.ShouldBe(404); // without either the first district is meant
        }
        (await erqi.Get($"requests/{here}.xml?jurisdiction_id=410105")).Status.ShouldBe(404);
        (await erqi.Get("requests.xml?jurisdiction_id=410105")).Text.ShouldNotContain(here);
        (await erqi.Get("requests.xml?jurisdiction_id=410103")).Text.ShouldNotContain(there);
        // A key opens only its own door.
        (await jinshui.Post("requests.xml", OtherPlatform.Report("x"))).Error.ShouldStartWith("403: ");
        (await erqi.Get("requests.xml?jurisdiction_id=410104")).Status.ShouldBe(404);
        (await erqi.Get("410104/requests.xml")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Discovery_names_the_interface_first_and_each_district_after_it()
    {
        var watched = await WatchedTown.On(Engine.Sqlite);
        using var platform = await OtherPlatform.In(watched.Town);

        var urls = (await platform.Get("discovery.xml")).Xml.Descendants("url").Select(u => new Uri(u.Value).AbsolutePath);

        urls.ShouldBe(["/open311/v2/", "/open311/v2/410103/", "/open311/v2/410105/"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_phone_that_came_along_hears_by_message_and_the_platform_by_its_updates(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        using var platform = await OtherPlatform.In(watched.Town);
        const string Phone = "15400031177";
        var with = await platform.Send(FixMyStreetTests.Words("留了电话的垃圾"), OtherPlatform.Rubbish, ("phone", Phone));
        var without = await platform.Send(FixMyStreetTests.Words("没留电话的垃圾"));
        await FixMyStreetTests.File(platform, with);
        await FixMyStreetTests.File(platform, without);
        await watched.Town.Settle();

        foreach (var id in new[] { with, without })
            (await platform.Updates(id)).Select(u => u.Element("external_status_code")!.Value).ShouldContain("File");
        watched.Gateway.To(Phone).ShouldBe((await platform.Updates(with)).Count); // each step once
    }

    private static async Task<string> Posted(OtherPlatform platform, string path, string? jurisdiction)
    {
        var fields = new List<KeyValuePair<string, string>>
        {
            new("service_code", OtherPlatform.Rubbish),
            new("address_string", "花园路"),
            new("description", FixMyStreetTests.Words("金水的垃圾")),
        };
        if (jurisdiction is not null)
            fields.Add(new("jurisdiction_id", jurisdiction));
        var answer = await platform.Post(path, fields);
        answer.Status.ShouldBe(200, answer.Text);
        return FixMyStreetTests.NumberIn(answer);
    }

    private static Task<int> DistrictOf(Town town, string id) =>
        town.With(
            (_, db) => db.In(WatchedTown.OtherDistrict).Cases.Where(c => c.Id == Guid.Parse(id)).Select(c => c.DistrictId).SingleAsync()
        );
}
