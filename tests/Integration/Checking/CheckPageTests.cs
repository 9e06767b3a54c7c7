using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Checking;

/// <summary>The checker's list and page over HTTP, without script, on both databases.</summary>
public sealed class CheckPageTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_checker_sees_before_and_after_and_passes(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await HandedIn(town, "井盖断成两半");
        using var sunQian = await town.As(Role.Checker, "hecha01");

        var list = await sunQian.See("/check");
        var waiting = await town.With((_, db) => db.Cases.CountAsync(c => c.State == CaseState.Handled));
        list.Text("header .muted").ShouldStartWith($"{waiting} 件");
        var page = await sunQian.See($"/check/{caseId}");
        page.Texts(".compare figcaption").ShouldBe(["处置前", "处置后"]);
        page.Text(".compare figure:last-child").ShouldNotContain("没有照片");
        page.Text("blockquote").ShouldContain("已更换井盖并加固");
        var next = await sunQian.Submit(page, "#do-Check", ("Passed", "true"), ("Note", ""));

        next.Text(".said").ShouldContain("通过");
        (await State(town, caseId)).ShouldBe(CaseState.Checked);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_does_not_pass_needs_a_reason_and_goes_back_to_the_same_unit_with_the_same_clock(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await HandedIn(town, "井盖换了又响");
        var due = (await Stored(town, caseId)).DueAt;
        using var sunQian = await town.As(Role.Checker, "hecha01");
        var page = await sunQian.See($"/check/{caseId}");

        var refused = await sunQian.Submit(page, "#do-Check", ("Passed", "false"), ("Note", ""));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        var failed = await sunQian.Submit(refused, "#do-Check", ("Passed", "false"), ("Note", "四周没有填实"));

        failed.Text(".said").ShouldContain("返工");
        var stored = await Stored(town, caseId);
        (stored.State, stored.LeadUnitCode, stored.ReworkCount, stored.DueAt).ShouldBe((CaseState.Handling, "municipal-works", 1, due));
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        (await zhaoGong.See($"/unit?tab=Handling&case={caseId}")).Text("#panel .word").ShouldContain("四周没有填实");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_checks_the_own_work(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await HandedIn(town, "井盖边上有个洞");
        using var sunQian = await town.As(Role.Checker, "hecha01");
        var page = await sunQian.See($"/check/{caseId}");
        await MakeHandler(town, caseId, "hecha01");

        var refused = await sunQian.Submit(page, "#do-Check", ("Passed", "true"));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".problem").ShouldContain("不能核查自己的处置");
        (await State(town, caseId)).ShouldBe(CaseState.Handled);
        var again = await sunQian.See($"/check/{caseId}");
        again.Page.QuerySelector("#do-Check").ShouldBeNull();
        again.Text(".actions").ShouldBe("这是您处置的，请由另一位同事核查。");
        (await sunQian.See("/check")).Page.QuerySelector($"h2 a[href='/check/{caseId}']").ShouldBeNull();
        using var maJunfeng = await town.As(Role.Checker, "hecha02");
        await maJunfeng.Submit(await maJunfeng.See($"/check/{caseId}"), "#do-Check", ("Passed", "true"));
        (await State(town, caseId)).ShouldBe(CaseState.Checked);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Handlers_and_operators_have_no_business_at_the_check_and_an_unknown_case_is_not_found(Engine engine)
    {
        var town = await Town.On(engine);
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        using var sunQian = await town.As(Role.Checker, "hecha01");

        (await zhaoGong.See("/check")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await linXiao.See($"/check/{Guid.Empty}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await sunQian.See($"/check/{Guid.Empty}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<Guid> HandedIn(Town town, string text)
    {
        var caseId = (await town.Dispatched(text)).CaseId();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"/api/cases/{caseId}/acceptance");
        await zhaoGong.Do($"/api/cases/{caseId}/hand-in", Form.With(("result", "已更换井盖并加固")).Photo("files", Photos.Small));
        return caseId;
    }

    private static Task<Gezhi.Cases.Case> Stored(Town town, Guid caseId) =>
        town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId));

    private static async Task<CaseState> State(Town town, Guid caseId) => (await Stored(town, caseId)).State;

    /// <summary>As if this person had handled it before the post was changed.</summary>
    private static Task<int> MakeHandler(Town town, Guid caseId, string userName) =>
        town.With(
            async (_, db) =>
            {
                var account = await db.Set<Account>().Where(a => a.UserName == userName).Select(a => a.Id).SingleAsync();
                return await db.Cases.Where(c => c.Id == caseId).ExecuteUpdateAsync(c => c.SetProperty(x => x.HandledBy, account));
            }
        );
}
