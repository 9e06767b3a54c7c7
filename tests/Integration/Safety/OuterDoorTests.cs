using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Channels;
using Gezhi.Cases.Joining;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Tests.Integration.Cases.Channels;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Open311;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>The doors to the outside, tried by somebody who means harm.</summary>
public sealed class OuterDoorTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_finds_a_house_by_asking_how_far_it_is_from_many_points(Engine engine)
    {
        var town = await Town.On(engine);
        var (lon, lat) = (113.6611, 34.7531); // well inside one step of a thousandth of a degree
        var (door, neighbour) = (await FiledAt(town, lon, lat), await FiledAt(town, lon + .0003, lat - .0002));
        using var anybody = town.Anybody();

        var asked = 0;
        for (var step = -3; step <= 3; step++)
        {
            var (from, to) = (
                await Metres(anybody, door, lon + (step * .0007), lat),
                await Metres(anybody, neighbour, lon + (step * .0007), lat)
            );
            if (from is null || to is null)
                continue; // the list of the nearest ends before one of them
            from.ShouldBe(to, $"step {step}");
            asked++;
        }

        asked.ShouldBeGreaterThan(3);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_phone_of_somebody_else_cannot_be_made_to_follow_the_whole_town(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = engine == Engine.Sqlite ? "15400091301" : "15400091302";
        using var spammer = town.Anybody();
        var refused = new List<string>();
        for (var i = 0; i < AlsoMe.MostFollowsADay + 1; i++)
        {
            var id = await FiledAt(town, Town.Lon, Town.Lat);
            refused.Add(
                (
                    await spammer.Refused(
                        "/api/near/follows",
                        new
                        {
                            caseId = id,
                            lon = Town.Lon,
                            lat = Town.Lat,
                            phone,
                        }
                    )
                ).Code
            );
        }

        refused.Take(AlsoMe.MostFollowsADay).ShouldAllBe(code => code == "");
        refused[^1].ShouldBe("near.enough");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_not_public_cannot_be_read_by_its_number_either(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var town = platform.Town;
        var inside = await FiledAt(town, Town.Lon, Town.Lat, "local/matter/S101");
        await town.Settle(); // the rule dispatches
        var open = await platform.Send(FixMyStreetTests.Words("路口有一堆垃圾"));
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{Guid.Parse(open)}/join", new { toCaseId = inside });

        (await platform.Get($"requests/{inside:N}.xml")).Status.ShouldBe(404);
        (await platform.Get($"requests.xml?service_request_id={inside:N}")).Xml.Root!.Elements("request").ShouldBeEmpty();
        var joined = await platform.Get($"requests/{open}.json?extensions=true");
        joined.Status.ShouldBe(200);
        joined.Json[0]!["extended_attributes"]!["parent_service_request_id"].ShouldBeNull(); // nor told in passing
        (await platform.Get($"requests/{open}.json?api_key={platform.Key}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Where_words_are_public_nobody_can_search_for_those_that_are_not_and_phones_stay_hidden()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        using var chenMo = await platform.Town.As(Role.ShiftLeader, "zhiban01");
        var fresh = FixMyStreetTests.Words("还没有人看过的垃圾堆");
        var (unseen, filed) = (await platform.Send(fresh), await platform.Send(FixMyStreetTests.Words("垃圾堆，打 15400091401 找老李")));
        await FixMyStreetTests.File(platform, filed);
        await chenMo.Do("/api/open311/publication", new { showsWords = true }, HttpMethod.Put);
        try
        {
            (await Ids(platform, fresh)).ShouldNotContain(unseen);
            (await Ids(platform, "15400091401")).ShouldBeEmpty();
            var shown = (await platform.Get($"requests/{filed}.json")).Text;
            shown.ShouldNotContain("15400091401");
            shown.ShouldContain("垃圾堆");
        }
        finally
        {
            await chenMo.Do("/api/open311/publication", new { showsWords = false }, HttpMethod.Put);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_message_that_was_taken_in_is_known_on_every_node(Engine engine)
    {
        var town = await Town.On(engine);
        await using var partner = await Partner.Connect(town, "Hotline", "hotline");
        var request = await partner.Request(
            new StringContent($$"""{"orderNo":"R-{{partner.Id:N}}","content":"雨后积水不退"}""", Encoding.UTF8, "application/json")
        );
        var body = await request.Content!.ReadAsByteArrayAsync();
        using var client = town.Anybody();
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await town.With(
            async (services, db) =>
            {
                var elsewhere = new SourceSignatures(services.GetRequiredService<FieldCipher>(), town.Clock); // of a node that has just started
                var source = await db.Set<ChannelSource>().AsNoTracking().SingleAsync(s => s.Id == partner.Id);
                var again = new DefaultHttpContext().Request;
                again.Body = new MemoryStream(body);
                foreach (var name in new[] { SourceSignatures.TimeHeader, SourceSignatures.SignatureHeader })
                    again.Headers[name] = request.Headers.GetValues(name).Single();
                (await Should.ThrowAsync<RuleViolation>(() => elsewhere.Check(source, again, db, default))).Code.ShouldBe("source.replay");
                return 0;
            }
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_order_of_the_hotline_is_taken_although_its_place_is_nonsense(Engine engine)
    {
        var town = await Town.On(engine);
        await using var partner = await Partner.Connect(town, "Hotline", "hotline");
        (string Place, string Why)[] places =
        [
            ("\"lng\":34.75,\"lat\":113.66", "turned round"),
            ("\"lng\":1e300,\"lat\":-1e300", "far away"),
            ("\"lng\":113.66", "half"),
            ("\"lng\":\"NaN\",\"lat\":\"Infinity\"", "no number"),
        ];
        var i = 0;
        foreach (var (place, why) in places)
            (
                await partner.Say($$"""{"orderNo":"P{{++i}}-{{partner.Id:N}}","content":"路灯不亮",{{place}}}""", TimeSpan.FromSeconds(i))
            ).StatusCode.ShouldBe(HttpStatusCode.Created, why);
        await using var app = await Partner.Connect(town, "CitizenApp", "citizen-app");
        (await app.Say("""{"no":"N-1","text":"路灯不亮","lon":"NaN","lat":34.75}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var kept = await town.With((_, db) => db.Reports.AsNoTracking().Where(r => r.SourceId == partner.Id).ToListAsync());
        kept.Count.ShouldBe(places.Length);
        kept.ShouldAllBe(r => r.Lon == null && r.Lat == null);
    }

    [Fact]
    public async Task Every_public_door_tells_a_flood_to_wait()
    {
        await using var town = await Town.Start(
            Engine.Sqlite,
            "--Limits:ReceiptsAMinute=6",
            "--Limits:StrangersAMinute=6",
            "--Limits:GatewayRepliesAMinute=6",
            "--Limits:OpenDataAMinute=6"
        );
        using var anybody = town.Anybody();
        (HttpMethod Method, string Path)[] doors =
        [
            (HttpMethod.Get, "/api/anchors"),
            (HttpMethod.Get, "/anchors.csv"),
            (HttpMethod.Get, "/open-data/catalog.jsonld"),
            (HttpMethod.Post, "/api/channels/hotline/reports"),
            (HttpMethod.Get, "/api/channels/hotline/answers"),
            (HttpMethod.Post, "/api/gateways/sms/replies"),
            (HttpMethod.Post, "/open311/v2/requests.xml"),
            (HttpMethod.Post, "/open311/v2/servicerequestupdates.json"),
        ];
        foreach (var (method, path) in doors)
        {
            HttpResponseMessage last = null!;
            for (var i = 0; i < 12 && (last is null || (int)last.StatusCode != 429); i++)
                last = await anybody.Ask(path, method == HttpMethod.Get ? null : Body(path), method);
            ((int)last.StatusCode).ShouldBe(429, path);
            last.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThan(0, path);
        }
        // A partner with a key is not held up by them.
        await using var partner = await Partner.Connect(town, "Hotline", "hotline");
        (await partner.Say("""{"orderNo":"OK-1","content":"路灯不亮"}""")).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var platform = await OtherPlatform.In(town);
        (await platform.Get($"requests.xml?api_key={platform.Key}")).Status.ShouldBe(200);
    }

    private static object? Body(string path) =>
        path.StartsWith("/open311", StringComparison.Ordinal)
            ? new FormUrlEncodedContent([new("api_key", "gz410103-nobody"), new("description", "x")])
            : null;

    private static async Task<List<string>> Ids(OtherPlatform platform, string words) =>
        [
            .. (await platform.Get($"requests.json?q={Uri.EscapeDataString(words)}"))
                .Json.AsArray()
                .Select(r => r!["service_request_id"]!.GetValue<string>()),
        ];

    private static async Task<Guid> FiledAt(Town town, double lon, double lat, string category = Reported.Manhole)
    {
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "井盖有响声",
                lon,
                lat,
            }
        );
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = category, version = 1 });
        return Guid.Parse(receipt["caseId"]!.GetValue<string>());
    }

    /// <summary>As the public door says it; null when it is not near.</summary>
    private static async Task<int?> Metres(HttpClient anybody, Guid caseId, double lon, double lat)
    {
        var found = (JsonArray)
            await anybody.Do(string.Create(CultureInfo.InvariantCulture, $"/api/near?lon={lon}&lat={lat}"), null, HttpMethod.Get);
        return found.FirstOrDefault(n => n!["caseId"]!.GetValue<Guid>() == caseId)?["metres"]!.GetValue<int>();
    }
}
