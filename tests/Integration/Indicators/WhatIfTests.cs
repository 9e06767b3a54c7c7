using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Indicators.WhatIf;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Indicators;

/// <summary>Scenarios over the real host: written, played in the background, read, cancelled.</summary>
public class WhatIfTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_scenario_is_written_played_and_read_and_played_again_says_the_same(Engine engine)
    {
        var town = await Town.On(engine);
        for (var i = 0; i < 3; i++)
        {
            await town.Rated($"推演用：第 {i} 个井盖", "一般");
            town.Clock.Move(TimeSpan.FromMinutes(25));
        }
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var scenario = await Begin(
            town,
            chenMo,
            new
            {
                limitPercent = 50,
                staffing = new[] { new { where = "municipal-works", persons = 2 } },
                replications = 5,
            }
        );

        var first = await Played(town, chenMo, scenario);
        var again = await Played(town, chenMo, scenario);

        first["state"]!.GetValue<string>().ShouldBe("Done");
        first["done"]!.GetValue<int>().ShouldBe(first["total"]!.GetValue<int>());
        var outcome = first["outcome"]!;
        outcome["cases"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(3);
        outcome["retimed"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(3);
        outcome["desks"]!.AsArray().ShouldContain(d => d!["unit"]!.GetValue<string>() == "municipal-works");
        Said(again["outcome"]!).ShouldBe(Said(outcome), "the same seed");
        var page = await chenMo.See($"/what-if/runs/{first["id"]}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text(".said").ShouldContain("模型重演的按期率");
        page.Page.QuerySelectorAll("svg.chart, table.grid").Length.ShouldBeGreaterThan(1);
        var sheet = await chenMo.GetAsync(new Uri($"/what-if/runs/{first["id"]}/result.xlsx", UriKind.Relative));
        sheet.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sheet.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(500);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Pages_work_without_script_from_an_empty_list_to_a_cancelled_run(Engine engine)
    {
        var town = await Town.On(engine);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var list = await chenMo.See("/what-if");
        list.Text("h1").ShouldBe("推演");

        var made = await chenMo.Submit(list, "form.card", ("Name", "周末也值班"));
        var (page, address) = (made, made.Address);
        address.ShouldStartWith("/what-if/");
        page.Text("h1").ShouldBe("周末也值班");
        var refused = await chenMo.Submit(page, "form.scenario", ("OpenFrom", "八点"), ("OpenTo", "20:00"));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Page.QuerySelector("#OpenFrom")!.GetAttribute("value").ShouldBe("八点", "what was typed stays");
        var saved = await chenMo.Submit(page, "form.scenario", ("IsWeekendDuty", "on"), ("OpenFrom", "08:00"), ("OpenTo", "20:00"));
        saved.Text(".said").ShouldBe("已保存。");
        var stale = await chenMo.Submit(page, "form.scenario", ("Name", "别人改过"));
        stale.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        page = await chenMo.See(address);
        page.Page.Body!.TextContent.ShouldContain("周末节假日照常值班");

        var scenario = Guid.Parse(new Uri(town.Address, address).Segments[^1]);
        var runId = await town.With(
            async (_, db) =>
            {
                var of = await db.Set<Scenario>().FirstAsync(s => s.Id == scenario);
                var run = new ScenarioRun
                {
                    DistrictId = of.DistrictId,
                    Id = Guid.CreateVersion7(town.Clock.GetUtcNow()),
                    ScenarioId = of.Id,
                    Revision = of.Revision,
                    FromOn = of.FromOn,
                    ToOn = of.ToOn,
                    Content = of.Content,
                    State = RunState.Running,
                    LeasedUntil = town.Clock.GetUtcNow().UtcDateTime.AddDays(1),
                    AskedAt = town.Clock.GetUtcNow().UtcDateTime,
                };
                db.Add(run);
                await db.Save(default);
                return run.Id;
            }
        );
        var running = await chenMo.See($"/what-if/runs/{runId}");
        running.Page.QuerySelector("progress").ShouldNotBeNull();
        (await chenMo.Submit(running, "main form")).Text("main").ShouldContain("这次推演已取消");
        (await chenMo.Do($"/api/what-if/runs/{runId}", method: HttpMethod.Get))["state"]!.GetValue<string>().ShouldBe("Cancelled");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_run_whose_node_died_is_taken_again_when_its_lease_is_over(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Dispatched("推演用：接着算");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var scenario = await Begin(town, chenMo, new { replications = 5 });
        var id = await town.With(
            async (_, db) =>
            {
                var of = await db.Set<Scenario>().FirstAsync(s => s.Id == scenario);
                var run = new ScenarioRun
                {
                    DistrictId = of.DistrictId,
                    Id = Guid.CreateVersion7(town.Clock.GetUtcNow()),
                    ScenarioId = of.Id,
                    Revision = of.Revision,
                    FromOn = of.FromOn,
                    ToOn = of.ToOn,
                    Content = of.Content,
                    State = RunState.Running,
                    Done = 4,
                    LeasedUntil = town.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1),
                    AskedAt = town.Clock.GetUtcNow().UtcDateTime,
                };
                db.Add(run);
                await db.Save(default);
                return run.Id;
            }
        );

        (await Ended(town, chenMo, id))["state"]!.GetValue<string>().ShouldBe("Done");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_keeps_no_rules_plays_nothing_and_nonsense_is_refused(Engine engine)
    {
        var town = await Town.On(engine);
        using var handler = await town.As(Role.Handler, "chuzhi001");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var today = await Today(chenMo);

        (
            await handler.Refused(
                "/api/what-if",
                new
                {
                    name = "x",
                    fromOn = today,
                    toOn = today,
                }
            )
        ).Status.ShouldBe(403);
        (await handler.See("/what-if")).Status.ShouldNotBe(HttpStatusCode.OK);
        (
            await chenMo.Refused(
                "/api/what-if",
                new
                {
                    name = "x",
                    fromOn = "2026-01-02",
                    toOn = "2026-01-01",
                }
            )
        ).Code.ShouldBe("whatif.period");
        (
            await chenMo.Refused(
                "/api/what-if",
                new
                {
                    name = "x",
                    fromOn = today,
                    toOn = "2999-01-01",
                }
            )
        ).Code.ShouldBe("whatif.period");
        foreach (
            var content in new object[]
            {
                new { limitPercent = 5 },
                new { replications = 1000 },
                new { openFromMinute = 900 },
                new { openFromMinute = 900, openToMinute = 800 },
                new { staffing = new[] { new { where = "", persons = 1 } } },
                new { staffing = new[] { new { where = "x", persons = 500 } } },
                new { limits = new[] { new { category = "x", percent = 0 } } },
            }
        )
            (
                await chenMo.Refused(
                    "/api/what-if",
                    new
                    {
                        name = "x",
                        fromOn = today,
                        toOn = today,
                        content,
                    }
                )
            ).Status.ShouldBe(400);
        (
            await chenMo.Refused(
                "/api/what-if",
                new
                {
                    name = "x",
                    fromOn = today,
                    toOn = today,
                    content = new { draftId = Guid.CreateVersion7() },
                }
            )
        ).Code.ShouldBe("whatif.draft-gone");
        (await chenMo.Refused($"/api/what-if/{Guid.CreateVersion7()}/runs", new { })).Status.ShouldBe(404);
        (await chenMo.See($"/what-if/{Guid.CreateVersion7()}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> Today(HttpClient person) =>
        (await person.Do("/api/indicators", method: HttpMethod.Get))["to"]!.GetValue<string>();

    private static async Task<Guid> Begin(Town town, HttpClient person, object content)
    {
        var today = await Today(person);
        var from = DateOnly.ParseExact(today, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).AddDays(-200);
        var made = await person.Do(
            "/api/what-if",
            new
            {
                name = "测试方案",
                fromOn = from,
                toOn = today,
                content,
            }
        );
        return Guid.Parse(made["id"]!.GetValue<string>());
    }

    private static async Task<JsonNode> Played(Town town, HttpClient person, Guid scenario)
    {
        var run = await person.Do($"/api/what-if/{scenario}/runs", new { });
        return await Ended(town, person, Guid.Parse(run["id"]!.GetValue<string>()));
    }

    private static async Task<JsonNode> Ended(Town town, HttpClient person, Guid runId)
    {
        var runner = town.Services.GetRequiredService<ScenarioRunner>();
        for (var round = 0; round < 200; round++)
        {
            await runner.RunNext(Town.District, default);
            var read = await person.Do($"/api/what-if/runs/{runId}", method: HttpMethod.Get);
            if (read["state"]!.GetValue<string>() is not ("Waiting" or "Running"))
                return read;
            await Task.Delay(50);
        }
        throw new TimeoutException("The run does not end.");
    }

    /// <summary>Everything but how long it took.</summary>
    private static string Said(JsonNode outcome)
    {
        var copy = outcome.DeepClone();
        copy["milliseconds"] = 0;
        return copy.ToJsonString();
    }
}
