using System.Globalization;
using System.Net;
using Gezhi.Cases;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Centre;

/// <summary>The case page and what hangs on it: contacts, files, ratings, the record.</summary>
public sealed class CasePageTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_phone_is_masked_until_it_is_opened_for_a_purpose_and_the_opening_is_on_the_trail(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("井盖松动，车一过就响", phone: "15400010003");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See($"/cases/{receipt["caseId"]}");
        page.Page.DocumentElement.TextContent.ShouldNotContain("15400010003");
        page.Text(".contact summary").ShouldContain("154****0003");

        var opened = await linXiao.Submit(page, "#do-Reveal", ("Purpose", "核实情况"));

        opened.Text("[data-reveal] b").ShouldBe("15400010003");
        opened
            .Page.QuerySelector("[data-reveal] noscript meta[http-equiv=refresh]")!
            .GetAttribute("content")!
            .ShouldStartWith($"60; url=/cases/{receipt["caseId"]}");
        opened.Headers.Contains("Refresh").ShouldBeFalse("a page that renews itself would take what is typed during the call");
        opened.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var reportId = Guid.Parse(receipt["reportId"]!.GetValue<string>());
        var trail = await town.With(
            (_, db) => db.Set<AuditRow>().SingleAsync(a => a.Action == "contact.revealed" && a.SubjectId == reportId)
        );
        trail.Detail.ShouldBe("核实情况");
        (await linXiao.See($"/cases/{receipt["caseId"]}")).Page.DocumentElement.TextContent.ShouldNotContain("15400010003");
        (await linXiao.Refused($"/api/reports/{reportId}/contact", new { purpose = " " })).Status.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_handles_sees_that_there_is_a_contact_but_not_which(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("井盖碎了一角", phone: "15400010003");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");

        var page = await zhaoGong.See($"/cases/{receipt["caseId"]}");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text(".contact").ShouldContain("由中心联系");
        page.Page.DocumentElement.TextContent.ShouldNotContain("154****");
        (await zhaoGong.Refused($"/api/reports/{receipt["reportId"]}/contact", new { purpose = "核实情况" })).Status.ShouldBe(403);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Only_the_centre_sees_who_gave_which_rating(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Rated("井盖又响了", "还是会响，没有真正修好");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        (await linXiao.See($"/cases/{receipt["caseId"]}")).Text(".rated").ShouldContain("满意度 2 / 5");
        var handler = await zhaoGong.See($"/cases/{receipt["caseId"]}");
        handler.Status.ShouldBe(HttpStatusCode.OK);
        handler.Page.QuerySelector(".rated").ShouldBeNull();
        handler.Page.DocumentElement.TextContent.ShouldNotContain("还是会响");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_unit_sees_its_own_cases_and_nobody_elses(Engine engine)
    {
        var town = await Town.On(engine);
        var own = await town.Dispatched("井盖不见了");
        var other = await town.Report("有人在树上拴铁丝晾衣服");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");

        (await zhaoGong.See($"/cases/{own["caseId"]}")).Status.ShouldBe(HttpStatusCode.OK);
        (await zhaoGong.See($"/cases/{other["caseId"]}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await zhaoGong.Refused($"/api/cases/{other["caseId"]}", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await zhaoGong.Refused($"/api/cases/{other["caseId"]}/timeline", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await zhaoGong.See("/cases?q=晾衣服")).Text(".empty strong").ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_photo_is_given_to_who_may_see_the_case_and_the_original_only_as_a_download(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        byte[] photo = [.. Photos.Small, .. System.Text.Encoding.ASCII.GetBytes($"{engine} only here")];
        var receipt = await aunt.Do(
            "/api/reports",
            Form.With(
                    ("text", "照片里就是那棵歪倒的树"),
                    ("lon", Town.Lon.ToString(CultureInfo.InvariantCulture)),
                    ("lat", Town.Lat.ToString(CultureInfo.InvariantCulture))
                )
                .Photo("files", photo)
        );
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(photo));
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");

        var original = await linXiao.GetAsync($"/files/{hash}/original");

        original.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await original.Content.ReadAsByteArrayAsync()).ShouldBe(photo);
        original.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        original.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        original.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        original.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        original.Headers.CacheControl!.Private.ShouldBeTrue();
        (await zhaoGong.GetAsync($"/files/{hash}/original")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await aunt.GetAsync($"/files/{hash}/original")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await linXiao.GetAsync($"/files/{hash}/huge")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await linXiao.See($"/cases/{receipt["caseId"]}")).Page.QuerySelector($"a[href='/files/{hash}/original']").ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_page_shows_every_step_verified_and_a_deadline_whose_lines_add_up(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("下水道盖子没了");
        town.Clock.Move(TimeSpan.FromHours(20));
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var page = await linXiao.See($"/cases/{receipt["caseId"]}");

        page.Texts(".record > li > strong")
            .Take(3)
            .ShouldBe(["上报待受理", "立案待派遣", "派遣待接单"], "what follows depends on the hour: the ladder may have begun");
        page.Text(".record").ShouldContain("系统按规则");
        page.Texts("h2 small.good-ink").ShouldContain(t => t.Contains("未被改动", StringComparison.Ordinal));
        var stored = await town.With((_, db) => db.Cases.SingleAsync(c => c.Id == receipt.CaseId()));
        var (clock, now) = (stored.Clock(WorkCalendar.China)!, town.Clock.GetUtcNow().UtcDateTime);
        page.Page.QuerySelectorAll(".clock tbody tr").Length.ShouldBe(clock.Explain(now).Count);
        clock.Explain(now).Sum(l => l.Minutes).ShouldBe(clock.UsedMinutes(now));
        page.Text(".clock tfoot td").ShouldNotBeEmpty();
    }
}
