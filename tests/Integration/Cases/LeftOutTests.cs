using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases;

/// <summary>What a program leaves out is asked for, never filled in by what happens to stand first; and times must be possible.</summary>
public sealed class LeftOutTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_request_a_check_a_confirmation_and_a_decision_must_say_what_they_are(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("井盖缺角，什么都没说的一件");
        var path = $"/api/cases/{receipt["caseId"]}";
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");

        (await zhaoGong.Refused($"{path}/approvals", new { reason = "要等材料" })).Status.ShouldBe(400);
        (await zhaoGong.Refused($"{path}/approvals", new { kind = 1, reason = "要等材料" })).Status.ShouldBe(400);
        (await zhaoGong.Refused($"{path}/approvals", new { kind = "Extend,Shelve", reason = "要等材料" })).Status.ShouldBe(400);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        (await chenMo.Refused($"{path}/approvals/decision", new { note = "？" })).Status.ShouldBe(400);
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");
        (await wangLei.Refused($"{path}/confirmation", new { note = "？" })).Status.ShouldBe(400);
        using var sunQian = await town.As(Role.Checker, "hecha01");
        (await sunQian.Refused($"{path}/checks", new { note = "？" })).Status.ShouldBe(400);
        using var aunt = town.Anybody();
        (await aunt.Refused($"/api/receipts/{receipt["receiptNo"]}/rating", new { satisfaction = 5 })).Status.ShouldBe(400);
        var stored = await town.With((_, db) => db.Set<Gezhi.Cases.Case>().SingleAsync(c => c.Id == receipt.CaseId()));
        stored.State.ShouldBe(CaseState.Handling);
        (await town.With((_, db) => db.Set<Gezhi.Cases.Approvals.Approval>().CountAsync(a => a.CaseId == receipt.CaseId()))).ShouldBe(0);
    }

    [Fact]
    public async Task A_post_and_a_unit_must_say_which_kind_they_are()
    {
        var town = await Town.On(Engine.Sqlite);
        using var anQuan = await town.As(Role.SecurityAdmin, "anquan01");
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");
        var accounts = await xiTong.Do("/api/accounts?find=wangge0001", method: HttpMethod.Get);
        var accountId = accounts["rows"]![0]!["id"]!.GetValue<string>();

        var post = new
        {
            accountId,
            areaCode = "410103",
            title = "没有写角色",
        };
        (await anQuan.Refused("/api/posts", post)).Status.ShouldBe(400);
        (await xiTong.Refused("/api/units/kindless", new { nameZh = "没有写类别" }, HttpMethod.Put)).Status.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_said_in_the_future_or_years_ago_is_refused_with_the_reason(Engine engine)
    {
        var town = await Town.On(engine);
        var now = town.Clock.UtcNow;
        using var aunt = town.Anybody();
        object Said(DateTime at, string text) =>
            new
            {
                text,
                saidAt = at,
                lon = Town.Lon,
                lat = Town.Lat,
            };

        var late = await aunt.Ask("/api/reports", Said(now.AddMinutes(6), "明天的事"));
        var old = await aunt.Ask("/api/reports", Said(now.AddDays(-400), "前年的事"));

        ((int)late.StatusCode).ShouldBe(400);
        (await late.Content.ReadAsStringAsync()).ShouldContain("发生时间比现在还晚");
        ((int)old.StatusCode).ShouldBe(400);
        (await old.Content.ReadAsStringAsync()).ShouldContain("发生时间在一年以前");
        await aunt.Do("/api/reports", Said(now.AddMinutes(4), "手机的钟快了一点"));
        await aunt.Do("/api/reports", Said(now.AddDays(-300), "去年夏天的事"));
    }
}
