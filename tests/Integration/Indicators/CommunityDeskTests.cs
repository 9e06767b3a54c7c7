using System.Globalization;
using System.Net;
using Gezhi.Cases.Messages;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Indicators.Mornings;
using Gezhi.Indicators.Reports;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Indicators;

/// <summary>The community desk over a town with a past: every number is its list, places of a morning stay as drawn, day reports reach who asked for them.</summary>
public sealed class CommunityDeskTests
{
    private const int MostRows = 60;

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_desk_of_a_town_with_a_past(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Demo:Reports=300", "--Indicators:MorningHour=24");
        await town.RollUp();
        await Every_number_opens_exactly_its_list(town);
        await Places_are_drawn_once_looked_at_and_judged(town);
        await A_day_report_reaches_who_asked_for_it(town);
        await What_somebody_changed_afterwards_is_not_scored(town);
    }

    private static async Task Every_number_opens_exactly_its_list(Town town)
    {
        foreach (var person in new[] { await town.As(Role.CommunitySecretary), await town.As(Role.ShiftLeader, "zhiban01") })
        {
            var desk = await person.See("/community");
            desk.Status.ShouldBe(HttpStatusCode.OK);
            var lists = desk.Page.QuerySelectorAll(".duties a[href^='/community/lists/']").ToList();
            lists.Count.ShouldBeGreaterThan(6);
            foreach (var link in lists)
            {
                var (href, count) = (link.GetAttribute("href")!, int.Parse(link.GetAttribute("data-count")!, CultureInfo.InvariantCulture));
                var list = await person.See(href);
                list.Status.ShouldBe(HttpStatusCode.OK, href);
                list.Page.QuerySelector("[data-count]")!
                    .GetAttribute("data-count")
                    .ShouldBe(count.ToString(CultureInfo.InvariantCulture), href);
                list.Page.QuerySelectorAll(".entries-list li").Length.ShouldBe(Math.Min(count, MostRows), href);
                if (count > MostRows)
                    (await Rows(person, href)).ShouldBe(count, href);
                foreach (var entry in list.Page.QuerySelectorAll(".entries-list li a").Take(1))
                    (await person.See(entry.GetAttribute("href")!)).Status.ShouldBe(HttpStatusCode.OK, entry.GetAttribute("href"));
            }
            foreach (var figure in desk.Page.QuerySelectorAll(".kpi a").Concat(desk.Page.QuerySelectorAll(".heavy li > a")))
            {
                var list = await person.See(figure.GetAttribute("href")!);
                list.Page.QuerySelector("[data-count]")!
                    .GetAttribute("data-count")
                    .ShouldBe(figure.TextContent.Trim().Replace(",", "", StringComparison.Ordinal), figure.GetAttribute("href"));
            }
            var found = await person.See(desk.Page.QuerySelector(".found .bigfig a")!.GetAttribute("href")!);
            found.Text("[data-figure]").ShouldBe(desk.Text(".found [data-figure]"));
            person.Dispose();
        }
        using var secretary = await town.As(Role.CommunitySecretary);
        (await secretary.See("/community/lists/none")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await secretary.See("/community/lists/data-requests")).Status.ShouldBe(HttpStatusCode.NotFound, "not hers to answer");
        (await secretary.See("/community/lists/hand-ins?after=nonsense")).Status.ShouldBe(HttpStatusCode.OK);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        (await worker.See("/community")).Status.ShouldNotBe(HttpStatusCode.OK);
    }

    private static async Task Places_are_drawn_once_looked_at_and_judged(Town town)
    {
        var drawn = await town.With((services, _) => services.GetRequiredService<DrawMornings>().Draw(default));
        drawn!.Value.ShouldBeGreaterThan(0);
        (await town.With((services, _) => services.GetRequiredService<DrawMornings>().Draw(default))).ShouldBeNull("once a morning");
        var today = await town.Today();
        var (morning, user) = await Somewhere(town, today);
        morning.Read().Places.Count.ShouldBeInRange(1, 5);
        using var worker = await town.As(Role.GridWorker, user);
        var place = morning.Read().Places[0];
        var look = $"/api/mornings/{morning.AreaCode}/{place.No}/look";
        (await worker.See("/field")).Page.QuerySelectorAll(".mornings li").Length.ShouldBeGreaterThan(0);
        (await worker.Refused(look, new { place.Lon, place.Lat })).ShouldBe((409, "patrol.off-duty"));
        await worker.Do("/api/patrols/duty", new { });
        (await worker.Refused(look, new { })).ShouldBe((409, "patrol.no-place"));
        (await worker.Refused(look, new { Lon = place.Lon + .01, place.Lat })).Code.ShouldBe("patrol.too-far");
        (await worker.Refused(look, new { Lon = 500, place.Lat })).Status.ShouldBe(400);
        (await worker.Refused($"/api/mornings/{morning.AreaCode}/9/look", new { place.Lon, place.Lat })).Status.ShouldBe(404);
        await worker.Ask(look, new { place.Lon, place.Lat });
        await worker.Ask(look, new { place.Lon, place.Lat });
        (await town.With((_, db) => db.Set<MorningLook>().CountAsync(l => l.DrawnOn == today))).ShouldBe(1);
        (await worker.See("/field/mornings")).Text($"#p-{morning.AreaCode}-{place.No} .pstate").ShouldBe("看了，没有");
        await worker.Ask(look, method: HttpMethod.Delete);
        (await worker.See("/field/mornings")).Text($"#p-{morning.AreaCode}-{place.No} .pstate").ShouldBe("还没看");
        using var leader = await town.As(Role.Leader);
        (await leader.Refused(look, new { place.Lon, place.Lat })).Status.ShouldBe(403, "who leads does not tick for others");

        var judged = (await leader.Do("/api/indicators/mornings", method: HttpMethod.Get))["forecast"]!;
        var (places, hits) = (judged["places"]!.GetValue<int>(), judged["hits"]!.GetValue<int>());
        places.ShouldBeGreaterThan(0, "the seed town has mornings that are old enough");
        foreach (var (part, count) in new[] { ("", places), ("hit", hits), ("missed", places - hits) })
        {
            var (rows, href) = (0, (string?)$"/indicators/mornings?part={part}");
            for (var step = 0; href is not null && step < 60; step++)
            {
                var page = await leader.See(href);
                page.Page.QuerySelector("[data-count]")!.GetAttribute("data-count").ShouldBe(count.ToString(CultureInfo.InvariantCulture));
                rows += page.Page.QuerySelectorAll("[aria-label='背后的地点'] tbody tr").Length;
                href = page.Page.QuerySelector("a[rel=next]")?.GetAttribute("href");
            }
            rows.ShouldBe(count, part);
        }
    }

