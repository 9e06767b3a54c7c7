using Gezhi.Cases;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Open311;

/// <summary>Replays what a FixMyStreet client sends and looks at the answers as it does; each name begins with what the client needs.</summary>
public sealed class FixMyStreetTests
{
    private static int sent;

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_01_paths_are_joined_to_an_endpoint_that_ends_in_a_slash(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var discovery = (await platform.Get("discovery.xml")).Xml;
        var endpoint = discovery.Descendants("endpoint").First().Element("url")!.Value;

        endpoint.ShouldEndWith("/open311/v2/");
        foreach (var path in new[] { "services.xml", "requests.xml", "servicerequestupdates.xml" })
            (await platform.Http.GetAsync(new Uri(endpoint + path))).IsSuccessStatusCode.ShouldBeTrue(path);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_02_xml_with_jurisdiction_on_every_call_and_no_key_on_gets(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));

        foreach (var path in new[] { "services.xml", "requests.xml", "services/gb47678_matter_01037.xml" })
        {
            var heard = await platform.Get($"{path}?jurisdiction_id=410103");
            (heard.Status, heard.Type).ShouldBe((200, "text/xml; charset=utf-8"), path);
            heard.Text.ShouldStartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
            (await platform.Get($"{path}?jurisdiction_id=")).Status.ShouldBe(200);
            (await platform.Get($"{path}?jurisdiction_id=110101")).Status.ShouldBe(404);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_03_forms_are_read_plain_and_as_multipart_and_media_url_may_repeat(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var plain = await platform.Send(
            Words("路边堆了垃圾"),
            OtherPlatform.Rubbish,
            ("media_url", "https://fms.example/photo/1.jpeg"),
            ("media_url", "https://fms.example/photo/2.jpeg")
        );
        using var form = Form.With([
            .. OtherPlatform.Report(Words("路边又堆了垃圾")).Select(f => (f.Key, f.Value)),
            ("api_key", platform.Key),
        ]);
        var multipart = await platform.Post("requests.xml", form.Photo("photo1", Photos.Small).Photo("file_2", Photos.Small, "b.jpg"));

        (await TextOf(platform, plain)).ShouldContain(
            "照片链接：https://fms.example/photo/1.jpeg\n照片链接：https://fms.example/photo/2.jpeg"
        );
        multipart.Status.ShouldBe(200, multipart.Text);
        var id = Guid.Parse(NumberIn(multipart));
        (await platform.Town.With((_, db) => db.Evidence.CountAsync(e => e.CaseId == id))).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_04_a_post_gives_one_number_however_often_it_is_sent(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var words = Words("沙发丢在路口");
        var first = await platform.Send(words, OtherPlatform.Rubbish, ("attribute[fixmystreet_id]", "9001"));
        platform.Town.Clock.Move(TimeSpan.FromMinutes(31)); // the daemon's back-off

        (await platform.Send(words, OtherPlatform.Rubbish, ("attribute[fixmystreet_id]", "9001"))).ShouldBe(first);
        (await platform.Send(words + "（已修改）", OtherPlatform.Rubbish, ("attribute[fixmystreet_id]", "9001"))).ShouldBe(first);
        (await platform.Send(words, OtherPlatform.Rubbish, ("attribute[fixmystreet_id]", "9002"))).ShouldNotBe(first);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_04_a_token_leads_to_the_number(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine), 6000, "tokens");
        var answer = (await platform.Post("requests.xml", OtherPlatform.Report(Words("床垫丢在路口")))).Xml.Root!.Element("request")!;
        var token = answer.Element("token")!.Value;

        answer.Element("service_request_id").ShouldBeNull();
        var known = (await platform.Get($"tokens/{token}.xml?jurisdiction_id=410103")).Xml.Root!.Element("request")!;
        known.Element("token")!.Value.ShouldBe(token);
        (await platform.Get($"requests/{known.Element("service_request_id")!.Value}.xml")).Status.ShouldBe(200);
        (await platform.Get("tokens/t-none.xml")).Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_05_an_unpinned_report_waits_for_a_place(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var words = Words("不知道在哪里的垃圾");
        var answer = await platform.Post(
            "requests.xml",
            [
                new("service_code", OtherPlatform.Rubbish),
                new("address_id", "#NOTPINPOINTED#"),
                new("description", $"标题：垃圾\n\n{words}\n\nhttps://fms.example/report/1"),
                new("first_name", "小芳"),
                new("last_name", "-"),
            ]
        );

        answer.Status.ShouldBe(200, answer.Text);
        var subject = await CaseOf(platform, NumberIn(answer));
        (subject.AreaCode, subject.Lon).ShouldBe(("410103", null));
        (await TextOf(platform, NumberIn(answer))).ShouldContain("https://fms.example/report/1");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_06_attributes_become_part_of_the_report_and_what_machines_need_does_not(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var id = await platform.Send(
            Words("路灯坏了"),
            OtherPlatform.Lamp,
            ("attribute[fault]", "dark"),
            ("attribute[pole_no]", "EQ-0117"),
            ("attribute[uprn]", "100"),
            ("attribute[easting]", "401234"),
            ("attribute[northing]", "301234"),
            ("attribute[closest_address]", "德化街 12 号附近")
        );

        var text = await TextOf(platform, id);
        text.ShouldContain("怎么坏的：不亮");
        text.ShouldContain("灯杆编号（杆上的号牌）：EQ-0117");
        text.ShouldNotContain("401234");
        (await CaseOf(platform, id)).PlaceText.ShouldBe("德化街 12 号附近");
        var wrapped = await platform.Send(
            Words("路灯又坏了"),
            "group_of_theirs",
            ("attribute[_wrapped_service_code]", OtherPlatform.Rubbish)
        );
        (await CaseOf(platform, wrapped)).CategoryKey.ShouldBe("gb47678/matter/06010");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_07_the_list_of_services_is_whole_its_codes_and_names_are_unique(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var services = (await platform.Get("services.xml")).Xml.Root!.Elements("service").ToList();
        var inUse = await platform.Town.With(
            (_, db) => db.Set<Gezhi.Cases.Catalogue.Category>().CountAsync(c => c.IsInUse && c.ValidTo == null)
        );

        services.Count.ShouldBe(inUse);
        services.Select(s => s.Element("service_code")!.Value).ShouldBeUnique();
        services.Select(s => s.Element("service_name")!.Value).ShouldBeUnique();
        services.ShouldAllBe(s => s.Element("service_name")!.Value == s.Element("service_name")!.Value.Trim());
        services.Select(s => s.Element("metadata")!.Value).Distinct().Order().ShouldBe(["false", "true"]);
        services.SelectMany(s => s.Element("keywords")!.Value.Split(',')).ShouldNotContain(k => k.StartsWith(' ') || k == "inactive");
        foreach (var service in services) // what is never public here is private there
            service
                .Element("keywords")!
                .Value.Split(',')
                .Contains("private")
                .ShouldBe(service.Element("service_code")!.Value.StartsWith("local_", StringComparison.Ordinal));
        services.ShouldAllBe(s => s.Element("groups")!.Elements("group").Single().Value == s.Element("group")!.Value);
        services.ShouldAllBe(s => s.Element("group")!.Value.Length > 0 && s.Element("type")!.Value == "realtime");
        foreach (var service in services.Where(s => s.Element("metadata")!.Value == "true"))
            (await platform.Get($"services/{service.Element("service_code")!.Value}.xml")).Xml.Descendants("attribute").ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_08_errors_are_code_and_description(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));

        (await platform.Post("requests.xml", OtherPlatform.Report("x"), hasKey: false)).Error.ShouldBe("403: api_key is missing.");
        (await platform.Post("requests.xml", OtherPlatform.Report("x", "no_such"))).Error.ShouldStartWith("404: service_code 'no_such'");
        (await platform.Post("requests.xml", OtherPlatform.Report("x", OtherPlatform.Lamp))).Error.ShouldStartWith(
            "400: attribute[fault] is required"
        );
        var json = await platform.Get("requests/1.json");
        (json.Status, json.Json[0]!["code"]!.GetValue<int>()).ShouldBe((404, 404));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_09_the_last_hour_finds_what_was_reported_or_moved_in_it(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var (old, unmoved) = (await platform.Send(Words("先报的垃圾")), await platform.Send(Words("没人管的垃圾")));
        platform.Town.Clock.Move(TimeSpan.FromHours(3));
        await File(platform, old);
        var fresh = await platform.Send(Words("刚报的垃圾"));
        var now = platform.Town.Clock.UtcNow;
        var (start, end) = (OtherPlatform.Wire(now.AddHours(-1)), OtherPlatform.Wire(now));

        var rows = (await platform.Get($"requests.xml?start_date={start}&end_date={end}&jurisdiction_id=410103"))
            .Xml.Root!.Elements("request")
            .ToList();

        var ids = rows.ConvertAll(r => r.Element("service_request_id")!.Value);
        ids.ShouldContain(old);
        ids.ShouldContain(fresh);
        ids.ShouldNotContain(unmoved);
        foreach (var row in rows)
        {
            string.CompareOrdinal(row.Element("updated_datetime")!.Value, start).ShouldBeGreaterThanOrEqualTo(0);
            string.CompareOrdinal(row.Element("updated_datetime")!.Value, end).ShouldBeLessThanOrEqualTo(0);
        }
        var mine = rows.Single(r => r.Element("service_request_id")!.Value == fresh);
        mine.Element("lat")!.Value.ShouldNotBeEmpty();
        mine.Element("long")!.Value.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_10_and_11_updates_have_a_stable_number_and_lie_in_the_window_by_whole_seconds(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var id = await platform.Send(Words("报了要看进展的垃圾"));
        platform.Town.Clock.Move(TimeSpan.FromMilliseconds(1_437));
        await File(platform, id);

        var update = (await platform.Updates(id)).First(u => u.Element("external_status_code")!.Value == "File");
        update.Element("status")!.Value.ShouldBe("open");
        update.Element("description")!.Value.ShouldContain("已登记");
        var at = update.Element("updated_datetime")!.Value;
        at.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        var window = (await platform.Get($"servicerequestupdates.xml?api_key={platform.Key}&start_date={at}&end_date={at}")).Xml;
        var numbers = window.Root!.Elements("request_update").Select(u => u.Element("update_id")!.Value).ToList();
        numbers.ShouldContain(update.Element("update_id")!.Value);
        numbers.ShouldBeUnique();
        platform.Town.Clock.Move(TimeSpan.FromMinutes(5));
        (await platform.Updates(id)).Select(u => u.Element("update_id")!.Value).ShouldContain(update.Element("update_id")!.Value);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_11_a_joined_matter_hears_the_steps_of_the_other_one_under_its_own_number(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var (first, second) = (await platform.Send(Words("同一堆垃圾")), await platform.Send(Words("还是同一堆垃圾")));
        using var linXiao = await platform.Town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{Guid.Parse(second)}/join", new { toCaseId = Guid.Parse(first) });
        platform.Town.Clock.Move(TimeSpan.FromMinutes(1));
        await File(platform, first);

        (await platform.Updates(second))
            .Select(u => (u.Element("external_status_code")!.Value, u.Element("status")!.Value))
            .ShouldBe([("Join", "unchanged"), ("File", "open")]);
        var row = (await platform.Get($"requests/{second}.json?extensions=true")).Json[0]!;
        row["status"]!.GetValue<string>().ShouldBe("open");
        row["extended_attributes"]!["parent_service_request_id"]!.GetValue<string>().ShouldBe(first);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_12_several_requests_by_id_whatever_else_is_asked_and_status_notes_tell_the_answer(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var (one, two) = (await platform.Send(Words("要被退的垃圾")), await platform.Send(Words("另一堆垃圾")));
        await Decline(platform, one, "这块地归铁路部门");

        var rows = (
            await platform.Get(
                $"requests.xml?service_request_id={one},{two},nonsense&status=open&start_date=2020-01-01T00:00:00Z&api_key={platform.Key}"
            )
        )
            .Xml.Root!.Elements("request")
            .ToList();

        rows.ConvertAll(r => r.Element("service_request_id")!.Value).ShouldBe([one, two]);
        rows[0].Element("status")!.Value.ShouldBe("closed");
        rows[0].Element("status_notes")!.Value.ShouldContain("这块地归铁路部门");
        rows[1].Element("status")!.Value.ShouldBe("open");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_13_the_whole_way_is_told_in_words_that_the_client_maps(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var id = await platform.Send(Words("窨井盖缺了半边"), OtherPlatform.Manhole);
        await ThroughTheLoop(platform, id, "井盖已更换，感谢您的提醒。");

        var told = await platform.Updates(id);
        var states = told.Select(u => u.Element("status")!.Value).ToList();
        states[0].ShouldBe("open");
        states.ShouldContain("action_scheduled");
        states.ShouldContain("in_progress");
        states[^1].ShouldBe("fixed");
        told[^1].Element("description")!.Value.ShouldContain("井盖已更换，感谢您的提醒。");
        var closed = (await platform.Get($"requests/{id}.xml")).Xml.Root!.Element("request")!;
        closed.Element("status")!.Value.ShouldBe("closed");
        closed.Element("updated_datetime")!.Value.ShouldBe(told[^1].Element("updated_datetime")!.Value);
        // To others the answer is nobody's business: it was written for the reporter.
        (
            await platform.Get($"servicerequestupdates.xml?start_date={OtherPlatform.Wire(platform.Town.Clock.UtcNow.AddHours(-2))}")
        ).Text.ShouldNotContain("井盖已更换");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_14_an_update_of_theirs_stands_on_the_record_once(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var id = await platform.Send(Words("垃圾还在"));
        List<KeyValuePair<string, string>> update =
        [
            new("updated_datetime", "2026-03-05T08:00:00+01:00"),
            new("service_request_id", id),
            new("status", "IN_PROGRESS"),
            new("description", "今天早上又多了两袋"),
            new("last_name", "-"),
            new("first_name", "小芳"),
            new("email", "wang@example.org"),
            new("update_id", "4711"),
            new("email_alerts_requested", "FALSE"),
            new("service_code", OtherPlatform.Rubbish),
            new("media_url", "https://fms.example/photo/3.jpeg"),
        ];

        var first = await platform.Post("servicerequestupdates.xml", update);
        var again = await platform.Post("servicerequestupdates.xml", update);

        first.Status.ShouldBe(200, first.Text);
        var number = first.Xml.Root!.Element("request_update")!.Element("update_id")!.Value;
        number.ShouldNotBeEmpty();
        again.Xml.Root!.Element("request_update")!.Element("update_id")!.Value.ShouldBe(number);
        var notes = await platform.Town.With(
            (_, db) => db.TimelineTexts.Where(t => t.CaseId == Guid.Parse(id)).Select(t => t.Note).ToListAsync()
        );
        notes.Single(n => n!.Contains("今天早上又多了两袋", StringComparison.Ordinal))!.ShouldContain("IN_PROGRESS");
        notes.Single()!.ShouldContain("照片链接：https://fms.example/photo/3.jpeg");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_14_and_15_photos_of_an_update_come_as_files_and_stand_with_the_case_once(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var id = await platform.Send(Words("垃圾又多了"));
        MultipartFormDataContent Update() =>
            Form.With(
                    ("api_key", platform.Key),
                    ("service_request_id", id),
                    ("update_id", "4712"),
                    ("updated_datetime", OtherPlatform.Wire(platform.Town.Clock.UtcNow)),
                    ("status", "OPEN"),
                    ("description", "拍了两张"),
                    ("title", "又多了"),
                    ("attribute[fixmystreet_id]", "9400"),
                    ("email_alerts_requested", "TRUE")
                )
                .Photo("photo1", Photos.Small)
                .Photo("photo2", Field.Pocket.NewPhoto(), "b.jpg");
        using var first = Update();
        using var again = Update();

        var numbers = new List<string>();
        foreach (var update in new[] { first, again })
        {
            var heard = await platform.Post("servicerequestupdates.xml", update);
            heard.Status.ShouldBe(200, heard.Text);
            numbers.Add(heard.Xml.Root!.Element("request_update")!.Element("update_id")!.Value);
        }

        numbers.Distinct().ShouldHaveSingleItem();
        (await PhotosOf(platform, id)).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_15_photos_come_as_files_and_as_base64_and_what_is_no_photo_does_not_cost_the_report(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var uri = "data:image/jpeg;base64," + Convert.ToBase64String(Photos.Small);
        var coded = await platform.Post(
            "requests.xml",
            OtherPlatform.Report(Words("有照片的垃圾"), OtherPlatform.Rubbish, ("media_url", uri))
        );
        using var form = Form.With([
            .. OtherPlatform.Report(Words("照片坏了的垃圾")).Select(f => (f.Key, f.Value)),
            ("api_key", platform.Key),
        ]);
        var broken = await platform.Post("requests.xml", form.Photo("media[]", [1, 2, 3]).Photo("media[]", Photos.Small));

        (await PhotosOf(platform, NumberIn(coded))).ShouldBe(1);
        broken.Status.ShouldBe(200, broken.Text);
        (await PhotosOf(platform, NumberIn(broken))).ShouldBe(1);
        broken.Xml.Root!.Element("request")!.Element("service_notice")!.Value.ShouldContain("1 attachment");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_16_two_posts_of_one_report_at_the_same_moment_are_one_report(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var words = Words("守护进程同时发了两次");

        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => platform.Send(words, OtherPlatform.Rubbish, ("attribute[fixmystreet_id]", "9100")))
        );

        numbers.Distinct().ShouldHaveSingleItem();
        (await platform.Town.With((_, db) => db.Reports.CountAsync(r => r.Text.StartsWith(words)))).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Row_17_empty_elements_are_there_and_lists_of_one_are_lists(Engine engine)
    {
        using var platform = await OtherPlatform.In(await Town.On(engine));
        var id = await platform.Send(Words("一条也是列表"));

        var xml = (await platform.Get($"requests/{id}.xml")).Xml;
        xml.Root!.Name.LocalName.ShouldBe("service_requests");
        xml.Root.Elements("request").Single().Element("media_url")!.IsEmpty.ShouldBeTrue();
        (await platform.Get($"requests/{id}.json")).Json.AsArray().Count.ShouldBe(1);
    }

    /// <summary>Words that no other test said.</summary>
    internal static string Words(string words) => $"{words} 第{Interlocked.Increment(ref sent)}次";

    internal static string NumberIn(Heard heard) => heard.Xml.Root!.Element("request")!.Element("service_request_id")!.Value;

    internal static Task<Gezhi.Cases.Case> CaseOf(OtherPlatform platform, string id) =>
        platform.Town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == Guid.Parse(id)));

    internal static Task<string> TextOf(OtherPlatform platform, string id) =>
        platform.Town.With((_, db) => db.Reports.Where(r => r.OwnCaseId == Guid.Parse(id)).Select(r => r.Text).SingleAsync());

    internal static async Task File(OtherPlatform platform, string id)
    {
        using var linXiao = await platform.Town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{Guid.Parse(id)}/filing", new { categoryKey = "gb47678/matter/06010" }); // whatever a clock did to it meanwhile
    }

    internal static async Task Decline(OtherPlatform platform, string id, string reason)
    {
        using var linXiao = await platform.Town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{Guid.Parse(id)}/refusal", new { reason, legalChannel = "铁路派出所" });
    }

    private static Task<int> PhotosOf(OtherPlatform platform, string id) =>
        platform.Town.With((_, db) => db.Evidence.CountAsync(e => e.CaseId == Guid.Parse(id)));

    internal static async Task ThroughTheLoop(OtherPlatform platform, string id, string answer)
    {
        var path = $"/api/cases/{Guid.Parse(id)}";
        using var linXiao = await platform.Town.As(Role.Operator, "caozuo01");
        await linXiao.Do(
            $"{path}/filing",
            new
            {
                categoryKey = "gb47678/matter/01002",
                isUrgent = true,
                version = 1,
            }
        );
        await platform.Town.Settle();
        platform.Town.Clock.Move(TimeSpan.FromMinutes(3));
        using var zhaoGong = await platform.Town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        platform.Town.Clock.Move(TimeSpan.FromMinutes(3));
        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", "已更换井盖并加固")).Photo("files", Photos.Small));
        using var sunQian = await platform.Town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = true });
        platform.Town.Clock.Move(TimeSpan.FromMinutes(3));
        using var closing = await platform.Town.As(Role.Operator, "caozuo02");
        await closing.Do($"{path}/closure", new { answer });
    }
}
