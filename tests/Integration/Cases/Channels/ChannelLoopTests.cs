using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Tables;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases.Channels;

/// <summary>A report enters through each channel and its answer leaves by the same channel.</summary>
public sealed class ChannelLoopTests
{
    /// <summary>Channel, how it enters.</summary>
    private static readonly Dictionary<string, Func<WatchedTown, Task<Entered>>> Roads = new()
    {
        ["ResidentPage"] = w => Person(w, Channel.ResidentPage, null, "15400072001"),
        ["WalkIn"] = w => Person(w, Channel.WalkIn, (Role.CommunitySecretary, "shuji001"), "15400072002"),
        ["Reception"] = Reception,
        ["Leader"] = Leader,
        ["GridPatrol"] = w => Desk(w, Channel.GridPatrol),
        ["GridPatrol without network"] = PatrolEntry,
        ["Visit"] = w => Desk(w, Channel.Visit),
        ["Visit, said at the door"] = w => Door(w, null),
        ["Visit, with a phone for the answer"] = w => Door(w, "15400072003"),
        ["Inspection"] = Inspected,
        ["Open311"] = ByOpen311,
        ["CitizenApp"] = w => Machine(w, "CitizenApp", "citizen-app"),
        ["Hotline"] = w => Machine(w, "Hotline", "hotline"),
        ["DigitalCity"] = w => Machine(w, "DigitalCity", "digital-city"),
        ["Sensor"] = w => Machine(w, "Sensor", "sensor"),
        ["Hotline file"] = w => TableFile(w, "Hotline"),
        ["Bulk file"] = w => TableFile(w, "Import"),
    };

    /// <summary>People who know no number but the one of their receipt.</summary>
    private static readonly string[] Unnumbered = ["ResidentPage", "WalkIn", "Reception"];

