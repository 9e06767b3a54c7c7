using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Open311;

/// <summary>What clients in the wild do and the specification does not say, and what nobody should do.</summary>
public sealed class WildClientTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_post_may_carry_everything_in_the_query_string(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var words = FixMyStreetTests.Words("地址栏里的垃圾");
        var query = string.Join(
            '&',
            OtherPlatform.Report(words).Append(new("api_key", platform.Key)).Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}")
        );

        var heard = await platform.Post($"requests.json?{query}", new ByteArrayContent([]));

        heard.Status.ShouldBe(200, heard.Text);
        (await FixMyStreetTests.TextOf(platform, heard.Json[0]!["service_request_id"]!.GetValue<string>())).ShouldBe(words);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_post_may_be_json_with_attributes_by_code_or_as_a_list_and_broken_json_is_told_so(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        async Task<Heard> Sent(string json) =>
            await platform.Post("requests.json", new StringContent(json, Encoding.UTF8, "application/json"));
        var words = FixMyStreetTests.Words("路灯白天亮着");
        JsonObject Report(JsonNode attributes) =>
            new()
            {
                ["api_key"] = platform.Key,
                ["service_code"] = OtherPlatform.Lamp,
                ["description"] = words,
                ["lat"] = Town.Lat,
                ["long"] = Town.Lon,
                ["attributes"] = attributes,
            };

        var byCode = await Sent(Report(new JsonObject { ["fault"] = "day" }).ToJsonString());
        byCode.Status.ShouldBe(200, byCode.Text);
        (await FixMyStreetTests.TextOf(platform, byCode.Json[0]!["service_request_id"]!.GetValue<string>())).ShouldStartWith(words);
        var list = Report(new JsonArray(new JsonObject { ["code"] = "fault", ["value"] = "no-such-fault" }));
        list["description"] = FixMyStreetTests.Words("路灯一闪一闪");
        (await Sent(list.ToJsonString())).Status.ShouldBe(400, "the answer is none of the choices");
        var without = Report(new JsonObject());
        (await Sent(without.ToJsonString())).Text.ShouldContain("attribute[fault] is required");
        (await Sent("{\"description\": ")).Text.ShouldContain("JSON");
        (await Sent("[1,2]")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Slashes_may_be_doubled_and_endings_in_capitals()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        foreach (
            var path in new[]
            {
                "/open311/v2//services.json",
                "//open311//v2/services.JSON",
                "/open311/v2/410103//services.json",
                "/open311/v2/services.json",
                "/open311/v2/services.json/",
                "/open311/v2/services.Json?",
                "/OPEN311/V2/services.json?jurisdiction_id=",
            }
        )
        {
            var heard = await Heard.Of(await platform.Http.GetAsync(new Uri(platform.Town.Address.AbsoluteUri.TrimEnd('/') + path)));
            heard.Status.ShouldBe(200, path);
            heard.Json.AsArray().Count.ShouldBeGreaterThan(50);
        }
    }

    [Fact]
    public async Task An_endpoint_without_a_slash_may_be_joined_with_a_path_without_one()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));

        (await platform.Get($"../v2services/{OtherPlatform.Lamp}.json")).Status.ShouldBe(200);
        (await platform.Get("../v2requests/none.xml")).Error.ShouldStartWith("404: There is no service request");
        (await platform.Get("../v2x/none.xml")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("services.xml", "application/json", "text/xml")]
    [InlineData("services.json", "text/xml", "application/json")]
    [InlineData("services", "application/json", "application/json")]
    [InlineData("services", "text/html, application/xml;q=0.9", "text/xml")]
    [InlineData("services", null, "text/xml")]
    public async Task The_ending_counts_and_without_one_what_the_client_accepts(string path, string? accept, string type)
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        var request = new HttpRequestMessage(HttpMethod.Get, platform.Root + path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);

        var answer = await platform.Http.SendAsync(request);

        ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType).ShouldBe((200, type));
    }

    [Fact]
    public async Task A_body_may_be_packed_and_one_that_swells_is_refused_at_once()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        using var fields = new FormUrlEncodedContent(
            OtherPlatform.Report(FixMyStreetTests.Words("打包送来的垃圾")).Append(new("api_key", platform.Key))
        );

        (await Packed(await fields.ReadAsByteArrayAsync())).Status.ShouldBe(200);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        (await Packed(new byte[100 << 20])).Status.ShouldBe(400);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        using var broken = new ByteArrayContent([1, 2, 3]);
        broken.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        broken.Headers.ContentEncoding.Add("gzip");
        (await platform.Post("requests.xml", broken)).Status.ShouldBe(400);

        async Task<Heard> Packed(byte[] bytes)
        {
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                await gzip.WriteAsync(bytes);
            using var content = new ByteArrayContent(packed.ToArray());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            content.Headers.ContentEncoding.Add("gzip");
            return await platform.Post("requests.xml", content);
        }
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_refused_in_the_words_of_the_protocol(string method)
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));

        var heard = await Heard.Of(
            await platform.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), platform.Root + "requests.xml"))
        );

        (heard.Status, heard.Error).ShouldBe((405, "405: Only GET, HEAD and POST are known here."));
    }

    [Fact]
    public async Task Noughts_for_a_place_that_is_not_known_do_not_cost_the_report()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        var heard = await platform.Post(
            "requests.xml",
            [
                new("service_code", OtherPlatform.Rubbish),
                new("lat", "0"),
                new("long", "0"),
                new("address_id", "0"),
                new("address_string", "德化街 8 号"),
                new("description", FixMyStreetTests.Words("只说了地址的垃圾")),
            ]
        );

        heard.Status.ShouldBe(200, heard.Text);
        var subject = await FixMyStreetTests.CaseOf(platform, FixMyStreetTests.NumberIn(heard));
        (subject.Lon, subject.PlaceText).ShouldBe((null, "德化街 8 号"));
    }

    [Fact]
    public async Task Lists_come_with_brackets_and_with_numbers_in_them()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));

        var id = await platform.Send(
            FixMyStreetTests.Words("三张照片的垃圾"),
            OtherPlatform.Rubbish,
            ("media_url[]", "https://a.example/1.jpg"),
            ("media_url[0]", "https://a.example/2.jpg"),
            ("media_url", "https://a.example/3.jpg"),
            ("attribute[kind][0]", "厨余"),
            ("attribute[kind][1]", "其他"),
            ("attribute[7]", "七")
        );

        var text = await FixMyStreetTests.TextOf(platform, id);
        foreach (var photo in new[] { 1, 2, 3 })
            text.ShouldContain($"https://a.example/{photo}.jpg");
        text.ShouldContain("kind：厨余、其他");
        text.ShouldContain("7：七");
    }

    [Fact]
    public async Task Discovery_is_there_in_both_forms_with_the_bare_type_that_an_old_validator_compares()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        foreach (
            var (path, type) in new[]
            {
                ("discovery.xml", "text/xml"),
                ("discovery.json", "application/json"),
                ("../discovery.json", "application/json"),
                ("../discovery", "text/xml"),
            }
        )
        {
            var heard = await platform.Get(path);
            (heard.Status, heard.Type).ShouldBe((200, type), path);
            heard.Text.ShouldNotBeEmpty();
        }
        var json = (await platform.Get("discovery.json")).Json;
        DateTimeOffset
            .Parse(json["changeset"]!.GetValue<string>(), CultureInfo.InvariantCulture)
            .UtcDateTime.ShouldBeLessThan(platform.Town.Clock.UtcNow);
        json["endpoints"]![0]!["formats"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldBe(["text/xml", "application/json"]);
        json["endpoints"]![0]!["specification"]!.GetValue<string>().ShouldBe("http://wiki.open311.org/GeoReport_v2");
    }

    [Fact]
    public async Task Head_answers_like_get_without_a_body()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        foreach (var path in new[] { "discovery.xml", "services.json", "requests.xml", "requests.csv" })
        {
            var answer = await platform.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, platform.Root + path));
            ((int)answer.StatusCode).ShouldBe(200, path);
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
            answer.Content.Headers.ContentType.ShouldNotBeNull(path);
        }
        (
            (int)(await platform.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, platform.Root + "requests/1.xml"))).StatusCode
        ).ShouldBe(404);
    }

    [Fact]
    public async Task Answers_are_packed_for_whoever_says_so()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        var request = new HttpRequestMessage(HttpMethod.Get, platform.Root + "services.xml");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        var answer = await platform.Http.SendAsync(request);

        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        using var unpacked = new StreamReader(new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress));
        (await unpacked.ReadToEndAsync()).ShouldContain("<services>");
    }

    [Fact]
    public async Task Any_page_may_read_and_a_browser_may_ask_first()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));

        (await platform.Get("services.json")).Answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        var asked = await platform.Http.SendAsync(new HttpRequestMessage(HttpMethod.Options, platform.Root + "services.json"));
        ((int)asked.StatusCode).ShouldBe(204);
        asked.Headers.GetValues("Access-Control-Allow-Methods").Single().ShouldContain("GET");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Json_has_the_types_of_the_schemas_and_words_for_booleans_only_by_a_switch(Engine engine)
    {
        var town = await Town.On(engine);
        using var platform = await OtherPlatform.In(town);
        using var older = await OtherPlatform.In(town, 6000, "string-booleans");
        var id = await platform.Send(FixMyStreetTests.Words("类型都要对的垃圾"));

        var service = (await platform.Get("services.json")).Json[0]!;
        Kind(service, "service_code").ShouldBe(JsonValueKind.String);
        Kind(service, "metadata").ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
        var definition = (await platform.Get($"services/{OtherPlatform.Lamp}.json")).Json;
        var attribute = definition["attributes"]!.AsArray().First(a => a!["code"]!.GetValue<string>() == "fault")!;
        Kind(attribute, "variable").ShouldBe(JsonValueKind.True);
        Kind(attribute, "order").ShouldBe(JsonValueKind.Number);
        attribute["values"]![0]!["key"]!.GetValue<string>().ShouldBe("dark");
        var row = (await platform.Get($"requests/{id}.json")).Json[0]!;
        foreach (var (field, kind) in Types)
            Kind(row, field).ShouldBe(kind, field);
        var words = (await older.Get($"services/{OtherPlatform.Lamp}.json?api_key={older.Key}")).Json["attributes"]!.AsArray();
        words.ShouldAllBe(a => a!["variable"]!.GetValueKind() == JsonValueKind.String);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_world_reads_category_and_rounded_place_and_the_sender_everything(Engine engine)
    {
        var town = await Town.On(engine);
        using var platform = await OtherPlatform.In(town);
        using var stranger = await OtherPlatform.In(town);
        var words = FixMyStreetTests.Words("三单元王家门口的垃圾");
        var id = await platform.Send(words, OtherPlatform.Rubbish, ("phone", "15400020001"), ("address_string", "德化街 8 号楼 3 单元"));

        foreach (
            var heard in new[] { await platform.Get($"requests/{id}.xml"), await stranger.Get($"requests/{id}.xml?api_key={stranger.Key}") }
        )
        {
            heard.Text.ShouldNotContain("王家");
            heard.Text.ShouldNotContain("3 单元");
            heard.Text.ShouldNotContain("15400020001");
            var row = heard.Xml.Root!.Element("request")!;
            row.Element("description")!.Value.ShouldBe(row.Element("service_name")!.Value);
            row.Element("lat")!.Value.ShouldBe("34.752");
            row.Element("address")!.Value.ShouldContain("·");
        }
        var own = (await platform.Get($"requests/{id}.xml?api_key={platform.Key}")).Xml.Root!.Element("request")!;
        own.Element("description")!.Value.ShouldBe(words);
        own.Element("lat")!.Value.ShouldBe("34.7521");
        own.Element("address")!.Value.ShouldBe("德化街 8 号楼 3 单元");
        (await platform.Get("requests.xml?q=王家")).Xml.Root!.Elements("request").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_district_may_open_the_words_of_what_somebody_has_filed()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        using var chenMo = await platform.Town.As(Role.ShiftLeader, "zhiban01");
        var words = FixMyStreetTests.Words("河边成堆的垃圾");
        var (filed, fresh) = (await platform.Send(words), await platform.Send(FixMyStreetTests.Words("没人看过的话")));
        await FixMyStreetTests.File(platform, filed);
        await chenMo.Do("/api/open311/publication", new { showsWords = true }, HttpMethod.Put);
        try
        {
            (await platform.Get($"requests/{filed}.json")).Json[0]!["description"]!.GetValue<string>().ShouldBe(words);
            (await platform.Get($"requests/{fresh}.json")).Json[0]!["description"]!.GetValue<string>().ShouldNotContain("没人看过");
            (await platform.Get($"requests.json?q={Uri.EscapeDataString(words)}")).Json.AsArray().Count.ShouldBe(1);
        }
        finally
        {
            await chenMo.Do("/api/open311/publication", new { showsWords = false }, HttpMethod.Put);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Filters_and_pages_find_each_matter_once(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        platform.Town.Clock.Move(TimeSpan.FromDays(2));
        var since = OtherPlatform.Wire(platform.Town.Clock.UtcNow);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            platform.Town.Clock.Move(TimeSpan.FromSeconds(1));
            ids.Add(
                await platform.Send(FixMyStreetTests.Words("一页一页地看"), i % 2 == 0 ? OtherPlatform.Rubbish : OtherPlatform.Manhole)
            );
        }
        await FixMyStreetTests.Decline(platform, ids[0], "重复");

        var paged = new List<string>();
        for (var page = 1; page <= 3; page++)
        {
            var heard = await platform.Get($"requests.json?start_date={since}&page={page}&page_size=2");
            heard.Answer.Headers.GetValues("page-TotalSize").Single().ShouldBe("5");
            paged.AddRange(Ids(heard));
        }
        paged.ShouldBe(ids.AsEnumerable().Reverse());
        foreach (var size in new[] { "per_page", "limit", "max_requests" })
            Ids(await platform.Get($"requests.json?start_date={since}&{size}=3")).Count.ShouldBe(3);
        Ids(await platform.Get($"requests.json?start_date={since}&service_code={OtherPlatform.Manhole}")).ShouldBe([ids[3], ids[1]]);
        Ids(await platform.Get($"requests.json?start_date={since}&status=closed")).ShouldBe([ids[0]]);
        Ids(await platform.Get($"requests.json?start_date={since}&status=open")).Count.ShouldBe(4);
        Ids(await platform.Get($"requests.json?start_date={since}&status=open,closed")).Count.ShouldBe(5);
        Ids(await platform.Get($"requests.json?updated_after={since}")).ShouldContain(ids[0]);
        Ids(await platform.Get($"requests.json?start_date={since}&bbox=113.659,34.752,113.660,34.752")).Count.ShouldBe(5);
        Ids(await platform.Get($"requests.json?start_date={since}&bbox=113.6594,34.7520,113.6596,34.7522")).Count.ShouldBeOneOf(0, 5);
        Ids(await platform.Get($"requests.json?start_date={since}&lat=34.752&long=113.66&radius=200")).Count.ShouldBe(5);
        Ids(await platform.Get($"requests.json?start_date={since}&lat=34.70&long=113.66&radius=200")).ShouldBeEmpty();
        (await platform.Get($"requests.json?start_date={since}&just_count=true")).Json[0]!["count"]!.GetValue<int>().ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_bulk_file_has_a_line_for_each_matter_and_nothing_that_was_said(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        platform.Town.Clock.Move(TimeSpan.FromDays(1));
        var since = OtherPlatform.Wire(platform.Town.Clock.UtcNow);
        var words = FixMyStreetTests.Words("=cmd|'/c calc'!A1 的垃圾");
        await platform.Send(words);
        await platform.Send(FixMyStreetTests.Words("第二行的垃圾"));

        var heard = await platform.Get($"requests.csv?start_date={since}");

        heard.Type.ShouldBe("text/csv; charset=utf-8");
        var lines = heard.Text.Trim('\uFEFF').TrimEnd().Split("\r\n");
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("service_request_id,requested_datetime,updated_datetime,closed_date");
        heard.Text.ShouldNotContain("calc");
        lines[1].ShouldContain("34.752,113.6");
    }

    public static TheoryData<string, string, int> Wrong =>
        new()
        {
            { "lat=34,75&long=113.6", "lat must be", 400 },
            { "lat=34.75", "lat and long come together", 400 },
            { "", "A location is required", 400 },
            { "lat=39.9&long=116.4", "", 400 }, // another city
            { "lat=34.7521&long=113.6595&jurisdiction_id=110101", "is not served here", 404 },
            { "lat=34.7521&long=113.6595&service_code=", "service_code is required", 400 },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_named(string query, string words, int status)
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        var service = query.Contains("service_code", StringComparison.Ordinal) ? "" : "&service_code=" + OtherPlatform.Rubbish;

        var heard = await platform.Post($"requests.xml?{query}{service}&description=x&api_key={platform.Key}", new ByteArrayContent([]));

        heard.Status.ShouldBe(status, heard.Text);
        heard.Error.ShouldContain(words);
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_and_so_are_4_001_characters_while_4_000_are_taken()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));

        foreach (var text in new[] { new string('长', 4_001), new string('x', 10 << 20) })
        {
            var heard = await platform.Post("requests.xml", OtherPlatform.Report(text));
            (heard.Status, heard.Error).ShouldBe((400, "400: description is longer than 4000 characters."));
        }
        (await platform.Post("requests.xml", OtherPlatform.Report(new string('长', 4_000)))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Broken_bodies_foreign_bodies_and_xml_with_entities_are_refused_and_never_a_fault()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        const string Xxe = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>";
        (string Type, string Body)[] bodies =
        [
            ("application/xml", Xxe),
            ("text/xml", "<open"),
            ("application/json", "{\"service_code\":"),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"service_code\"\r\n\r\nabc"),
            ("multipart/form-data", "--x"),
            ("application/x-www-form-urlencoded", "%%%=%ZZ&attribute[=1&=&[]=2"),
            ("application/x-www-form-urlencoded", string.Concat(Enumerable.Range(0, 600).Select(i => $"a{i}=1&"))),
        ];
        foreach (var (type, body) in bodies)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            foreach (var path in new[] { "requests.xml", "servicerequestupdates.json" })
            {
                var heard = await platform.Post($"{path}?api_key={platform.Key}", content);
                heard.Status.ShouldBe(400, $"{type} {heard.Text}");
                heard.Text.ShouldContain("description");
            }
        }
        (await platform.Get("requests.html")).Status.ShouldBe(404);
        (await platform.Get("nothing/here.xml")).Status.ShouldBe(404);
        (await platform.Get("requests.xml?start_date=2026-01-01T00:00:00Z&end_date=2026-04-05T00:00:00Z")).Status.ShouldBe(400);
        (await platform.Get("requests.xml?page=0")).Status.ShouldBe(400);
        (await platform.Get("requests.xml?status=done")).Status.ShouldBe(400);
        (await platform.Get("requests.xml?bbox=1,2,3")).Status.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_same_words_within_minutes_are_one_report_and_later_another(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var words = FixMyStreetTests.Words("同样的话说了两遍");
        var first = await platform.Send(words);
        platform.Town.Clock.Move(TimeSpan.FromMinutes(4));

        (await platform.Send(words)).ShouldBe(first);
        platform.Town.Clock.Move(TimeSpan.FromMinutes(30));
        (await platform.Send(words)).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_key_of_nobody_opens_nothing_and_too_many_knocks_have_to_wait()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite), aMinute: 2);
        var foreign = OtherPlatform.Report("x").Append(new("api_key", "gz410103-nobody")).ToList();

        (await platform.Post("requests.xml", foreign, hasKey: false)).Status.ShouldBe(403);
        (await platform.Get("services.xml?api_key=gz410103-nobody")).Status.ShouldBe(200);
        Heard last;
        var knocks = 0;
        do last = await platform.Post("requests.xml", OtherPlatform.Report(FixMyStreetTests.Words("敲门")));
        while (last.Status == 200 && ++knocks < 30);
        knocks.ShouldBeGreaterThanOrEqualTo(2);
        last.Status.ShouldBe(429, last.Text);
        last.Answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        last.Error.ShouldStartWith("429: ");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Somebody_who_writes_to_a_closed_matter_is_called_back(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var id = await platform.Send(FixMyStreetTests.Words("说办好了其实没有"));
        await FixMyStreetTests.ThroughTheLoop(platform, id, "已办好");

        var heard = await platform.Post("servicerequestupdates.json", [new("service_request_id", id), new("description", "还在那儿")]);

        heard.Status.ShouldBe(200, heard.Text);
        (await FixMyStreetTests.CaseOf(platform, id)).NeedsCallBack.ShouldBeTrue();
        var stranger = await platform.Post(
            "servicerequestupdates.json",
            [new("service_request_id", Guid.Empty.ToString()), new("description", "x")]
        );
        stranger.Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_shift_leader_asks_a_question_and_the_service_has_it()
    {
        using var platform = await OtherPlatform.In(await Town.On(Engine.Sqlite));
        using var chenMo = await platform.Town.As(Role.ShiftLeader, "zhiban01");
        using var linXiao = await platform.Town.As(Role.Operator, "caozuo01");
        var question = new
        {
            categoryKey = "gb47678/matter/06042",
            code = "bins",
            kind = "OneOf",
            textZh = "哪种桶",
            isRequired = true,
            choices = "kitchen|厨余|Kitchen\nother|其他|Other",
        };

        (await linXiao.Refused("/api/open311/questions", question, HttpMethod.Put)).Status.ShouldBe(403);
        await chenMo.Do("/api/open311/questions", question, HttpMethod.Put);
        (await platform.Get("services/gb47678_matter_06042.xml"))
            .Xml.Descendants("key")
            .Select(k => k.Value)
            .ShouldBe(["kitchen", "other"]);
        await chenMo.Do("/api/open311/questions/retirements", new { categoryKey = question.categoryKey, code = "bins" });
        (await platform.Get("services/gb47678_matter_06042.xml")).Xml.Descendants("attribute").ShouldBeEmpty();
        var page = await chenMo.GetStringAsync(new Uri("/open311", UriKind.Relative));
        page.ShouldContain("/open311/v2/");
        page.ShouldContain("pole_no");
    }

    private static readonly (string Field, JsonValueKind Kind)[] Types =
    [
        ("service_request_id", JsonValueKind.String),
        ("status", JsonValueKind.String),
        ("service_code", JsonValueKind.String),
        ("service_name", JsonValueKind.String),
        ("requested_datetime", JsonValueKind.String),
        ("updated_datetime", JsonValueKind.String),
        ("lat", JsonValueKind.Number),
        ("long", JsonValueKind.Number),
        ("media_url", JsonValueKind.Null),
    ];

    private static JsonValueKind Kind(JsonNode node, string field) => node[field]?.GetValueKind() ?? JsonValueKind.Null;

    private static List<string> Ids(Heard heard) => [.. heard.Json.AsArray().Select(r => r!["service_request_id"]!.GetValue<string>())];
}
