using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Channels;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Safety;
using Gezhi.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases.Channels;

/// <summary>What each channel's wire says, by recorded messages, and what is refused at the door.</summary>
public sealed class AdapterTests
{
    /// <summary>Every adapter there is, on both databases: a new one needs its recorded message and nothing here.</summary>
    public static TheoryData<string, string, Engine> Wires
    {
        get
        {
            var wires = new TheoryData<string, string, Engine>();
            foreach (var type in typeof(ChannelAdapter).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ChannelAdapter))))
                if (Activator.CreateInstance(type) is ChannelAdapter adapter)
                {
                    wires.Add(adapter.Channel.ToString(), adapter.Path, Engine.Sqlite);
                    wires.Add(adapter.Channel.ToString(), adapter.Path, Engine.Postgres);
                }
            return wires;
        }
    }

    internal static string Payload(string name) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Integration", "Cases", "Channels", "payloads", name));

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_recorded_message_becomes_this_report_and_again_the_same_receipt(string channel, string path, Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        await using var partner = await Partner.Connect(watched.Town, channel, path);

        var first = await partner.Say(Payload($"{path}.json"));
        var again = await partner.Say(Payload($"{path}.json"), TimeSpan.FromSeconds(7));

        first.StatusCode.ShouldBe(HttpStatusCode.Created, await first.Content.ReadAsStringAsync());
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        var (taken, repeat) = (await Json(first), await Json(again));
        repeat["receiptNo"]!.GetValue<string>().ShouldBe(taken["receiptNo"]!.GetValue<string>());
        (await Report(watched.Town, partner.Id)).ToJsonString().ShouldBe(JsonNode.Parse(Payload($"{path}.expected.json"))!.ToJsonString());
        if (channel == "Sensor")
            return; // a repeated alarm is the same alarm, whatever its reading
        var other = await partner.Say(
            Payload($"{path}.json")
                .Replace("小区", "大院", StringComparison.Ordinal)
                .Replace("约", "大约", StringComparison.Ordinal)
                .Replace("井盖", "盖板", StringComparison.Ordinal),
            TimeSpan.FromSeconds(9)
        );
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Json(other))["code"]!.GetValue<string>().ShouldBe("source.other-content");
    }

    [Fact]
    public async Task The_door_refuses_with_a_code_and_the_administrator_sees_it()
    {
        var town = await Town.On(Engine.Sqlite);
        await using var partner = await Partner.Connect(town, "Hotline", "hotline");
        var good = Payload("hotline.json");

        (await Code(partner.Say(good, TimeSpan.FromMinutes(-6)))).ShouldBe((401, "source.clock"));
        (await Code(partner.Say(good, secret: "another"))).ShouldBe((401, "source.signature"));
        (await Code(partner.Say("{"))).ShouldBe((400, "input.invalid"));
        (await Code(partner.Say("[]"))).ShouldBe((400, "input.invalid"));
        (await Code(partner.Say("""{"title":"没有编号"}"""))).ShouldBe((400, "input.invalid"));
        (await Code(partner.Say($$"""{"orderNo":"L1","content":"{{new string('长', 1_500_000)}}"}"""))).Status.ShouldBe(413);
        (await Code(partner.Say($$"""{"orderNo":"L1","content":"{{new string('长', 200_000)}}"}"""))).ShouldBe((400, "input.invalid"));
        (await Code(partner.Say("""{"orderNo":"L2"}"""))).ShouldBe((409, "report.nothing-said"));

        using var client = town.Anybody();
        var request = await partner.Request(new StringContent(good, null, "application/json"));
        var bytes = await request.Content!.ReadAsByteArrayAsync();
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var replay = new HttpRequestMessage(HttpMethod.Post, request.RequestUri) { Content = new ByteArrayContent(bytes) };
        replay.Content.Headers.ContentType = request.Content.Headers.ContentType;
        foreach (var (name, values) in request.Headers)
            replay.Headers.TryAddWithoutValidation(name, values);
        (await Code(client.SendAsync(replay))).ShouldBe((409, "source.replay"));
        (await Code(client.PostAsync("/api/channels/hotline/reports", new StringContent(good, null, "application/json")))).ShouldBe(
            (401, "source.key")
        );

        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");
        var page = await xiTong.See("/admin/sources");
        page.Text("#main").ShouldContain("source.signature");
        page.Text("#main").ShouldContain("source.replay");
    }

    [Theory]
    [InlineData("reports-only", 201, 403, 403)]
    [InlineData("answers-only", 403, 200, 200)]
    [InlineData(null, 201, 200, 200)]
    public async Task A_key_limited_to_one_door_finds_the_other_shut(string? option, int reports, int answers, int taken)
    {
        var town = await Town.On(Engine.Sqlite);
        await using var partner = await Partner.Connect(town, "Hotline", "hotline", hasCallback: false, option);
        var no = $"SCOPE-{option}";
        ((int)(await partner.Say($$"""{"orderNo":"{{no}}","content":"路灯不亮"}""")).StatusCode).ShouldBe(reports);
        using var client = town.Anybody();
        client.DefaultRequestHeaders.Add("X-Gezhi-Key", partner.Key);
        ((int)(await client.Ask("/api/channels/hotline/answers", null, HttpMethod.Get)).StatusCode).ShouldBe(answers);
        ((int)(await client.Ask("/api/channels/hotline/answers/taken", new { events = new[] { Guid.Empty } })).StatusCode).ShouldBe(taken);
        if (reports == 403)
            (await client.Refused("/api/channels/hotline/reports", new { orderNo = no, content = "路灯不亮" })).Code.ShouldBe(
                "source.scope"
            );
    }

    [Fact]
    public async Task A_form_with_files_is_signed_as_a_whole()
    {
        var town = await Town.On(Engine.Sqlite);
        await using var partner = await Partner.Connect(town, "CitizenApp", "citizen-app");
        var form = Form.With(("report", """{"no":"F-1","text":"路灯不亮","lon":113.6655935,"lat":34.7509756}"""))
            .Photo("files", Photos.Small);

        (await partner.Say(form)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await Report(town, partner.Id))["files"]!.GetValue<int>().ShouldBe(1);
        (await Code(partner.Say("""{"no":"F-2","text":"在外省","lon":116.4,"lat":39.9}"""))).ShouldBe((409, "place.outside"));
        (await Code(partner.Say("""{"no":"F-3","text":"坏文件","files":[{"name":"a","base64":"***"}]}"""))).ShouldBe(
            (400, "input.invalid")
        );
        (await Code(partner.Say("""{"no":"F-4","text":"类别","category":"no/such/thing"}"""))).ShouldBe((400, "input.invalid"));
        foreach (var type in new[] { "multipart/form-data; boundary=x", "multipart/form-data" })
        {
            using var broken = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"report\"\r\n\r\n{}"u8.ToArray());
            broken.Headers.TryAddWithoutValidation("Content-Type", type);
            (await Code(partner.Say(broken))).ShouldBe((400, "input.unreadable"), type);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_citizen_app_sends_photo_video_and_its_own_place_and_hears_every_public_step(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var town = watched.Town;
        await using var partner = await Partner.Connect(town, "CitizenApp", "citizen-app");
        var form = Form.With(("report", """{"no":"V-1","text":"窨井盖缺了半边","lon":113.6655935,"lat":34.7509756}"""))
            .Photo("files", Photos.Small)
            .Photo("files", Recordings.Video, "jinggai.mp4");

        (await partner.Say(form)).StatusCode.ShouldBe(HttpStatusCode.Created);

        var report = await town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.SourceId == partner.Id));
        (Math.Round(report.Lon!.Value, 4), Math.Round(report.Lat!.Value, 4)).ShouldBe((113.6595, 34.7521), "GCJ-02 was turned");
        var kinds = await town.With(
            (_, db) =>
                db
                    .Evidence.Where(e => e.ReportId == report.Id)
                    .Join(db.Set<Gezhi.Platform.Files.StoredFile>(), e => e.FileHash, f => f.Hash, (e, f) => f.Kind)
                    .ToListAsync()
        );
        kinds.ShouldBe([Gezhi.Platform.Files.FileKind.Photo, Gezhi.Platform.Files.FileKind.Video], ignoreOrder: true);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (await linXiao.See($"/cases/{report.CaseId}")).Page.QuerySelectorAll("video[src]").Length.ShouldBe(1);
        partner.Answers = 503; // it is down for a while: each step that it misses has a pause of its own
        await linXiao.Do($"/api/cases/{report.CaseId}/filing", new { categoryKey = Reported.Manhole });
        await town.Settle();
        partner.Answers = 200;
        await Rating.ClosedCases.Work(town, report.CaseId);
        await town.Settle();
        town.Clock.Move(TimeSpan.FromMinutes(1));
        await town.Settle();

        var steps = partner.Heard.Select(h => h.Body["action"]!.GetValue<string>()).ToList();
        var onReceipt = await town.With(
            async (services, db) =>
            {
                var words = services.GetRequiredService<PublicWords>();
                var rows = await db.Timeline.AsNoTracking().Where(t => t.CaseId == report.CaseId).OrderBy(t => t.Sequence).ToListAsync();
                return rows.Where(r => words.Step(r.Action, r.PostTitle) is not null).Select(r => r.Action.ToString()).ToList();
            }
        );
        onReceipt.ShouldContain("Close");
        steps.ShouldBe(onReceipt.Where(s => s != "Report"), "every step that the receipt tells, in its order, once");
        partner.Heard.ShouldAllBe(h => h.IsSigned);
        partner.Heard.Select(h => h.Event).ShouldBeUnique();
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_device_that_cries_ten_times_has_one_report_and_says_when_all_is_right(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        await using var partner = await Partner.Connect(watched.Town, "Sensor", "sensor");
        string Alarm(int n, string what) =>
            Payload("sensor.json")
                .Replace("AL-7781-1", $"AL-9-{n}", StringComparison.Ordinal)
                .Replace("\"alarm\"", $"\"{what}\"", StringComparison.Ordinal);

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => partner.Say(Alarm(n, "alarm"))));
        await partner.Say(Alarm(11, "clear"));

        all.ShouldAllBe(a => a.IsSuccessStatusCode);
        var receipts = await Task.WhenAll(all.Select(async a => (await Json(a))["receiptNo"]!.GetValue<string>()));
        receipts.Distinct().Count().ShouldBe(1);
        var report = await watched.Town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.SourceId == partner.Id));
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        (await linXiao.See($"/cases/{report.CaseId}")).Text(".reports").ShouldContain("已恢复正常");
        await linXiao.Do($"/api/cases/{report.CaseId}/refusal", new { reason = "已自行排空", legalChannel = "市政热线" });
        (await partner.Say(Alarm(12, "alarm"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await watched.Town.With((_, db) => db.Reports.CountAsync(r => r.SourceId == partner.Id))).ShouldBe(2);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_partner_that_is_down_hears_it_later_and_once(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        await using var partner = await Partner.Connect(watched.Town, "Hotline", "hotline");
        await partner.Say(Payload("hotline.json").Replace("ZZ12345", $"ZZ{engine}", StringComparison.Ordinal));
        var caseId = (await watched.Town.With((_, db) => db.Reports.SingleAsync(r => r.SourceId == partner.Id))).CaseId;
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        partner.Answers = 503;

        await linXiao.Do($"/api/cases/{caseId}/refusal", new { reason = "不归本区", legalChannel = "省平台" });
        await watched.Town.Settle();

        partner.Heard.ShouldBeEmpty();
        using (var xiTong = await watched.Town.As(Role.SystemAdmin, "xitong01"))
            (await xiTong.See("/admin/sources")).Text("#main").ShouldContain("callback.refused 503");
        partner.Answers = 200;
        watched.Town.Clock.Move(TimeSpan.FromMinutes(1));
        await watched.Town.Settle();
        await watched.Town.Settle();
        var heard = partner.Heard.ShouldHaveSingleItem();
        heard.IsSigned.ShouldBeTrue();
        heard.Body["event"]!.GetValue<string>().ShouldBe(heard.Event);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_step_that_a_partner_refuses_for_good_waits_for_a_person_and_the_next_ones_go_on(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var town = watched.Town;
        await using var partner = await Partner.Connect(town, "CitizenApp", "citizen-app");
        (
            await partner.Say(Form.With(("report", """{"no":"R-422","text":"窨井盖松了","lon":113.6655935,"lat":34.7509756}""")))
        ).EnsureSuccessStatusCode();
        var report = await town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.SourceId == partner.Id));
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        partner.Answers = 422;
        await linXiao.Do($"/api/cases/{report.CaseId}/filing", new { categoryKey = Reported.Manhole });
        await town.Settle();
        var dead = await Dead(town, partner.Id);
        partner.Answers = 200;

        await Rating.ClosedCases.Work(town, report.CaseId);
        await town.Settle();

        dead.ShouldNotBeEmpty("one try is enough where another brings the same");
        var heard = partner.Heard.Select(h => h.Body["action"]!.GetValue<string>()).ToList();
        heard.ShouldContain("Close", "what comes after is not held up");
        heard.ShouldNotContain("File", "it is not asked again by itself");
        (await Dead(town, partner.Id)).ShouldBe(dead, "still there for a person");
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");
        (await xiTong.See("/admin/letters")).Text("#main").ShouldNotBeEmpty();
        (await xiTong.See("/admin/sources")).Text("#main").ShouldContain("callback.refused 422");
    }

    /// <summary>Answers to the source that lie with the dead letters.</summary>
    private static Task<List<Guid>> Dead(Town town, Guid sourceId) =>
        town.With(
            (_, db) =>
            {
                var owed = db.Set<Gezhi.Cases.Channels.SourceAnswer>()
                    .Where(a => a.SourceId == sourceId && a.RefusedAt != null)
                    .Select(a => a.Id);
                return db.Set<Gezhi.Platform.Outbox.Delivery>()
                    .Where(d => d.Handler == "cases.post-answers" && d.DeadAt != null)
                    .Where(d => db.Set<Gezhi.Platform.Outbox.EventRow>().Any(e => e.Id == d.EventId && owed.Contains(e.SubjectId)))
                    .Select(d => d.EventId)
                    .OrderBy(id => id)
                    .ToListAsync();
            }
        );

    private static async Task<(int Status, string Code)> Code(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!["code"]?.GetValue<string>() ?? "" : "");
    }

    private static async Task<JsonObject> Json(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();

    /// <summary>The one report of a partner, as the expected file writes it.</summary>
    private static Task<JsonObject> Report(Town town, Guid sourceId) =>
        town.With(
            async (services, db) =>
            {
                var r = await db.Reports.AsNoTracking().SingleAsync(x => x.SourceId == sourceId);
                var subject = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == r.CaseId);
                return new JsonObject
                {
                    ["channel"] = r.Channel.ToString(),
                    ["channelNo"] = r.ChannelNo,
                    ["text"] = r.Text,
                    ["lon"] = r.Lon is { } lon ? Math.Round(lon, 5) : null,
                    ["lat"] = r.Lat is { } lat ? Math.Round(lat, 5) : null,
                    ["placeText"] = r.PlaceText,
                    ["category"] = r.CategoryKey,
                    ["saidAt"] = r.SaidAt?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
                    ["isUrgent"] = subject.IsUrgent,
                    ["files"] = await db.Evidence.CountAsync(e => e.ReportId == r.Id),
                    ["phone"] = services.GetRequiredService<FieldCipher>().Open(Town.District, "report.contact", r.Contact),
                };
            }
        );
}
