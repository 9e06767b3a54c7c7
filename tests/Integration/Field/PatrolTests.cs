using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Field.Patrols;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>Patrols from the plan to the coverage: on duty only, seen by the worker only, counted for everybody who answers for the grid.</summary>
public sealed class PatrolTests
{
    private const double Lon = 113.70;
    private const double Lat = 34.72;

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_way_that_leads_past_a_place_on_duty_covers_it_and_a_missed_place_is_named(Engine engine)
    {
        var town = await Town.On(engine);
        var (user, grid) = await Worker(town, 21);
        using var lead = await town.As(Role.Leader);
        var plan = await Planned(lead, grid, "覆盖试验");
        var (near, far) = (await Placed(lead, plan, "东门", Lon, Lat), await Placed(lead, plan, "西门", Lon + 0.02, Lat));
        using var phone = await Pocket.Of(town, user);
        var now = town.Clock.GetUtcNow().UtcDateTime;

        await phone.Sync();
        var kept = phone.Held[("patrol", plan.ToString())].Data;
        kept["places"]!.AsArray().Select(p => p!["name"]!.GetValue<string>()).ShouldBe(["东门", "西门"], ignoreOrder: true);
        var results = await phone.Send(
            now,
            Pocket.Entry("duty-start", null, new { }, now.AddMinutes(-30)),
            Pocket.Entry(
                "track",
                null,
                new
                {
                    points = new[]
                    {
                        Point(now.AddMinutes(-40), Lon + 0.02, Lat),
                        Point(now.AddMinutes(-20), Lon + 0.0003, Lat),
                        Point(now.AddMinutes(-19), Lon, Lat),
                    },
                },
                now.AddMinutes(-10)
            ),
            Pocket.Entry("duty-end", null, new { }, now.AddMinutes(-5))
        );

        results.Select(r => r["outcome"]!.GetValue<string>()).ShouldBe(["accepted", "accepted", "accepted"]);
        var trackId = Guid.Parse(results[1]["id"]!.GetValue<string>());
        (await town.With((_, db) => db.Set<Track>().SingleAsync(t => t.Id == trackId))).Count.ShouldBe(
            2,
            "what was before the duty is thrown away"
        );
        await phone.Sync();
        phone.Held[("patrol", plan.ToString())].Data["places"]!
            .AsArray()
            .Where(p => p!["isVisited"]!.GetValue<bool>())
            .Select(p => p!["name"]!.GetValue<string>())
            .ShouldBe(["东门"]);
        var figures = await Coverage(lead, grid);
        (figures["due"]!.GetValue<int>(), figures["visited"]!.GetValue<int>()).ShouldBe((2, 1));
        figures.ToJsonString().ShouldNotContain("113.7");
        far.ShouldNotBe(near);

        // After the hours of the plan are over the other place is missed, and named by grid and day.
        town.Clock.Move(TimeSpan.FromDays(1));
        using var tomorrow = await town.As(Role.Leader);
        var later = await Coverage(tomorrow, grid);
        later["missedPlaces"]!.AsArray().Select(m => m!["place"]!.GetValue<string>()).ShouldContain("西门");
        var page = await tomorrow.See($"/patrols?area={grid}");
        page.Text("main").ShouldContain("西门");
        page.Text("main").ShouldContain("覆盖试验");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_check_in_counts_near_the_place_and_on_duty_only_and_once(Engine engine)
    {
        var town = await Town.On(engine);
        var (user, grid) = await Worker(town, 22);
        using var lead = await town.As(Role.Leader);
        var plan = await Planned(lead, grid, "打卡试验");
        var place = await Placed(lead, plan, "配电房", Lon, Lat);
        using var phone = await Pocket.Of(town, user);
        var now = town.Clock.GetUtcNow().UtcDateTime;

        (await Refusal(phone, now, Arrival(place, Lon, Lat, now.AddHours(-20)))).ShouldBe("patrol.off-duty");
        await phone.SendOne(now, Pocket.Entry("duty-start", null, new { }, now.AddMinutes(-9)));
        (await Refusal(phone, now, Arrival(place, Lon + 0.01, Lat, now))).ShouldBe("patrol.too-far");
        (await Refusal(phone, now, Pocket.Entry("check-in", null, new { placeId = place }, now))).ShouldBe("patrol.no-place");
        (await Refusal(phone, now, Arrival(Guid.CreateVersion7(), Lon, Lat, now))).ShouldBe("not-found");
        var photo = Photos.Small;
        var entry = Pocket.Entry(
            "check-in",
            null,
            new
            {
                placeId = place,
                lon = Lon,
                lat = Lat,
                accuracyMetres = 12,
            },
            now,
            null,
            await phone.Upload(photo)
        );
        for (var again = 0; again < 2; again++)
            (await phone.SendOne(now, entry))["outcome"]!.GetValue<string>().ShouldBe("accepted");
        (await phone.SendOne(now, Arrival(place, Lon, Lat, now)))["outcome"]!.GetValue<string>().ShouldBe("accepted");

        var visit = await town.With((_, db) => db.Set<PlaceVisit>().SingleAsync(v => v.KeyPlaceId == place));
        (visit.By, visit.IsInWindow).ShouldBe((VisitBy.CheckIn, true));
        visit.PhotoHash.ShouldBe(Pocket.HashOf(photo));
        using var other = await town.As(Role.GridWorker, "wangge0002");
        (await other.See($"/patrols/photos/{visit.Id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_track_is_seen_by_its_worker_with_the_day_it_goes_and_by_nobody_else(Engine engine)
    {
        var town = await Town.On(engine);
        const string user = "wangge0001";
        using var phone = await Pocket.Of(town, user);
        var now = town.Clock.GetUtcNow().UtcDateTime;
        var results = await phone.Send(
            now,
            Pocket.Entry("duty-start", null, new { }, now.AddMinutes(-30)),
            Pocket.Entry(
                "track",
                null,
                new { points = new[] { Point(now.AddMinutes(-20), Lon, Lat), Point(now.AddMinutes(-18), Lon + 0.001, Lat) } },
                now
            ),
            Pocket.Entry(
                "report",
                null,
                new
                {
                    text = "路灯杆歪了",
                    lon = 113.6597,
                    lat = 34.7514,
                },
                now.AddMinutes(-17)
            ),
            Pocket.Entry("duty-end", null, new { }, now)
        );
        results
            .Select(r => r["outcome"]!.GetValue<string>())
            .ShouldAllBe(o => o == "accepted", new JsonArray([.. results.Select(r => r.DeepClone())]).ToJsonString());
        using var worker = await town.As(Role.GridWorker, user);
        using var colleague = await town.As(Role.GridWorker, "wangge0002");
        var trackId = Guid.Parse(results[1]["id"]!.GetValue<string>());
        var duty = await town.With((_, db) => db.Set<Duty>().SingleAsync(d => d.Id == db.Set<Track>().Single(t => t.Id == trackId).DutyId));

        var own = await worker.See($"/field/tracks?duty={duty.Id}");
        own.Page.QuerySelector(".trackmap path").ShouldNotBeNull();
        own.Text("main").ShouldContain("2 个点");
        own.Text("main")
            .ShouldContain(
                town.Clock.GetUtcNow().AddDays(90).AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                    + " 删除"
            );
        own.Text("main").ShouldContain("巡查发现 1");
        (await colleague.See($"/field/tracks?duty={duty.Id}")).Page.QuerySelector(".trackmap").ShouldBeNull();
        var raw = await town.With((_, db) => db.Set<Track>().Where(t => t.DutyId == duty.Id).Select(t => t.PointsSealed).FirstAsync());
        System.Text.Encoding.Latin1.GetString(raw).ShouldNotContain("113.7");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_ninety_days_the_track_is_gone_and_who_came_is_forgotten_while_coverage_stays(Engine engine)
    {
        await using var town = await Town.Start(engine);
        var (user, grid) = await Worker(town, 21);
        using (var lead = await town.As(Role.Leader))
        {
            var plan = await Planned(lead, grid, "到期试验");
            await Placed(lead, plan, "东门", Lon, Lat);
        }
        using var phone = await Pocket.Of(town, user);
        var now = town.Clock.GetUtcNow().UtcDateTime;
        await phone.Send(
            now,
            Pocket.Entry("duty-start", null, new { }, now.AddMinutes(-30)),
            Pocket.Entry("track", null, new { points = new[] { Point(now.AddMinutes(-20), Lon, Lat) } }, now)
        );
        var count = await town.With((_, db) => db.Set<PlaceVisit>().CountAsync());

        town.Clock.Move(TimeSpan.FromDays(91));
        for (var round = 0; round < 20; round++)
            if (
                await town.With(
                    (services, _) => TidyPatrols.One((PatrolScope)services.GetService(typeof(PatrolScope))!, CancellationToken.None)
                ) == 0
            )
                break;

        (await town.With((_, db) => db.Set<Track>().CountAsync())).ShouldBe(0);
        (await town.With((_, db) => db.Set<PlaceVisit>().CountAsync(v => v.AccountId != null || v.At != null))).ShouldBe(0);
        (await town.With((_, db) => db.Set<PlaceVisit>().CountAsync())).ShouldBe(count);
        (await town.With((_, db) => db.Set<Duty>().CountAsync(d => d.EndedAt == null))).ShouldBe(0, "nobody stays on duty for ever");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_plan_is_kept_by_who_supervises_the_grid_with_the_version_that_was_seen(Engine engine)
    {
        var town = await Town.On(engine);
        using var lead = await town.As(Role.Leader);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var elsewhere = await Planned(lead, "410103003005007", "别处的计划");
        var own = await Planned(secretary, "410103010004002", "自己的计划");
        var body = new { name = "改名", version = 1 };

        (await secretary.Refused($"/api/patrols/plans/{elsewhere}", body)).Status.ShouldBe(404);
        (await secretary.Refused("/api/patrols/plans", new { areaCode = "410103003005007", name = "越界" })).Status.ShouldBe(403);
        (await secretary.Refused("/api/patrols/plans", new { areaCode = "990001", name = "别的区" })).Status.ShouldBe(400);
        (await worker.Refused("/api/patrols/plans", new { areaCode = "410103010004001", name = "自己定" })).Status.ShouldBe(403);
        await secretary.Do($"/api/patrols/plans/{own}", body);
        (await secretary.Refused($"/api/patrols/plans/{own}", body)).ShouldBe((412, "stale-version"));
        await Placed(secretary, own, "东门", Lon, Lat);
        (
            await secretary.Refused(
                $"/api/patrols/plans/{own}/places",
                new
                {
                    name = "东门",
                    lon = Lon,
                    lat = Lat,
                }
            )
        ).ShouldBe((409, "patrol.place-twice"));
        (await secretary.Refused($"/api/patrols/plans/{own}/places", new { name = "没位置" })).Status.ShouldBe(400);
        await secretary.Do($"/api/patrols/plans/{own}/end", new { version = 2 });
        (
            await secretary.Refused(
                $"/api/patrols/plans/{own}/places",
                new
                {
                    name = "北门",
                    lon = Lon,
                    lat = Lat,
                }
            )
        ).ShouldBe((409, "patrol.plan-ended"));
        using var handler = await town.As(Role.Handler);
        (await handler.See("/patrols")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await worker.See("/patrols")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_lead_draws_up_a_plan_and_the_worker_walks_it_in_a_browser_without_script(Engine engine)
    {
        var town = await Town.On(engine);
        var (user, grid) = await Worker(town, 24);
        using var lead = await town.As(Role.Leader);
        using var worker = await town.As(Role.GridWorker, user);

        var form = await lead.See("/patrols/plans/new");
        var refused = await lead.Submit(form, "main form", ("AreaCode", "123"), ("PlanName", "页面试验"));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Page.QuerySelector("#PlanName")!.GetAttribute("value").ShouldBe("页面试验", "what was typed stays");
        // Every day, or the day on which this runs decides.
        var plan = await lead.Submit(
            refused,
            "main form",
            [
                ("AreaCode", grid),
                ("PlanName", "页面试验"),
                ("FromTime", "00:01"),
                ("UntilTime", "23:59"),
                .. Enumerable.Range(0, 7).Select(i => ("Days", (1 << i).ToString(System.Globalization.CultureInfo.InvariantCulture))),
            ]
        );
        plan.Text("h1").ShouldBe("页面试验");
        var placed = await lead.Submit(plan, "details form.form", ("Name", "凉亭"), ("Lon", "113.70"), ("Lat", "34.72"));
        placed.Text("table").ShouldContain("凉亭");

        var round = await worker.See("/field/patrol");
        round.Text("main").ShouldContain("凉亭");
        var onDuty = await worker.Submit(round, "#duty-start");
        onDuty.Text(".duty h2").ShouldBe("在岗中");
        var id = onDuty.Page.QuerySelector("button[name=PlaceId]")!.GetAttribute("value")!;
        var far = await worker.Submit(onDuty, "#check-in", ("PlaceId", id), ("Lon", "113.80"), ("Lat", "34.72"));
        far.Text(".problem h2").ShouldBe("离点位太远");
        var there = await worker.Submit(far, "#check-in", ["Photos"], ("PlaceId", id), ("Lon", "113.7001"), ("Lat", "34.72"));
        there.Text(".pstate").ShouldStartWith("已到");
        (await worker.Submit(there, "#duty-end")).Text(".duty h2").ShouldBe("还没有上岗");
        var seen = await lead.See(plan.Address);
        seen.Page.QuerySelector(".dot.visited").ShouldNotBeNull();
        (await worker.See(plan.Address)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static double[] Point(DateTime at, double lon, double lat) =>
        [new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds(), lon, lat, 10];

    private static JsonObject Arrival(Guid place, double lon, double lat, DateTime at) =>
        Pocket.Entry(
            "check-in",
            null,
            new
            {
                placeId = place,
                lon,
                lat,
                accuracyMetres = 10,
            },
            at
        );

    private static async Task<string> Refusal(Pocket phone, DateTime now, JsonObject entry)
    {
        var result = await phone.SendOne(now, entry);
        result["outcome"]!.GetValue<string>().ShouldBe("refused");
        return result["problem"]!["code"]!.GetValue<string>();
    }

    /// <summary>All day and every day, so that the clock of the shared town does not matter.</summary>
    private static async Task<Guid> Planned(HttpClient lead, string area, string name) =>
        Guid.Parse(
            (
                await lead.Do(
                    "/api/patrols/plans",
                    new
                    {
                        areaCode = area,
                        name,
                        days = 127,
                        fromMinute = 0,
                        untilMinute = 1439,
                    }
                )
            )["id"]!.GetValue<string>()
        );

    private static async Task<Guid> Placed(HttpClient lead, Guid plan, string name, double lon, double lat) =>
        Guid.Parse(
            (
                await lead.Do(
                    $"/api/patrols/plans/{plan}/places",
                    new
                    {
                        name,
                        lon,
                        lat,
                    }
                )
            ).GetValue<string>()
        );

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Days_that_nobody_can_mean_are_answered_with_the_nearest_that_count(Engine engine)
    {
        var town = await Town.On(engine);
        using var lead = await town.As(Role.Leader);
        foreach (var (from, until) in new[] { ("0001-01-01", "0001-01-01"), ("9999-12-31", "0001-01-01"), ("0001-01-01", "9999-12-31") })
            (await lead.Do($"/api/patrols/coverage?from={from}&until={until}", method: HttpMethod.Get)).AsArray().ShouldNotBeNull();
    }

    private static async Task<JsonNode> Coverage(HttpClient lead, string grid) =>
        (await lead.Do($"/api/patrols/coverage?area={grid}", method: HttpMethod.Get)).AsArray().Single()!;

    private static async Task<(string User, string Grid)> Worker(Town town, int number)
    {
        var user = $"wangge{number:0000}";
        using var worker = await town.As(Role.GridWorker, user);
        using var phone = await Pocket.Of(worker);
        await phone.Sync();
        var me = phone.Held[("words", "me")].Data;
        return (user, me["grids"]!.AsArray()[0]!.GetValue<string>());
    }
}