    private static async Task A_day_report_reaches_who_asked_for_it(Town town)
    {
        var day = await town.Today();
        using (var early = await town.As(Role.ShiftLeader, "zhiban01"))
        {
            var page = await early.See("/me");
            (await early.Submit(page, "#subscriptions form", ($"Reach-{Town.District}", nameof(ReportReach.Own))))
                .Text("#subscriptions .said")
                .ShouldBe("已保存。");
            (
                await early.Refused("/api/indicators/reports/subscriptions", new { areas = new { x410199 = "Own" } }, HttpMethod.Put)
            ).Status.ShouldBe(400);
        }
        using (var secretary = await town.As(Role.CommunitySecretary))
            (await secretary.See("/me")).Page.QuerySelectorAll("#subscriptions select").Length.ShouldBe(1);
        town.Clock.Move(TimeSpan.FromDays(1));
        await town.RollUp();
        using var leader = await town.As(Role.Leader);
        var id = (await leader.Do($"/api/indicators/reports/day/{day:yyyy-MM-dd}/issues", new { issueNo = 1 }))["id"]!.GetValue<string>();

        var told = await town.With(
            (_, db) =>
                db.Set<Message>().AsNoTracking().Where(m => m.Kind == MessageKind.ReportReleased).Select(m => m.AccountId).ToListAsync()
        );
        var subscriber = await town.With((_, db) => db.Set<Account>().Where(a => a.UserName == "zhiban01").Select(a => a.Id).SingleAsync());
        told.ShouldBe([subscriber]);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var link = (await chenMo.See("/messages")).Page.QuerySelector($".inbox a[href='/reports/released/{id}']");
        link.ShouldNotBeNull();
        (await chenMo.See(link.GetAttribute("href")!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task What_somebody_changed_afterwards_is_not_scored(Town town)
    {
        var drawn = await town.With((_, db) => db.Set<MorningDay>().MaxAsync(d => d.DrawnOn));
        await town.With(
            async (_, db) =>
            {
                var one = await db.Set<Morning>().AsNoTracking().Where(m => m.DrawnOn == drawn).OrderBy(m => m.AreaCode).FirstAsync();
                await db.Together(
                    () =>
                        db.Set<Morning>()
                            .Where(m => m.DrawnOn == drawn && m.AreaCode == one.AreaCode)
                            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Content, one.Content + " ")),
                    default
                );
                return 0;
            }
        );
        town.Clock.Move(TimeSpan.FromDays(31));
        (await town.With((services, _) => services.GetRequiredService<DrawMornings>().Score(default))).ShouldBeGreaterThan(0);
        (await town.With((services, _) => services.GetRequiredService<DrawMornings>().Score(default))).ShouldBe(0, "once");

        var scores = await town.With((_, db) => db.Set<MorningScore>().AsNoTracking().Where(s => s.DrawnOn == drawn).ToListAsync());
        scores.Count(s => s.IsAltered).ShouldBe(1);
        scores
            .Where(s => !s.IsAltered)
            .ShouldAllBe(s => s.Hits <= s.Places && s.FrequentHits <= s.FrequentPlaces && s.FrequentPlaces == s.Places);
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "morning.altered"))).ShouldBe(1);
        using var leader = await town.As(Role.Leader);
        (await leader.See("/indicators/mornings")).Texts(".said.warn").ShouldContain(t => t.Contains("对不上", StringComparison.Ordinal));
        (await leader.See("/indicators/mornings?from=zzz&after=zzz&part=zzz")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A morning of a grid with a worker, and the worker's name to sign in with.</summary>
    private static Task<(Morning Morning, string User)> Somewhere(Town town, DateOnly day) =>
        town.With(
            async (services, db) =>
            {
                foreach (
                    var morning in await db.Set<Morning>()
                        .AsNoTracking()
                        .Where(m => m.DrawnOn == day)
                        .OrderBy(m => m.AreaCode)
                        .ToListAsync()
                )
                foreach (var post in await services.GetRequiredService<Staffing>().Below(morning.AreaCode, 50, default))
                    if (
                        post.Role == Role.GridWorker
                        && morning.Read().Places[0].AreaCode.StartsWith(post.AreaCode!, StringComparison.Ordinal)
                    )
                        return (morning, await db.Set<Account>().Where(a => a.Id == post.AccountId).Select(a => a.UserName).SingleAsync());
                throw new InvalidOperationException("no grid with places has a worker");
            }
        );

    private static async Task<int> Rows(HttpClient person, string href)
    {
        var (rows, next) = (0, (string?)href);
        for (var step = 0; next is not null && step < 100; step++)
        {
            var page = await person.See(next);
            rows += page.Page.QuerySelectorAll(".entries-list li").Length;
            next = page.Page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        return rows;
    }
}