    public static TheoryData<string, Engine> EachRoad
    {
        get
        {
            var all = new TheoryData<string, Engine>();
            foreach (var road in Roads.Keys)
            {
                all.Add(road, Engine.Sqlite);
                all.Add(road, Engine.Postgres);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(EachRoad))]
    public async Task A_report_enters_through_each_channel_and_its_answer_leaves_by_the_same(string road, Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        await watched.Town.Settle();
        await using var entered = await Roads[road](watched);
        await watched.Town.Settle();
        using var chenMo = await watched.Town.As(Role.ShiftLeader, "zhiban01");

        if (entered.End is { } end)
            await end();
        else
            await chenMo.Do($"/api/cases/{entered.CaseId}/refusal", new { reason = "自家维修", legalChannel = "物业服务企业" });
        await watched.Town.Settle();

        await entered.Heard();
        var page = await chenMo.See($"/cases/{entered.CaseId}");
        page.Text(".reports").ShouldContain(entered.Mark);
        var report = await watched.Town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.CaseId == entered.CaseId));
        if (!Unnumbered.Contains(road))
            report.ChannelNo.ShouldNotBeNull("each channel keeps its own number");
        if (report.ChannelNo is { } no)
            (await chenMo.See($"/cases?q={Uri.EscapeDataString(no)}"))
                .Page.QuerySelectorAll("table.cases tbody tr")
                .Length.ShouldBeGreaterThan(0);
    }

    /// <summary>A case, how its answer is heard, a word of the channel that the case page shows, and how it ends where it is not declined.</summary>
    private sealed record Entered(Guid CaseId, string Mark, Func<Task> Heard, IAsyncDisposable? With = null, Func<Task>? End = null)
        : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => With?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>People with a phone get a message.</summary>
    private static async Task<Entered> Person(WatchedTown watched, Channel channel, (Role Role, string Name)? by, string phone)
    {
        using var person = by is { } staff ? await watched.Town.As(staff.Role, staff.Name) : watched.Town.Anybody();
        var before = watched.Gateway.To(phone);
        var receipt = await person.Do(
            "/api/reports",
            by is null
                ? new
                {
                    channel = channel.ToString(),
                    text = "家门口的灯坏了",
                    lon = (double?)Town.Lon,
                    lat = (double?)Town.Lat,
                    phone,
                }
                : new
                {
                    channel = channel.ToString(),
                    text = "家门口的灯坏了",
                    lon = (double?)null,
                    lat = (double?)null,
                    phone,
                }
        );
        var id = Guid.Parse(receipt["caseId"]!.GetValue<string>());
        if (by is not null)
            (await watched.Town.With((_, db) => db.Cases.SingleAsync(c => c.Id == id))).AreaCode.Length.ShouldBe(12); // their own community
        return new Entered(
            id,
            channel == Channel.ResidentPage ? "居民随手拍" : "来电来访",
            () =>
            {
                watched.Gateway.To(phone).ShouldBe(before + 1);
                return Task.CompletedTask;
            }
        );
    }

    private static async Task<Entered> Reception(WatchedTown watched)
    {
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See("/reception/new");
        var taken = await linXiao.Submit(
            page,
            "form.card.form",
            ("Text", "楼上漏水半年没人管"),
            ("Wish", "请社区出面协调"),
            ("People", "3"),
            ("Road", "Court"),
            ("PlaceText", "")
        );
        taken.Status.ShouldBe(HttpStatusCode.OK);
        var report = await Latest(watched, Channel.Reception);
        report.Text.ShouldContain("诉讼或仲裁");
        return new Entered(report.CaseId, "接待来访", () => Messaged(watched, "caozuo01", Role.Operator, report.CaseId));
    }

    private static async Task<Entered> Leader(WatchedTown watched)
    {
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See("/instructions/new");
        var leader = page.Page.QuerySelectorAll("#LeaderId option").Select(o => o.GetAttribute("value")!).First(v => v.Length > 0);
        var taken = await linXiao.Submit(
            page,
            "form.card.form",
            ("LeaderId", leader),
            ("Text", "请核实群众来信反映的路面塌陷"),
            ("DocumentNo", $"交办〔2026〕{watched.Town.Clock.GetUtcNow().Ticks}"),
            ("PlaceText", "")
        );
        taken.Status.ShouldBe(HttpStatusCode.OK);
        var report = await Latest(watched, Channel.Leader);
        (await watched.Town.With((_, db) => db.Set<Gezhi.Cases.Oversight.Order>().CountAsync(o => o.CaseId == report.CaseId))).ShouldBe(1);
        var account = Guid.Parse(leader);
        return new Entered(
            report.CaseId,
            "领导交办",
            async () =>
                (
                    await watched.Town.With(
                        (_, db) =>
                            db.Set<Gezhi.Cases.Messages.Message>()
                                .CountAsync(m =>
                                    m.AccountId == account
                                    && m.CaseId == report.CaseId
                                    && m.Kind == Gezhi.Cases.Messages.MessageKind.AnswerLeft
                                )
                    )
                ).ShouldBe(1)
        );
    }

    /// <summary>Whoever found it on their round reads the answer among their messages.</summary>
    private static async Task<Entered> Desk(WatchedTown watched, Channel channel)
    {
        using var wangLei = await watched.Town.As(Role.GridWorker, "wangge0001");
        var receipt = await wangLei.Do(
            "/api/reports",
            new
            {
                channel = channel.ToString(),
                text = "消火栓箱门打不开",
                lon = Field.OwnGround.Lon,
                lat = Field.OwnGround.Lat,
            }
        );
        var id = Guid.Parse(receipt["caseId"]!.GetValue<string>());
        return new Entered(
            id,
            channel == Channel.Visit ? "走访检查" : "网格巡查",
            () => Messaged(watched, "wangge0001", Role.GridWorker, id)
        );
    }

    /// <summary>Found where there is no network, sent later; sent again it is the same finding under the same number.</summary>
    private static async Task<Entered> PatrolEntry(WatchedTown watched)
    {
        using var phone = await Field.Pocket.Of(watched.Town, "wangge0001");
        var now = watched.Town.Clock.UtcNow;
        var entry = Field.Pocket.Entry(
            "report",
            null,
            new
            {
                text = "河堤栏杆松了",
                lon = Field.OwnGround.Lon,
                lat = Field.OwnGround.Lat,
            },
            now.AddMinutes(-20)
        );
        var sent = await phone.SendOne(now, entry);
        var id = Guid.Parse(sent["caseId"]!.GetValue<string>());
        (await phone.SendOne(now, entry))["receipt"]!.ToJsonString().ShouldBe(sent["receipt"]!.ToJsonString());
        var day = DateOnly.FromDateTime(now.AddMinutes(-20).AddHours(8));
        (await watched.Town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.CaseId == id))).ChannelNo.ShouldBe(
            FieldNo.Of(day, Guid.Parse(entry["id"]!.GetValue<string>()).ToString("N"))
        );
        return new Entered(id, "网格巡查", () => Messaged(watched, "wangge0001", Role.GridWorker, id));
    }

    /// <summary>Who left a phone hears by it; else the worker reads the answer and tells it at the door.</summary>
    private static async Task<Entered> Door(WatchedTown watched, string? phone)
    {
        var campaign = await Field.Doorstep.Campaign(watched.Town, $"走访进出{phone}");
        using var worker = await watched.Town.As(Role.GridWorker, Field.Doorstep.Worker);
        var door = (await Field.Doorstep.Doors(worker, campaign))[0];
        var result = new
        {
            result = "Met",
            hasConsented = phone is not null,
            demand = "楼道灯不亮",
            phone,
        };
        worker.DefaultRequestHeaders.Add("Idempotency-Key", $"door-{door["id"]}"[..40]);
        var noted = await Field.Doorstep.Note(worker, door, result);
        var id = noted["caseId"]!.GetValue<Guid>();
        (await Field.Doorstep.Note(worker, door, result))["caseId"]!.GetValue<Guid>().ShouldBe(id, "the same entry again");
        if (phone is null)
            return new Entered(id, "走访检查", () => Messaged(watched, Field.Doorstep.Worker, Role.GridWorker, id));
        var before = watched.Gateway.To(phone);
        return new Entered(
            id,
            "走访检查",
            () =>
            {
                watched.Gateway.To(phone).ShouldBe(before + 1);
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>What failed an inspection is filed at once under the number of its notice; the inspector reads the answer after the re-inspection.</summary>
    private static async Task<Entered> Inspected(WatchedTown watched)
    {
        var town = watched.Town;
        using var wangLei = await town.As(Role.GridWorker, Field.InspectTown.Worker);
        var place = await Field.InspectTown.NewPlace(wangLei, "SmallInn", "小旅馆");
        var list = await Field.InspectTown.NewChecklist(town, "SmallInn");
        var made = await wangLei.Do("/api/inspections", Field.InspectTown.Inspection(place, list, Field.InspectTown.NoExtinguisher));
        await town.Settle();
        var view = await wangLei.Do($"/api/inspections/{made["id"]}", method: HttpMethod.Get);
        var hazard = view["hazards"]![0]!;
        var id = Guid.Parse(hazard["caseId"]!.GetValue<string>());
        (await town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.CaseId == id))).ChannelNo.ShouldBe(
            made["no"]!.GetValue<string>()
        );
        return new Entered(id, "走访检查", () => Messaged(watched, Field.InspectTown.Worker, Role.GridWorker, id), End: End);

        async Task End()
        {
            await Field.InspectionTests.HandIn(town, id);
            using var inspector = await town.As(Role.GridWorker, Field.InspectTown.Worker);
            await Field.InspectTown.Recheck(inspector, Guid.Parse(hazard["id"]!.GetValue<string>()), true, photo: Field.Pocket.NewPhoto());
            using var closing = await town.As(Role.Operator, "caozuo02");
            await closing.Do($"/api/cases/{id}/closure", new { answer = "灭火器已配齐。" });
        }
    }

    /// <summary>The sender fetches the answer under the number that it was given.</summary>
    private static async Task<Entered> ByOpen311(WatchedTown watched)
    {
        var platform = await Open311.OtherPlatform.In(watched.Town);
        var id = await platform.Send("路边堆了旧沙发", more: ("attribute[fixmystreet_id]", "77001"));
        return new Entered(Guid.Parse(id), "邻市随手拍", Heard);

        async Task Heard()
        {
            using (platform)
            {
                var told = (await platform.Updates(id)).ShouldHaveSingleItem();
                told.Element("status")!.Value.ShouldNotBe("open");
                told.Element("description")!.Value.ShouldContain("自家维修");
            }
        }
    }

    private static async Task<Entered> Machine(WatchedTown watched, string channel, string path)
    {
        var partner = await Partner.Connect(watched.Town, channel, path);
        var wire = JsonNode.Parse(AdapterTests.Payload($"{path}.json"))!.AsObject();
        wire.Remove("mainType"); // an unknown category: a rule would dispatch it by itself
        (await partner.Say(wire.ToJsonString())).StatusCode.ShouldBe(HttpStatusCode.Created);
        var report = await watched.Town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.SourceId == partner.Id));
        return new Entered(report.CaseId, $"伙伴 {path}", Heard, partner);

        Task Heard()
        {
            var heard = partner.Heard.ShouldHaveSingleItem();
            heard.IsSigned.ShouldBeTrue();
            heard
                .Body.Select(p => p.Key)
                .Order(StringComparer.Ordinal)
                .ShouldBe(JsonNode.Parse(AdapterTests.Payload("answers.json"))![path]!.AsArray().Select(n => n!.GetValue<string>()));
            heard.Body.ToJsonString().ShouldContain(report.ReceiptNo);
            return Task.CompletedTask;
        }
    }

    private static async Task<Entered> TableFile(WatchedTown watched, string channel)
    {
        var partner = await Partner.Connect(watched.Town, channel, "hotline", hasCallback: false);
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        var table =
            "工单编号,主题,内容,受理时间,地址,联系电话\r\n"
            + $"F-{partner.Id:N},路面积水,雨后两天不退,2026-03-05 09:10:00,没有这个地方,15400072009\r\n坏行,,,不是时间,,\r\n";
        var form = Form.With(("source", $"{partner.Id}"), ("reference", "Wgs84"), ("_handler", "upload"));
        var page = await linXiao.See("/centre/import");
        form.Add(
            new StringContent(page.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            "__RequestVerificationToken"
        );
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(table)), "file", "热线.csv");
        var sent = await linXiao.PostAsync("/centre/import", form);
        sent.Headers.Location.ShouldNotBeNull(await sent.Content.ReadAsStringAsync());
        var address = sent.Headers.Location.ToString();
        var look = await Until(linXiao, address, "已核对");
        look.Text("#main").ShouldContain("收不下的");
        await linXiao.Submit(look, "form:has(button.primary)");
        await Until(linXiao, address, "已导入");
        var report = await watched.Town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.SourceId == partner.Id));
        return new Entered(report.CaseId, "伙伴 hotline", Heard, partner);

        async Task Heard()
        {
            var file = await Returned(watched, new Uri(address, UriKind.RelativeOrAbsolute));
            using var stream = new MemoryStream(file);
            var rows = SheetReader.Rows(stream).ToList();
            rows[0]["办理状态"].ShouldBe("这里办不了");
            rows[0]
                ["回执编号"]
                .Replace("-", "", StringComparison.Ordinal)
                .Replace(" ", "", StringComparison.Ordinal)
                .ShouldBe(report.ReceiptNo);
            rows[1]["没有收下的原因"].ShouldNotBeEmpty();
        }
    }

    private static async Task<byte[]> Returned(WatchedTown watched, Uri address)
    {
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        var path = address.IsAbsoluteUri ? address.AbsolutePath : address.OriginalString;
        return await linXiao.GetByteArrayAsync(path + "/answers.xlsx");
    }

    private static async Task<Seen> Until(HttpClient person, string address, string word)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var seen = await person.See(address);
            if (seen.Text("section.card h2").StartsWith(word, StringComparison.Ordinal))
                return seen;
            await Task.Delay(100);
        }
        throw new TimeoutException($"{address} never said {word}");
    }

    private static Task<Report> Latest(WatchedTown watched, Channel channel) =>
        watched.Town.With((_, db) => db.Reports.AsNoTracking().Where(r => r.Channel == channel).OrderByDescending(r => r.Id).FirstAsync());

    private static async Task Messaged(WatchedTown watched, string userName, Role role, Guid caseId)
    {
        using var person = await watched.Town.As(role, userName);
        (await person.See("/messages")).Page.QuerySelectorAll($"a[href='/cases/{caseId}']").Length.ShouldBeGreaterThan(0);
    }
}
