using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Privacy;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Resident;

/// <summary>What is kept of a resident, who looked, and what they may ask for.</summary>
public sealed class PrivacyTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_resident_sees_what_is_kept_and_who_looked_and_takes_a_copy_along(Engine engine)
    {
        var town = await Town.On(engine);
        var (phone, receipt) = await Reported(town, $"1540001{(engine == Engine.Sqlite ? "41" : "42")}01", "楼下化粪池满了");
        await LookedAt(town, receipt, "约时间上门");
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);

        await aunt.Open("/my/data");

        aunt.Status.ShouldBe(HttpStatusCode.OK);
        aunt.Words.ShouldContain("楼下化粪池满了");
        aunt.Words.ShouldContain("用途：约时间上门");
        aunt.Words.ShouldContain(Mask.Phone(phone));
        aunt.Words.ShouldNotContain(phone);
        aunt.Words.ShouldNotContain("林晓", customMessage: "no names of staff");
        var copy = await aunt.Client.GetAsync(new Uri("/my/data/copy", UriKind.Relative));
        copy.Content.Headers.ContentDisposition!.FileName.ShouldBe("my-data.json");
        copy.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var text = await copy.Content.ReadAsStringAsync();
        JsonNode.Parse(text)!["items"]!.AsArray().Count.ShouldBe(1);
        text.ShouldContain("楼下化粪池满了");
        text.ShouldContain(phone);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_without_the_phone_reads_or_takes_back_anything(Engine engine)
    {
        var town = await Town.On(engine);
        var (phone, _) = await Reported(town, $"1540001{(engine == Engine.Sqlite ? "41" : "42")}02", "楼道灯坏了");
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        var item = (await aunt.Client.Do("/api/my/data", method: HttpMethod.Get))["items"]![0]!["id"]!.GetValue<Guid>();
        var asked = (await aunt.Client.Do("/api/my/data-requests", new { kind = "Erase", itemId = item }))["id"]!.GetValue<Guid>();
        using var other = new Handset(town);
        await PhoneOwner.SignIn(town, other, $"1540001{(engine == Engine.Sqlite ? "41" : "42")}03");
        using var nobody = town.Anybody();
        using var worker = await town.As(Role.GridWorker, "wangge0001");

        (await other.Client.Do("/api/my/data", method: HttpMethod.Get))["items"]!.AsArray().ShouldBeEmpty();
        (await other.Client.Refused("/api/my/data-requests", new { kind = "Erase", itemId = item })).Status.ShouldBe(404);
        (await other.Client.Refused($"/api/my/data-requests/{asked}", method: HttpMethod.Delete)).Status.ShouldBe(404);
        (await nobody.Refused("/api/my/data", method: HttpMethod.Get)).Status.ShouldBe(401);
        (await worker.Refused("/api/my/data", method: HttpMethod.Get)).Status.ShouldBe(403);
        (await worker.Refused("/api/data-requests", method: HttpMethod.Get)).Status.ShouldBe(403);
        (await worker.Refused($"/api/data-requests/{asked}/opening")).Status.ShouldBe(403);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_phone_stays_while_the_matter_is_open_and_goes_when_it_is_over(Engine engine)
    {
        var town = await Town.On(engine);
        var (phone, receipt) = await Reported(town, $"1540001{(engine == Engine.Sqlite ? "41" : "42")}04", "井盖松动，请修");
        var caseId = await Office.CaseOf(town, receipt);
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        using var leader = await town.As(Role.ShiftLeader);

        var first = await Ask(aunt, new { kind = "Erase" });
        (await Ask(aunt, new { kind = "Erase" })).ShouldBe(first, "a second time the same");
        (await leader.Refused($"/api/data-requests/{first}/answer", Agreed("好的"))).ShouldBe((409, "data.still-needed"));
        await leader.Do(
            $"/api/data-requests/{first}/answer",
            new
            {
                isAgreed = false,
                answer = "这件事还在办，办好以后请再提一次。",
                version = 1,
            }
        );
        await Office.SetOut(town, caseId);
        await Office.Finish(town, caseId, "井盖已经换好");
        await town.Settle();
        var second = await Ask(aunt, new { kind = "Withdraw" });
        second.ShouldNotBe(first);
        (await leader.Do($"/api/data-requests/{second}/answer", Agreed("您的电话已经删除。")))["erased"]!.GetValue<int>().ShouldBe(1);

        var no = ReceiptNo.Parse(receipt).Value;
        var report = await town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.ReceiptNo == no));
        report.Contact.ShouldBeNull();
        report.ContactIndex.ShouldBeNull();
        report.Text.ShouldBe("井盖松动，请修", "what was said stays on the record");
        var request = await town.With((_, db) => db.Set<DataRequest>().AsNoTracking().SingleAsync(r => r.Id == second));
        request.PhoneSealed.ShouldBeNull("the request keeps no phone when it is over");
        var trail = await town.With(
            (_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == report.Id || a.SubjectId == second).Select(a => a.Action).ToListAsync()
        );
        trail.ShouldContain("data.erased");
        trail.ShouldContain("data.request-done");
        await aunt.Open("/my/data");
        aunt.Words.ShouldContain("除了您同意留的，没有别的信息");
        aunt.Words.ShouldContain("您的电话已经删除。");
        aunt.Words.ShouldContain("这件事还在办，办好以后请再提一次。");
        (await leader.Refused($"/api/data-requests/{second}/answer", Agreed("再来一次"))).Status.ShouldBe(412);
        (await town.With((services, db) => AuditVerification.Run(db, CancellationToken.None))).Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Opening_a_request_stands_on_the_trail_and_shows_the_words_but_no_phone(Engine engine)
    {
        var town = await Town.On(engine);
        var (phone, _) = await Reported(town, $"1540001{(engine == Engine.Sqlite ? "41" : "42")}05", "垃圾桶满了");
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        (await aunt.Client.Refused("/api/my/data-requests", new { kind = "Correct" })).Status.ShouldBe(400);
        await aunt.Open("/my/data");
        await aunt.Send("section form", [("Kind", "Correct"), ("Words", "地点应该是三号楼")]);
        aunt.Words.ShouldContain("已收到您的请求");
        aunt.Words.ShouldContain("等待答复");
        using var desk = new Handset(town);
        using var leader = await town.As(Role.ShiftLeader);
        var list = await leader.Do("/api/data-requests", method: HttpMethod.Get);
        list.ToJsonString().ShouldNotContain("三号楼");
        var id = await town.With(
            (_, db) => db.Set<DataRequest>().Where(r => r.Kind == DataRequestKind.Correct).Select(r => r.Id).SingleAsync()
        );

        var opened = (await leader.Do($"/api/data-requests/{id}/opening")).ToJsonString();

        JsonNode.Parse(opened)!["words"]!.GetValue<string>().ShouldBe("地点应该是三号楼");
        opened.ShouldNotContain(phone);
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.SubjectId == id && a.Action == "data.request-opened"))).ShouldBe(
            1
        );
        var page = await leader.GetStringAsync(new Uri("/data-requests", UriKind.Relative));
        page.ShouldContain("打开并答复");
        page.ShouldNotContain("三号楼");
    }

    [Fact]
    public async Task Phones_go_when_their_time_is_over_but_not_while_a_hold_stands()
    {
        await using var town = await Town.Start(Engine.Sqlite, "--Retention:ContactDays=30");
        var (_, receipt) = await Reported(town, "15400014201", "井盖松动");
        var (_, held) = await Reported(town, "15400014202", "井盖缺角");
        var (_, open) = await Reported(town, "15400014203", "路灯不亮");
        using var leader = await town.As(Role.ShiftLeader);
        foreach (var one in new[] { receipt, held })
        {
            var caseId = await Office.CaseOf(town, one);
            await Office.SetOut(town, caseId);
            await Office.Finish(town, caseId, "已经换好");
        }
        await town.Settle();
        var heldCase = await Office.CaseOf(town, held);
        var no = await town.With((_, db) => db.Cases.Where(c => c.Id == heldCase).Select(c => c.CaseNo).SingleAsync());
        (await leader.Refused("/api/case-holds", new { caseNo = "没有", reason = "复议" })).Status.ShouldBe(400);
        var hold = (await leader.Do("/api/case-holds", new { caseNo = no, reason = "行政复议，保留证据" }))["id"]!.GetValue<Guid>();
        (await leader.Do("/api/case-holds", method: HttpMethod.Get))[0]!["caseNo"]!.GetValue<string>().ShouldBe(no);
        var forgetting = town.Services.GetRequiredService<ForgetContacts>();

        await forgetting.Forget(Town.District, CancellationToken.None);
        (await Kept(town)).ShouldBe(3, "their time is not over");
        town.Clock.Move(TimeSpan.FromDays(31));
        await forgetting.Forget(Town.District, CancellationToken.None);
        (await Kept(town)).ShouldBe(2, "one is open, one is held");
        (await HasPhone(town, receipt)).ShouldBeFalse();
        using var later = await town.As(Role.ShiftLeader);
        await later.Do($"/api/case-holds/{hold}", method: HttpMethod.Delete);
        await forgetting.Forget(Town.District, CancellationToken.None);

        (await HasPhone(town, held)).ShouldBeFalse();
        (await HasPhone(town, open)).ShouldBeTrue();
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "data.retention"))).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whose_phone_a_neighbour_left_sees_that_and_has_it_erased_though_the_matter_is_open(Engine engine)
    {
        var town = await Town.On(engine);
        var (said, mine) = ($"1540001{(engine == Engine.Sqlite ? "41" : "42")}51", $"1540001{(engine == Engine.Sqlite ? "41" : "42")}52");
        using var neighbour = town.Anybody();
        var receipt = await neighbour.Do(
            "/api/reports",
            new
            {
                text = "替隔壁大爷说：楼梯扶手松了",
                phone = said,
                isForNeighbour = true,
                neighbourPhone = mine,
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );
        var id = receipt["reportId"]!.GetValue<Guid>();
        using var uncle = new Handset(town);
        await PhoneOwner.SignIn(town, uncle, mine);
        var item = (await uncle.Client.Do("/api/my/data", method: HttpMethod.Get))["items"]!.AsArray().ShouldHaveSingleItem()!;
        (item["kind"]!.GetValue<string>(), item["id"]!.GetValue<Guid>()).ShouldBe(("neighbour", id));
        item.ToJsonString().ShouldNotContain("扶手", customMessage: "what the other person said stays theirs");
        await uncle.Open("/my/data");
        uncle.Words.ShouldContain("别人替您反映的一件事");
        uncle.Words.ShouldNotContain(mine);

        var asked = (await uncle.Client.Do("/api/my/data-requests", new { kind = "Erase", itemId = id }))["id"]!.GetValue<Guid>();
        using var leader = await town.As(Role.ShiftLeader);
        await leader.Do($"/api/data-requests/{asked}/answer", Agreed("您的电话已经删除。"));

        var report = await town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.Id == id));
        (report.NeighbourContact, report.NeighbourContactIndex).ShouldBe((null, null));
        report.Contact.ShouldNotBeNull("the reporter's own stays until the matter is over");
    }

    private static Task<int> Kept(Town town) => town.With((_, db) => db.Reports.CountAsync(r => r.Contact != null));

    private static async Task<bool> HasPhone(Town town, string receipt)
    {
        var no = ReceiptNo.Parse(receipt).Value;
        return await town.With((_, db) => db.Reports.AnyAsync(r => r.ReceiptNo == no && r.Contact != null));
    }

    private static object Agreed(string answer) =>
        new
        {
            isAgreed = true,
            answer,
            version = 1,
        };

    private static async Task<Guid> Ask(Handset resident, object command) =>
        (await resident.Client.Do("/api/my/data-requests", command))["id"]!.GetValue<Guid>();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_words_of_an_answered_request_go_after_their_time_and_those_that_wait_stay(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Retention:RequestWordsDays=30");
        var (phone, _) = await Reported(town, "15400014904", "电话写错了");
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        await aunt.Client.Do("/api/my/data-requests", new { kind = "Correct", words = "我搬家了，电话要改" });
        var forgetting = town.Services.GetRequiredService<ForgetContacts>();
        Task<int> Words() => town.With((_, db) => db.Set<DataRequest>().CountAsync(r => r.WordsSealed != null));
        town.Clock.Move(TimeSpan.FromDays(60));
        await forgetting.Forget(Town.District, CancellationToken.None);
        (await Words()).ShouldBe(1, "it waits for its answer");

        using var leader = await town.As(Role.ShiftLeader);
        var request = await town.With((_, db) => db.Set<DataRequest>().Select(r => r.Id).SingleAsync());
        await leader.Do(
            $"/api/data-requests/{request}/answer",
            new
            {
                isAgreed = false,
                answer = "请带证件到社区更正。",
                version = 1,
            }
        );
        await forgetting.Forget(Town.District, CancellationToken.None);
        (await Words()).ShouldBe(1);
        town.Clock.Move(TimeSpan.FromDays(31));
        await forgetting.Forget(Town.District, CancellationToken.None);
        (await Words()).ShouldBe(0);
    }

    private static async Task<(string Phone, string Receipt)> Reported(Town town, string phone, string text)
    {
        using var somebody = town.Anybody();
        var report = await somebody.Do(
            "/api/reports",
            new
            {
                text,
                phone,
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );
        return (phone, report["receiptNo"]!.GetValue<string>());
    }

    private static async Task LookedAt(Town town, string receipt, string purpose)
    {
        var no = ReceiptNo.Parse(receipt).Value;
        var id = await town.With((_, db) => db.Reports.Where(r => r.ReceiptNo == no).Select(r => r.Id).SingleAsync());
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/reports/{id}/contact", new { purpose });
    }
}
