using System.Net;
using Gezhi.Field.Campaigns;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>Special campaigns over HTTP on both databases.</summary>
public sealed class CampaignTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_campaign_counts_what_was_inspected_found_and_rectified_and_names_the_missed(Engine engine)
    {
        var town = await Town.Start(engine); // its clock is moved
        await using var own = town;
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var other = await town.As(Role.GridWorker, "wangge0002");
        var places = new List<Guid>();
        for (var i = 0; i < 3; i++)
            places.Add(await wangLei.NewPlace("SmallEntertainment", "棋牌室"));
        var list = await town.NewChecklist("SmallEntertainment");
        var body = new
        {
            title = "棋牌室专项",
            checklistId = list,
            areaCode = InspectTown.Grid[..12],
            fromOn = town.Day(),
            untilOn = town.Day(5),
        };

        (await wangLei.Refused("/api/special-campaigns", body)).Status.ShouldBe(403);
        (
            await secretary.Refused(
                "/api/special-campaigns",
                new
                {
                    body.title,
                    body.checklistId,
                    areaCode = "410103",
                    body.fromOn,
                    body.untilOn,
                }
            )
        ).Status.ShouldBe(403);
        (
            await secretary.Refused(
                "/api/special-campaigns",
                new
                {
                    body.title,
                    body.checklistId,
                    body.areaCode,
                    body.fromOn,
                    untilOn = town.Day(-4),
                }
            )
        ).Status.ShouldBe(400);
        var started = await secretary.Do("/api/special-campaigns", body);
        started.Int("targets").ShouldBe(3);
        var late = await wangLei.NewPlace("SmallEntertainment", "后来的");
        (await wangLei.Read("/api/inspections/due"))
            .AsArray()
            .Count(d => d!["why"]!.ToJsonString().Contains("Campaign"))
            .ShouldBe(3, "the list is frozen");

        var made = await wangLei.Do("/api/inspections", InspectTown.Inspection(places[0], list, InspectTown.NoExtinguisher));
        await wangLei.Do("/api/inspections", InspectTown.Inspection(late, list, InspectTown.Fine));
        (await secretary.Do($"/api/special-campaigns/{started.Id()}/targets/{places[1]}/left-out", new { reason = "已经关门" }))
            .Text("reason")
            .ShouldBe("已经关门");
        (await secretary.Refused($"/api/special-campaigns/{started.Id()}/targets/{places[0]}/left-out", new { reason = "x" })).ShouldBe(
            (409, "campaign.inspected")
        );

        var progress = (await secretary.Read($"/api/special-campaigns/{started.Id()}"))["of"]!["progress"]!;
        (
            progress.Int("targets"),
            progress.Int("leftOut"),
            progress.Int("inspected"),
            progress.Int("found"),
            progress.Int("rectified")
        ).ShouldBe((2, 1, 1, 1, 0));
        progress["inspectedShare"]!.GetValue<double>().ShouldBe(0.5);
        var hazard = (await wangLei.Read($"/api/inspections/{made.Id()}"))["hazards"]![0]!.Id();
        await wangLei.Recheck(hazard, true, photo: Pocket.NewPhoto());
        var after = await secretary.Read($"/api/special-campaigns/{started.Id()}");
        after["of"]!["progress"]!["rectifiedShare"]!.GetValue<double>().ShouldBe(1);
        after["grids"]!.AsArray().Single()!["areaCode"]!.GetValue<string>().ShouldBe(InspectTown.Grid);
        var missed = (await secretary.Read($"/api/special-campaigns/{started.Id()}/targets?which=Missed"))["rows"]!.AsArray();
        missed.Single()!.Id("subjectId").ShouldBe(places[2]);
        (await other.Refused($"/api/special-campaigns/{started.Id()}", method: HttpMethod.Get)).Status.ShouldBe(404);

        var csv = await secretary.GetAsync(new Uri($"/inspections/campaigns/{started.Id()}/targets.csv", UriKind.Relative));
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4);
        lines.Count(l => l.Contains("已检查", StringComparison.Ordinal)).ShouldBe(1);
        (await other.GetAsync(new Uri($"/inspections/campaigns/{started.Id()}/targets.csv", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        var page = await secretary.See($"/inspections/campaigns/{started.Id()}");
        page.Text(".kpi").ShouldContain("100%");

        town.Clock.Move(TimeSpan.FromDays(6));
        await town.Ring();
        (
            await town.With((_, db) => db.Set<SpecialCampaign>().Where(c => c.Title == "棋牌室专项").Select(c => c.EndedAt).FirstAsync())
        ).ShouldNotBeNull("it ends by itself");
        using var nextWeek = await town.As(Role.GridWorker, InspectTown.Worker);
        using var secretaryThen = await town.As(Role.CommunitySecretary, "shuji001");
        (await nextWeek.Read("/api/inspections/due")).AsArray().ShouldNotContain(d => d!["why"]!.ToJsonString().Contains("Campaign"));
        (await secretaryThen.See($"/inspections/campaigns/{started.Id()}")).Text(".chips").ShouldContain("漏查");
        (await secretaryThen.Refused($"/api/special-campaigns/{started.Id()}/end", new { reason = "够了" })).ShouldBe(
            (409, "campaign.ended")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_is_started_from_the_page_after_a_look_and_ended_early_with_a_reason(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        await wangLei.NewPlace("Market", "早市");
        var list = await town.NewChecklist("Market");
        var page = await shift.See("/inspections/campaigns");
        (string, string)[] fields =
        [
            ("Title", $"早市专项{engine}"),
            ("ChecklistId", list.ToString()),
            ("AreaCode", InspectTown.Grid),
            ("FromOn", town.Day()),
            ("UntilOn", town.Day(15)),
        ];

        var look = await shift.Submit(page, "main form.form", [.. fields, ("Do", "look")]);
        look.Text(".said").ShouldContain("名单上会有");
        var campaign = await shift.Submit(page, "main form.form", [.. fields, ("Do", "start")]);
        campaign.Text("h1").ShouldContain("早市专项");
        var bare = await shift.Submit(campaign, "main details.card form", ("Do", "end"), ("Reason", " "));
        bare.Status.ShouldBe(HttpStatusCode.BadRequest);
        var ended = await shift.Submit(campaign, "main details.card form", ("Do", "end"), ("Reason", "并入大检查"));

        ended.Text(".head").ShouldContain("提前结束：并入大检查");
    }
}
