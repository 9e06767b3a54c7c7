using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>What a device keeps for the shift: all of it, then only what changed, never what is not the worker's.</summary>
public sealed class SyncTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_new_task_comes_alone_and_a_done_one_goes(Engine engine)
    {
        var town = await Town.On(engine);
        await town.ToConfirm("先有一件，同步");
        using var phone = await Pocket.Of(town, "wangge0001");
        await phone.Sync();
        phone
            .Held.Keys.Select(k => k.Kind)
            .Distinct()
            .Where(kind => kind != "decided") // where somebody decided for this worker before
            .Order()
            .ShouldBe(["appointment", "campaign", "checklist", "grid", "patrol", "place", "service", "task", "unit", "visit", "words"]);
        var (came, gone) = await phone.Sync();
        (came, gone.Count).ShouldBe((0, 0), "nothing happened");

        var caseId = await town.ToConfirm("电箱门开着，同步");
        (came, gone) = await phone.Sync();

        (came, gone.Count).ShouldBe((1, 0));
        var task = phone.Held[("task", caseId.ToString())].Data;
        task["title"]!.GetValue<string>().ShouldContain("电箱门开着");
        task["sayings"]![0]!["text"]!.GetValue<string>().ShouldContain("电箱门开着");
        (task["next"]!.GetValue<string>(), task["kind"]!.GetValue<string>()).ShouldBe(("confirm", "confirm"));
        (task["asked"]!.GetValue<string>(), task["state"]!.GetValue<string>()).ShouldBe(("请到现场看一看", "Reported"));
        task["moves"]![0]!["text"]!.GetValue<string>().ShouldEndWith("派核实：请到现场看一看");
        (await phone.SendOne(Now(town), Pocket.Entry("confirm", caseId, new { isTrue = true }, Now(town))))["outcome"]!
            .GetValue<string>()
            .ShouldBe("accepted");
        (came, gone) = await phone.Sync();
        came.ShouldBe(1, "how many were done today");
        gone.ShouldBe([caseId.ToString()]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_a_device_holds_is_compared_also_when_it_names_the_state_of_the_centre(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        await phone.Sync();
        var caseId = await town.ToConfirm("台阶缺了一块，新来的");
        var told = await phone.Person.Do(
            "/api/field/sync",
            new { state = phone.State(), buckets = Convert.ToBase64String(new byte[2048]) }
        );

        var answer = await phone.Person.Do(
            "/api/field/sync",
            new
            {
                state = told["state"]!.GetValue<string>(),
                have = Enumerable
                    .Range(0, 256)
                    .ToDictionary(b => b.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => Array.Empty<string[]>()),
            }
        );

        answer["rows"]!.AsArray().Count.ShouldBeGreaterThan(0, "nothing is held, so everything comes");
        caseId.ShouldNotBe(Guid.Empty);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_device_sees_only_what_its_worker_may_see_and_no_phone_of_a_reporter(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        var mine = (
            await aunt.Do(
                "/api/reports",
                new
                {
                    text = "灯箱要掉，打 15400060077 找我",
                    lon = OwnGround.Lon,
                    lat = OwnGround.Lat,
                    phone = "15400060077",
                }
            )
        )["caseId"]!.GetValue<string>();
        using (var linXiao = await town.As(Role.Operator, "caozuo01"))
            await linXiao.Do($"/api/cases/{mine}/confirmation-requests", new { note = "看一看" });
        var theirs = await town.ToConfirm("张海洋那边的灯箱", 113.6470, 34.7402);
        using var wangLei = await Pocket.Of(town, "wangge0001");
        using var zhangHaiyang = await Pocket.Of(town, "wangge0003");

        await wangLei.Sync();
        await zhangHaiyang.Sync();

        wangLei.Held.ShouldContainKey(("task", mine));
        wangLei.Held.ShouldNotContainKey(("task", theirs.ToString()));
        zhangHaiyang.Held.ShouldContainKey(("task", theirs.ToString()));
        wangLei
            .Held.Values.Select(h => h.Data["phone"]?.GetValue<string>())
            .ShouldContain(p => p != null, "offices have a published phone");
        wangLei.Held.Values.ShouldAllBe(h => !h.Data.ToJsonString().Contains("15400060077"));
        wangLei.Held.Keys.Where(k => k.Kind == "grid").ShouldBe([("grid", "410103010004001")]);
        wangLei.Held[("grid", "410103010004001")].Data["rings"]![0]!.AsArray().Count.ShouldBeGreaterThan(3);
        await zhangHaiyang.Person.Do($"/api/cases/{theirs}/confirmation", new { isTrue = true }); // other tests count what lies in his grid
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_sync_that_was_broken_off_goes_on_with_what_it_holds(Engine engine)
    {
        var town = await Town.On(engine);
        for (var i = 0; i < 3; i++)
            await town.ToConfirm($"第 {i} 处破损，断点");
        using var whole = await Pocket.Of(town, "wangge0001");
        await whole.Sync();
        using var broken = await Pocket.Of(town, "wangge0001");
        foreach (var (key, value) in whole.Held.Where((_, i) => i % 2 == 0))
            broken.Held[key] = value;
        broken.Held[("task", Guid.Empty.ToString())] = ("1zh.1C", new JsonObject()); // no longer there

        var (came, gone) = await broken.Sync();

        came.ShouldBe(whole.Held.Count / 2);
        gone.ShouldBe([Guid.Empty.ToString()]);
        broken.State().ShouldBe(whole.State());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_first_sync_goes_on_behind_what_came_and_nonsense_is_refused(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        await phone.Sync();
        var inOrder = phone.Held.Keys.OrderBy(k => k.Kind, StringComparer.Ordinal).ThenBy(k => k.Id, StringComparer.Ordinal).ToList();
        var (kind, id) = inOrder[inOrder.Count / 2];
        var after = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes($"{kind}\n{id}"));

        var rest = await phone.Person.Do("/api/field/sync", new { after });

        rest["rows"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()).ShouldBe(inOrder.Skip((inOrder.Count / 2) + 1).Select(k => k.Id));
        object[] nonsense =
        [
            new { state = "x", buckets = "AAAA" },
            new { after = "%%%" },
            new { state = "x", have = new Dictionary<string, string[][]> { ["256"] = [] } },
            new
            {
                state = "x",
                have = new Dictionary<string, string[][]>
                {
                    ["1"] =
                    [
                        ["task", "a"],
                    ],
                },
            },
        ];
        foreach (var wrong in nonsense)
            (await phone.Person.Refused("/api/field/sync", wrong)).ShouldBe((400, "input.invalid"));
    }

    private static DateTime Now(Town town) => town.Clock.GetUtcNow().UtcDateTime;
}
