using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
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
        ["Visit"] = w => Desk(w, Channel.Visit),
        ["CitizenApp"] = w => Machine(w, "CitizenApp", "citizen-app"),
        ["Hotline"] = w => Machine(w, "Hotline", "hotline"),
        ["DigitalCity"] = w => Machine(w, "DigitalCity", "digital-city"),
        ["Sensor"] = w => Machine(w, "Sensor", "sensor"),
        ["Hotline file"] = w => TableFile(w, "Hotline"),
        ["Bulk file"] = w => TableFile(w, "Import"),
    };

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

        await chenMo.Do($"/api/cases/{entered.CaseId}/refusal", new { reason = "自家维修", legalChannel = "物业服务企业" });
        await watched.Town.Settle();

        await entered.Heard();
        var page = await chenMo.See($"/cases/{entered.CaseId}");
        page.Text(".reports").ShouldContain(entered.Mark);
        var report = await watched.Town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.CaseId == entered.CaseId));
        if (report.ChannelNo is { } no)
            (await chenMo.See($"/cases?q={Uri.EscapeDataString(no)}"))
                .Page.QuerySelectorAll("table.cases tbody tr")
                .Length.ShouldBeGreaterThan(0);
    }

    /// <summary>A case, how its answer is heard, and a word of the channel that the case page shows.</summary>
    private sealed record Entered(Guid CaseId, string Mark, Func<Task> Heard, IAsyncDisposable? With = null) : IAsyncDisposable
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
