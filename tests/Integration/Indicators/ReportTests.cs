using System.Net;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reports;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Tables;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Indicators;

/// <summary>Reports over real cases: every number leads to its list, what is released never changes.</summary>
public class ReportTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_number_in_a_sentence_opens_exactly_as_many_cases(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Rated("报表用：井盖", "一般");
        await town.Dispatched("报表用：又一个井盖");
        await town.RollUp();
        using var leader = await town.As(Role.Leader);
        var day = await town.Today();

        var page = await leader.See($"/reports/day/{Said(day)}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text("h1").ShouldContain("日报");
        page.Text(".reporthead .said").ShouldContain("本期未完", Case.Sensitive, "today is not over");
        var numbers = page.Page.QuerySelectorAll(".sentences a[data-count]").ToList();
        numbers.Count.ShouldBeGreaterThan(15);
        var some = 0;
        foreach (var number in numbers)
        {
            var (href, count) = (number.GetAttribute("href")!, number.GetAttribute("data-count"));
            if (href.StartsWith('#'))
            {
                (page.Page.QuerySelector(href)?.GetAttribute("data-count") ?? "0").ShouldBe(count, href);
                continue;
            }
            var behind = await leader.See(href);
            behind.Page.QuerySelector("[data-count]")!.GetAttribute("data-count").ShouldBe(count, href);
            some += count == "0" ? 0 : 1;
        }
        some.ShouldBeGreaterThan(3);
        foreach (var number in page.Page.QuerySelectorAll("table.figparts a[data-count]").Take(8))
            (await leader.See(number.GetAttribute("href")!))
                .Page.QuerySelector("[data-count]")!
                .GetAttribute("data-count")
                .ShouldBe(number.GetAttribute("data-count"));
        foreach (var other in new[] { ReportPeriod.Around(ReportKind.Week, day), ReportPeriod.Around(ReportKind.Month, day) })
            (await leader.See($"/reports/{other.Kind.ToString().ToLowerInvariant()}/{other.Text}"))
                .Page.QuerySelectorAll("table.reportlines tbody tr")
                .Length.ShouldBe(ReadReport.Keys.Count);
        (await leader.See("/reports")).Page.QuerySelectorAll(".reportcards a").Length.ShouldBe(6);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Few_cases_give_no_percentages(Engine engine)
    {
        await using var town = await Town.Start(engine);
        await town.Rated("少数用：井盖", "一般");
        await town.RollUp();
        using var leader = await town.As(Role.Leader);

        var page = await leader.See($"/reports/day/{Said(await town.Today())}");

        page.Texts("table.reportlines td").ShouldAllBe(t => !t.Contains('%'));
        page.Texts("table.reportlines td").ShouldContain(t => t.Contains("太少"));
        page.Texts("table.reportlines tr:first-child td.num").ShouldContain("+1", "the difference itself is said");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Somebody_reads_reports_of_their_own_areas_and_nonsense_is_not_there(Engine engine)
    {
        var town = await Town.On(engine);
        await town.RollUp();
        var day = Said(await town.Today());
        using var secretary = await town.As(Role.CommunitySecretary);
        using var handler = await town.As(Role.Handler, "chuzhi001");
        using var leader = await town.As(Role.Leader);

        var own = await secretary.Do($"/api/indicators/reports/day/{day}", method: HttpMethod.Get);
        var area = own["areaCode"]!.GetValue<string>();
        area.Length.ShouldBe(12);
        own["tables"]!.AsArray()[0]!["rows"]!
            .AsArray()
            .ShouldAllBe(r => r!["part"]!.GetValue<string>().StartsWith(area, StringComparison.Ordinal));
        (await secretary.See($"/reports/day/{day}?area=410103")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await secretary.Refused($"/api/indicators/reports/day/{day}?area=410103", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await handler.Refused($"/api/indicators/reports/day/{day}", method: HttpMethod.Get)).Status.ShouldBe(403);
        foreach (
            var nonsense in new[]
            {
                "day/2026-02-30",
                "day/2999-01-01",
                "week/2026-W60",
                "month/2026",
                "topic/none",
                $"topic/{Guid.Empty}",
                "year/2026",
                $"day/{day}?area=zzz",
            }
        )
        {
            (await leader.See("/reports/" + nonsense)).Status.ShouldBe(HttpStatusCode.NotFound, nonsense);
            (await leader.Refused("/api/indicators/reports/" + nonsense, method: HttpMethod.Get)).Status.ShouldBe(404, nonsense);
        }
        (await leader.See("/reports?day=zzz")).Status.ShouldBe(HttpStatusCode.OK);
        (await leader.See($"/reports/released/{Guid.Empty}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_released_never_changes_and_a_correction_is_another_issue(Engine engine)
    {
        await using var town = await Town.Start(engine);
        var receipt = await town.Rated("签发用：井盖", "一般");
        await town.RollUp();
        var day = await town.Today();
        var path = $"/api/indicators/reports/day/{Said(day)}";
        using var caozuo = await town.As(Role.Operator, "caozuo01");
        using var early = await town.As(Role.Leader);
        (await early.Refused(path + "/issues", new { issueNo = 1 })).ShouldBe((409, "report.running"));
        await early.Do(path + "/remarks", new { versionNo = 0, text = "雨后井盖多，<b>已加派</b>" });
        (await early.Refused(path + "/remarks", new { versionNo = 0, text = "别人也写了" })).Status.ShouldBe(412);
        (await early.Do(path + "/remarks", new { versionNo = 1, text = "雨后井盖多，<b>已加派</b>" }))["versionNo"]!
            .GetValue<int>()
            .ShouldBe(1, "nothing new was said");
        (await caozuo.Refused(path + "/remarks", new { versionNo = 1, text = "无权" })).Status.ShouldBe(403);
        (await early.Refused(path + "/remarks", new { versionNo = 1, text = new string('长', 2001) })).Status.ShouldBe(400);
        town.Clock.Move(TimeSpan.FromDays(1));
        await town.RollUp();
        using var leader = await town.As(Role.Leader); // a day later everybody signs in again
        using var operatorLater = await town.As(Role.Operator, "caozuo01");

        var page = await leader.See($"/reports/day/{Said(day)}");
        var released = await leader.Submit(page, "form.form:nth-of-type(2)");
        released.Address.ShouldStartWith("/reports/released/");
        released.Text(".remark .words").ShouldBe("雨后井盖多，<b>已加派</b>");
        var closed = released.Texts("table.reportlines tr").Single(t => t.StartsWith("结案数", StringComparison.Ordinal));
        (await leader.Refused(path + "/issues", new { issueNo = 1 })).Status.ShouldBe(412);
        (await operatorLater.Refused(path + "/issues", new { issueNo = 2, reason = "无权" })).Status.ShouldBe(403);
        (await leader.Refused(path + "/issues", new { issueNo = 2 })).Status.ShouldBe(400);

        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do($"/api/cases/{receipt.CaseId()}/closure", new { reason = "又坏了" }, HttpMethod.Delete);
        await town.RollUp();
        var again = await leader.See(released.Address);
        again.Texts("table.reportlines tr").Single(t => t.StartsWith("结案数", StringComparison.Ordinal)).ShouldBe(closed);
        (await leader.See($"/reports/day/{Said(day)}"))
            .Texts("table.reportlines tr")
            .Single(t => t.StartsWith("结案数", StringComparison.Ordinal))
            .ShouldNotBe(closed, "made anew it says what is now");
        await leader.Do(path + "/issues", new { issueNo = 2, reason = "一件已重办" });
        (await leader.See(released.Address)).Text(".said.warn").ShouldContain("第 2 期");

        var file = await leader.GetAsync(new Uri(released.Address + "/report.xlsx", UriKind.Relative));
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        var rows = SheetReader.Rows(new MemoryStream(await file.Content.ReadAsByteArrayAsync())).ToList();
        rows.Count.ShouldBeGreaterThan(8);
        (await leader.See("/reports")).Page.QuerySelectorAll("table.issues tbody tr").Length.ShouldBe(2);
        var kept = await town.With((_, db) => db.Set<ReleasedReport>().AsNoTracking().OrderBy(r => r.IssueNo).ToListAsync());
        kept.Count.ShouldBe(2);
        kept.ShouldAllBe(r =>
            r.Sha256.SequenceEqual(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(r.Content + r.Remark)))
        );
        kept.ShouldAllBe(r =>
            !r.Content.Contains("井盖，", StringComparison.Ordinal) && !r.Content.Contains("签发用", StringComparison.Ordinal)
        );
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "report.released"))).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_month_report_takes_the_frozen_month_and_says_what_came_later(Engine engine)
    {
        await using var town = await Town.Start(engine);
        var receipt = await town.Rated("月报用：井盖", "一般");
        await town.RollUp();
        var month = ReportPeriod.Around(ReportKind.Month, await town.Today());
        var path = $"/api/indicators/reports/month/{month.Text}";
        using (var early = await town.As(Role.Leader))
            (await early.Refused(path + "/issues", new { issueNo = 1 })).ShouldBe((409, "report.running"));

        town.Clock.Move(TimeSpan.FromDays(31));
        using var leader = await town.As(Role.Leader);
        var unfrozen = await leader.See($"/reports/month/{month.Text}");
        if (unfrozen.Text(".reporthead .said").Contains("尚未封存", StringComparison.Ordinal)) // the host's own loop may have been faster
            unfrozen.Text(".sign").ShouldContain("封存后签发");
        await town.RollUp();
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do($"/api/cases/{receipt.CaseId()}/closure", new { reason = "又坏了" }, HttpMethod.Delete);
        await town.RollUp();

        var page = await leader.See($"/reports/month/{month.Text}");
        page.Text(".reporthead .said").ShouldContain("封存");
        page.Texts("tr.late-changed th").ShouldContain("结案数");
        foreach (var number in page.Page.QuerySelectorAll(".sentences a[data-count]").Where(a => !a.GetAttribute("href")!.StartsWith('#')))
            (await leader.See(number.GetAttribute("href")!))
                .Page.QuerySelector("[data-count]")!
                .GetAttribute("data-count")
                .ShouldBe(number.GetAttribute("data-count"), number.GetAttribute("href"));
        var id = (await leader.Do(path + "/issues", new { issueNo = 1 }))["id"]!.GetValue<string>();
        (await leader.See($"/reports/released/{id}")).Texts("tr.late-changed th").ShouldContain("结案数");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_topic_is_saved_once_and_reported_on(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Dispatched("专题用：井盖");
        await town.RollUp();
        using var leader = await town.As(Role.Leader);
        using var secretary = await town.As(Role.CommunitySecretary);
        var today = await town.Today();
        var body = new
        {
            name = $"井盖整治 {engine}",
            areaCode = "410103",
            category = Reported.Manhole,
            from = Said(today.AddDays(-6)),
            to = Said(today),
        };

        var id = (await leader.Do("/api/indicators/topics", body))["id"]!.GetValue<string>();
        (await leader.Do("/api/indicators/topics", body))["id"]!.GetValue<string>().ShouldBe(id, "the same conditions are the same topic");
        var report = await leader.Do($"/api/indicators/reports/topic/{id}", method: HttpMethod.Get);
        var filed = report["lines"]!.AsArray().Single(l => l!["key"]!.GetValue<string>() == "filed")!["now"]!["whole"]!.GetValue<long>();
        filed.ShouldBeGreaterThan(0);
        filed.ShouldBe(
            await town.With(
                (_, db) =>
                    db.Set<Gezhi.Indicators.Facts.CaseFact>()
                        .LongCountAsync(f =>
                            f.CategoryKey == Reported.Manhole && f.FiledOn >= today.AddDays(-6) && (f.Marks & (long)Mark.Filed) != 0
                        )
            )
        );
        (await leader.See($"/reports/topic/{id}")).Text("h1").ShouldContain("井盖整治");
        (await secretary.Refused("/api/indicators/topics", body)).Status.ShouldBe(404, "not their area");
        (await secretary.See($"/reports/topic/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (
            await leader.Refused(
                "/api/indicators/topics",
                new
                {
                    body.name,
                    body.areaCode,
                    body.from,
                    to = "2001-01-01",
                }
            )
        ).Status.ShouldBe(400);
        (
            await leader.Refused(
                "/api/indicators/topics",
                new
                {
                    body.areaCode,
                    body.from,
                    body.to,
                }
            )
        ).Status.ShouldBe(400);
        (
            await leader.Refused(
                "/api/indicators/topics",
                new
                {
                    body.name,
                    body.areaCode,
                    body.from,
                    body.to,
                    unitCode = "none",
                }
            )
        ).Status.ShouldBe(400);

        (await leader.Refused($"/api/indicators/topics/{id}/end", new { version = 7 })).Status.ShouldBe(412);
        await leader.Do($"/api/indicators/topics/{id}/end", new { version = 1 });
        (await leader.See("/reports")).Page.QuerySelectorAll($".topics a[href$='{id}']").ShouldBeEmpty();
    }

    private static string Said(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The local day of a town.</summary>
internal static class TownDay
{
    public static Task<DateOnly> Today(this Town town) =>
        town.With(
            (services, _) =>
                Task.FromResult(services.GetRequiredService<CaseHistories>().Calendar.LocalDay(town.Clock.GetUtcNow().UtcDateTime))
        );
}
