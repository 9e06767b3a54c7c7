using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Emergencies;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Timers;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Field;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Emergencies;

/// <summary>A pipe bursts in the grid of 王磊, over the real API, in virtual time, on both databases.</summary>
public sealed class EmergencyTests
{
    private const string Api = "/api/emergencies";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Burst_pipe_the_group_stands_in_five_minutes_three_groups_work_all_are_out_in_two_hours(Engine engine)
    {
        var (town, start) = await Morning(engine, 2);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        using var chen = await town.As(Role.ShiftLeader, "zhiban01");
        var raised = await wang.Do(Api, Tap("BurstPipe", 3));
        var path = $"{Api}/{raised["emergencyId"]}";
        raised["called"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(4);

        town.Clock.Set(start.AddSeconds(40));
        await zheng.Do(
            $"{path}/answers",
            new
            {
                answer = "Acknowledge",
                lon = 113.6588,
                lat = 34.7510,
            }
        );
        town.Clock.Set(start.AddMinutes(2));
        await wang.Do(
            $"{path}/answers",
            new
            {
                answer = "Arrive",
                lon = 113.6601,
                lat = 34.7516,
                deviceAt = start.AddMinutes(2),
            }
        );
        var repair = Of(await zheng.Do(path, method: HttpMethod.Get), "Repair");
        town.Clock.Set(start.AddMinutes(4));
        await zheng.Do($"{path}/answers", new { answer = "Arrive" });
        town.Clock.Set(start.AddMinutes(4.5));
        await zheng.Do($"{path}/answers", new { answer = "Arrive", callId = repair });

        var view = await zheng.Do(path, method: HttpMethod.Get);
        DateTime
            .Parse(view["musteredAt"]!.GetValue<string>(), null, System.Globalization.DateTimeStyles.AdjustToUniversal)
            .ShouldBe(start.AddMinutes(4.5));
        view["steps"]!
            .AsArray()
            .Select(s => s!["task"]!.GetValue<string>())
            .Distinct()
            .ShouldBe(["Command", "Evacuate", "Control", "Repair"], ignoreOrder: true);
        foreach (var step in view["steps"]!.AsArray())
            await wang.Do($"{path}/steps", new { no = step!["no"]!.GetValue<int>() });
        town.Clock.Set(start.AddMinutes(20));
        await wang.Do($"{path}/people", new { @out = 28, inside = 9 });
        (await zheng.Refused($"{path}/all-clear", new { })).Code.ShouldBe("emergency.still-inside");
        await zheng.Do(
            $"{path}/reports",
            new
            {
                reportId = Owed(view, "First"),
                text = "供水管爆裂，正在疏散",
                to = "区应急管理局",
            }
        );
        (await zheng.Refused($"{path}/receipts", new { reportId = Owed(view, "First") })).Code.ShouldBe("flash.own");
        await chen.Do($"{path}/receipts", new { reportId = Owed(view, "First") });

        town.Clock.Set(start.AddMinutes(112));
        using var wangAgain = await town.As(Role.GridWorker, "wangge0001"); // nobody touched a page for so long that the sessions ended
        using var zhengAgain = await town.As(Role.CommunitySecretary, "shuji001");
        await wangAgain.Do($"{path}/people", new { @out = 37, inside = 0 });
        (await zhengAgain.Refused($"{path}/all-clear", new { })).Code.ShouldBe("emergency.staff-inside");
        town.Clock.Set(start.AddMinutes(118));
        await zhengAgain.Do($"{path}/all-clear", new { staffAccounted = true, note = "路面待修" });
        (await wangAgain.Refused($"{path}/answers", new { answer = "Leave" })).Code.ShouldBe("emergency.ended");
        await zhengAgain.Do($"{path}/review", new { well = "五分钟到齐", wrong = "阀门井被压" });
        var late = new
        {
            text = "画禁停线",
            owner = "市政",
            dueOn = "2026-03-01",
        };
        (await zhengAgain.Refused($"{path}/measures", late)).Status.ShouldBe(400, "a measure is due on a day to come");
        await zhengAgain.Do(
            $"{path}/measures",
            new
            {
                text = "画禁停线",
                owner = "市政",
                dueOn = "2026-04-01",
            }
        );

        var ended = await zhengAgain.Do(path, method: HttpMethod.Get);
        ended["emergency"]!["peopleOut"]!.GetValue<int>().ShouldBe(37);
        ended["reports"]!.AsArray().Count(r => r!["stage"]!.GetValue<string>() == "Final").ShouldBe(1);
        ended["measures"]!.AsArray().ShouldHaveSingleItem();
        var caseId = Guid.Parse(raised["caseId"]!.GetValue<string>());
        var actions = await town.With(
            (_, db) => db.Timeline.Where(t => t.CaseId == caseId).OrderBy(t => t.Sequence).Select(t => t.Action).ToListAsync()
        );
        CaseAction[] told =
        [
            CaseAction.Alarm,
            CaseAction.Acknowledge,
            CaseAction.Muster,
            CaseAction.DoStep,
            CaseAction.CountPeople,
            CaseAction.FlashReport,
            CaseAction.AllClear,
            CaseAction.Review,
        ];
        told.Except(actions).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_taps_are_one_emergency_also_at_the_same_moment_and_by_two_people(Engine engine)
    {
        var (town, _) = await Morning(engine, 3);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var same = await town.As(Role.GridWorker, "wangge0001");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        var key = Guid.CreateVersion7(town.Clock.GetUtcNow()).ToString("N");
        foreach (var person in new[] { wang, same })
            person.DefaultRequestHeaders.Add("Idempotency-Key", key);

        var answers = await Task.WhenAll(wang.Do(Api, Tap("Gas", 4)), same.Do(Api, Tap("Gas", 4)), zheng.Do(Api, Tap("Gas", 4)));

        answers.Select(a => a["emergencyId"]!.GetValue<string>()).Distinct().ShouldHaveSingleItem();
        await zheng.Do($"{Api}/{answers[0]["emergencyId"]}/call-off", new { reason = "邻居炒菜的烟" });
        wang.DefaultRequestHeaders.Remove("Idempotency-Key");
        var again = await wang.Do(Api, Tap("Gas", 4));
        again["emergencyId"]!.GetValue<string>().ShouldNotBe(answers[0]["emergencyId"]!.GetValue<string>());
        await zheng.Do($"{Api}/{again["emergencyId"]}/call-off", new { reason = "试验" });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Everybody_who_answers_at_the_same_moment_is_on_the_record_once(Engine engine)
    {
        var (town, _) = await Morning(engine, 4);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        using var chen = await town.As(Role.ShiftLeader, "zhiban01");
        using var second = await town.As(Role.ShiftLeader, "zhiban02");
        using var leader = await town.As(Role.Leader, "lingdao01");
        var raised = await chen.Do(Api, Tap("Flood", 4));
        var path = $"{Api}/{raised["emergencyId"]}/answers";
        HttpClient[] people = [wang, zheng, second, leader];

        await Task.WhenAll(people.Concat(people).Select(p => p.Do(path, new { answer = "Arrive" })));

        var caseId = Guid.Parse(raised["caseId"]!.GetValue<string>());
        var arrived = await town.With(
            (_, db) => db.Timeline.Where(t => t.CaseId == caseId && t.Action == CaseAction.Muster).Select(t => t.AccountId).ToListAsync()
        );
        arrived.Count.ShouldBe(4);
        arrived.ShouldBeUnique();
        await town.Settle(); // what follows the answers writes as well
        var report = await town.With((_, db) => TimelineVerification.Run(db, TestContext.Current.CancellationToken));
        report.Faults.ShouldBeEmpty();
        await zheng.Do($"{Api}/{raised["emergencyId"]}/call-off", new { reason = "水已退" });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Residents_strangers_and_police_see_only_what_is_theirs(Engine engine)
    {
        var (town, _) = await Morning(engine, 5);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var far = await town.As(Role.GridWorker, "wangge0003");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        using var police = await town.As(Role.Handler, "chuzhi008");
        using var anybody = town.Anybody();
        var fire = await wang.Do(Api, Tap("Fire", 2));
        var crowd = await wang.Do(Api, Tap("Crowd", 4));
        string One(JsonNode of) => $"{Api}/{of["emergencyId"]}";

        (await anybody.Refused(Api, Tap("Fire", 2))).Status.ShouldBe(401);
        (await police.Refused(Api, Tap("Fire", 2))).Status.ShouldBe(403);
        (await far.Refused(One(fire), method: HttpMethod.Get)).Status.ShouldBe(404);
        (await far.Refused($"{One(fire)}/answers", new { answer = "Acknowledge" })).Status.ShouldBe(404);
        (await police.Refused(One(fire), method: HttpMethod.Get)).Status.ShouldBe(404);

        await zheng.Do($"{One(fire)}/calls", new { unitCode = "police", task = "Control" });
        var seen = await police.Do(One(fire), method: HttpMethod.Get);
        seen["commands"]!.GetValue<bool>().ShouldBeFalse();
        (await police.Refused(One(crowd), method: HttpMethod.Get)).Status.ShouldBe(404);
        (await police.Do(Api, method: HttpMethod.Get)).AsArray().Count.ShouldBe(1);
        await police.Do($"{One(fire)}/answers", new { answer = "Arrive" });
        (await police.Refused($"{One(fire)}/all-clear", new { staffAccounted = true })).Status.ShouldBe(403);
        foreach (var one in new[] { fire, crowd })
            await zheng.Do($"{One(one)}/call-off", new { reason = "演示结束" });
    }

    [Fact]
    public async Task An_emergency_of_another_district_is_nobodys()
    {
        var watched = await Safety.WatchedTown.On(Engine.Sqlite);
        using var wang = await watched.Town.As(Role.GridWorker, "wangge0001");
        var raised = await wang.Do(Api, Tap("Fire", 4));
        foreach (var role in new[] { Role.GridWorker, Role.ShiftLeader, Role.Leader })
        {
            using var neighbour = await watched.Neighbour(role);
            (await neighbour.Refused($"{Api}/{raised["emergencyId"]}", method: HttpMethod.Get)).Status.ShouldBe(404);
            (await neighbour.Refused($"{Api}/{raised["emergencyId"]}/answers", new { answer = "Acknowledge" })).Status.ShouldBe(404);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Limits_ring_once_whatever_the_clock_does(Engine engine)
    {
        var (town, start) = await Morning(engine, 6);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        var raised = await wang.Do(Api, Tap("Collapse", 3));
        var (id, caseId) = (Guid.Parse(raised["emergencyId"]!.GetValue<string>()), Guid.Parse(raised["caseId"]!.GetValue<string>()));

        town.Clock.Set(start.AddMinutes(-20)); // put back: nothing rings
        await Ring(town);
        (await Rows(town, caseId, CaseAction.FlashReport)).ShouldBe(0);
        foreach (var minutes in new[] { 3, 6, 9, 31, 5, 40 }) // forward, back and forward again
        {
            town.Clock.Set(start.AddMinutes(minutes));
            await Ring(town);
        }

        (await Rows(town, caseId, CaseAction.FlashReport)).ShouldBe(1, "the first report is overdue once");
        (await Rows(town, caseId, CaseAction.Alarm)).ShouldBe(2, "the alarm, and once who did not answer");
        var stored = await town.With((_, db) => db.Set<Emergency>().SingleAsync(e => e.Id == id));
        stored.ReminderRound.ShouldBe(3);
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        await zheng.Do($"{Api}/{id}/call-off", new { reason = "试验" });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_drill_runs_the_same_sends_no_message_and_leaves_nothing_in_the_queue(Engine engine)
    {
        var (town, _) = await Morning(engine, 7);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        var raised = await wang.Do(
            Api,
            new
            {
                kind = "Fire",
                severity = 4,
                lon = OwnGround.Lon,
                lat = OwnGround.Lat,
                isDrill = true,
            }
        );
        var path = $"{Api}/{raised["emergencyId"]}";
        await town.Settle();

        await wang.Do($"{path}/people", new { @out = 5, inside = 0 });
        await zheng.Do($"{path}/all-clear", new { staffAccounted = true });

        var id = Guid.Parse(raised["emergencyId"]!.GetValue<string>());
        (await town.With((_, db) => db.Set<EmergencyCall>().AnyAsync(c => c.EmergencyId == id && c.MessagedAt != null))).ShouldBeFalse();
        var caseId = Guid.Parse(raised["caseId"]!.GetValue<string>());
        (await town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.State).SingleAsync())).ShouldBe(CaseState.Withdrawn);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_real_alarm_reaches_the_phone_of_a_seat_without_account_once(Engine engine)
    {
        var (town, _) = await Morning(engine, 8);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        var raised = await wang.Do(Api, Tap("Weather", 4));
        var id = Guid.Parse(raised["emergencyId"]!.GetValue<string>());
        for (var round = 0; round < 100 && !await Messaged(town, id); round++)
        {
            await town.Settle();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await Messaged(town, id)).ShouldBeTrue();
        var file = Path.Combine(town.Services.GetRequiredService<Gezhi.Platform.Protection.StorageRoot>().Path, "messages.jsonl");
        var texts = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(l =>
            JsonNode.Parse(l)!["Text"]!.GetValue<string>()
        );
        texts.ShouldContain(t => t.Contains("警报：极端天气", StringComparison.Ordinal));
        await zheng.Do($"{Api}/{id}/call-off", new { reason = "试验" });
    }

    [Theory]
    [InlineData(Role.Dispatcher)]
    [InlineData(Role.GridLead)]
    [InlineData(Role.Leader)]
    public async Task Whoever_holds_the_alarm_raises_it_also_without_taking_reports(Role role)
    {
        var (town, _) = await Morning(Engine.Sqlite, 9);
        using var person = await town.As(role);

        (await person.See("/emergency/new")).Page.QuerySelector("button.alarm").ShouldNotBeNull();
        var raised = await person.Do(Api, role == Role.Dispatcher ? Tap("Fire", 4) : new { kind = "Fire", severity = 4 });

        raised["isNew"]!.GetValue<bool>().ShouldBeTrue();
        raised["called"]!.GetValue<int>().ShouldBeGreaterThan(0);
        await CallOff(town, raised);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_drill_never_buries_what_a_resident_reported(Engine engine)
    {
        var (town, _) = await Morning(engine, 10);
        using var resident = town.Anybody();
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        var reported = await resident.Do(
            "/api/reports",
            new
            {
                text = "楼下起火冒烟，请快来",
                lon = OwnGround.Lon,
                lat = OwnGround.Lat,
            }
        );
        var caseId = Guid.Parse(reported["caseId"]!.GetValue<string>());
        object Drill(Guid? of) =>
            new
            {
                kind = "Fire",
                severity = 4,
                caseId = of,
                lon = OwnGround.Lon,
                lat = OwnGround.Lat,
                isDrill = true,
            };

        (await wang.Refused(Api, Drill(caseId))).Code.ShouldBe("emergency.drill-on-case");
        var drill = await wang.Do(Api, Drill(null));
        var own = Guid.Parse(drill["caseId"]!.GetValue<string>());
        own.ShouldNotBe(caseId);
        (await town.With((_, db) => db.Cases.Where(c => c.Id == own).Select(c => c.IsUrgent).SingleAsync())).ShouldBeFalse();
        await CallOff(town, drill);

        (await State(town, caseId)).ShouldBe(CaseState.Reported);
        (await State(town, own)).ShouldBe(CaseState.Withdrawn);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_used_key_never_stands_in_the_way_of_an_alarm(Engine engine)
    {
        var (town, _) = await Morning(engine, 11);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        wang.DefaultRequestHeaders.Add("Idempotency-Key", "key-of-a-page-left-open");
        var first = await wang.Do(Api, Tap("Fire", 4));
        (await wang.Do(Api, Tap("Fire", 4)))["emergencyId"]!.GetValue<string>().ShouldBe(first["emergencyId"]!.GetValue<string>());

        var gas = await wang.Do(Api, Tap("Gas", 4));
        gas["isNew"]!.GetValue<bool>().ShouldBeTrue("the same key for another matter");
        await CallOff(town, gas);
        await CallOff(town, first);
        var again = await wang.Do(Api, Tap("Fire", 4));

        again["emergencyId"]!.GetValue<string>().ShouldNotBe(first["emergencyId"]!.GetValue<string>());
        (await town.With((_, db) => db.Set<EmergencyCall>().CountAsync(c => c.EmergencyId == Id(again)))).ShouldBeGreaterThan(0);
        await CallOff(town, again);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Reinforcements_are_reminded_and_get_a_message_on_their_phone(Engine engine)
    {
        var (town, start) = await Morning(engine, 12);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        var raised = await wang.Do(Api, Tap("Flood", 4));
        var path = $"{Api}/{raised["emergencyId"]}";
        foreach (var call in (await zheng.Do(path, method: HttpMethod.Get))["calls"]!.AsArray())
            await zheng.Do($"{path}/answers", new { answer = "Acknowledge", callId = call!["id"]!.GetValue<string>() });
        town.Clock.Set(start.AddMinutes(3));
        await Ring(town); // everybody has answered: the first rounds are over
        var account = await town.With(
            (_, db) => db.Set<Gezhi.Identity.Accounts.Account>().Where(a => a.UserName == "chuzhi006").Select(a => a.Id).SingleAsync()
        );
        town.Clock.Set(start.AddMinutes(4));
        await zheng.Do($"{path}/calls", new { unitCode = "traffic-police", task = "Control" });
        for (var minutes = 6; minutes <= 12; minutes += 2)
        {
            town.Clock.Set(start.AddMinutes(minutes).AddSeconds(1));
            await Ring(town);
        }
        await town.Settle();

        (await Rows(town, Guid.Parse(raised["caseId"]!.GetValue<string>()), CaseAction.Alarm)).ShouldBe(
            3,
            "alarm, reinforcements, and who kept silent"
        );
        using var zhou = await town.As(Role.ShiftLeader, "zhiban01");
        var page = (await zhou.See($"/cases/{raised["caseId"]}")).Page;
        var record = page.QuerySelectorAll("ol.record li > strong").Select(e => e.FirstChild!.TextContent.Trim()).ToList();
        record.Count(r => r == "拉响警报").ShouldBe(1, "the alarm was raised once: " + string.Join('|', record));
        (record.Count(r => r == "增援"), record.Count(r => r == "无人应召")).ShouldBe((1, 1));
        var told = false;
        for (var round = 0; round < 100 && !told; round++)
        {
            told = await town.With(
                (_, db) =>
                    db.Set<EmergencyCall>().AnyAsync(c => c.EmergencyId == Id(raised) && c.AccountId == account && c.MessagedAt != null)
            );
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        told.ShouldBeTrue();
        await CallOff(town, raised);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Where_somebody_was_is_for_them_and_the_commander_and_is_forgotten(Engine engine)
    {
        var (town, start) = await Morning(engine, 13);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var lin = await town.As(Role.Operator, "caozuo01");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        var raised = await zheng.Do(Api, Tap("Fire", 4));
        var path = $"{Api}/{raised["emergencyId"]}";
        await wang.Do(
            $"{path}/answers",
            new
            {
                answer = "Arrive",
                lon = 113.6601,
                lat = 34.7516,
            }
        );

        async Task<int> Places(HttpClient person) =>
            (await person.Do(path, method: HttpMethod.Get))["calls"]!.AsArray().Count(c => c!["arrivedLon"] is not null);
        (await Places(zheng), await Places(wang), await Places(lin)).ShouldBe((1, 1, 0));
        (await zheng.Do(path, method: HttpMethod.Get))["timeline"]!.ToJsonString().ShouldNotContain("113.66");
        (await lin.Refused($"{path}/people", new { @out = 1, inside = 0 })).Status.ShouldBe(403);
        (await lin.Refused($"{path}/steps", new { no = 1 })).Status.ShouldBe(403);

        await CallOff(town, raised);
        await town.With((_, db) => PlaceSweep.Clear(db, start.AddDays(89), default));
        (await Places(zheng)).ShouldBe(1);
        await town.With((_, db) => PlaceSweep.Clear(db, start.AddDays(91), default));
        (await Places(zheng)).ShouldBe(0);
    }

    [Fact]
    public async Task A_report_is_signed_above_and_not_by_a_peer()
    {
        var (town, _) = await Morning(Engine.Sqlite, 14);
        using var chen = await town.As(Role.ShiftLeader, "zhiban01");
        using var peer = await town.As(Role.ShiftLeader, "zhiban02");
        using var leader = await town.As(Role.Leader, "lingdao01");
        var raised = await chen.Do(Api, Tap("Fire", 4));
        var path = $"{Api}/{raised["emergencyId"]}";
        var report = Owed(await chen.Do(path, method: HttpMethod.Get), "First");
        await chen.Do(
            $"{path}/reports",
            new
            {
                reportId = report,
                text = "已出动",
                to = "区应急管理局",
            }
        );

        (await peer.Refused($"{path}/receipts", new { reportId = report })).Code.ShouldBe("flash.peer");
        await leader.Do($"{path}/receipts", new { reportId = report });
        await CallOff(town, raised);
    }

    [Fact]
    public async Task A_second_alarm_of_a_case_tells_its_own_story()
    {
        var (town, start) = await Morning(Engine.Sqlite, 15);
        using var chen = await town.As(Role.ShiftLeader, "zhiban01");
        var first = await chen.Do(Api, Tap("Fire", 4));
        await CallOff(town, first);
        town.Clock.Set(start.AddHours(1));
        using var later = await town.As(Role.ShiftLeader, "zhiban01");
        var second = await later.Do(
            Api,
            new
            {
                kind = "Fire",
                severity = 4,
                caseId = first["caseId"]!.GetValue<string>(),
            }
        );
        second["caseId"]!.GetValue<string>().ShouldBe(first["caseId"]!.GetValue<string>());

        async Task<int> Alarms(JsonNode of) =>
            (await later.Do($"{Api}/{of["emergencyId"]}", method: HttpMethod.Get))["timeline"]!
                .AsArray()
                .Count(t => t!["action"]!.GetValue<string>() == "Alarm");
        (await Alarms(first), await Alarms(second)).ShouldBe((1, 1));
        await CallOff(town, second);
    }

    [Fact]
    public async Task The_feed_tells_of_an_alarm_only_whom_it_concerns()
    {
        var (town, _) = await Morning(Engine.Sqlite, 16);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var chen = await town.As(Role.ShiftLeader, "zhiban01");
        using var auditor = await town.As(Role.AuditAdmin);
        using var police = await town.As(Role.Handler, "chuzhi008");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(30));
        var heard = new System.Collections.Concurrent.ConcurrentDictionary<HttpClient, string>();
        var ready = new List<TaskCompletionSource>();
        var listening = new[] { chen, auditor, police }
            .Select(person =>
            {
                var hello = new TaskCompletionSource();
                ready.Add(hello);
                return Listen(person, text => heard.AddOrUpdate(person, text, (_, had) => had + text), hello, stop.Token);
            })
            .ToList();
        await Task.WhenAll(ready.Select(r => r.Task));

        var raised = await wang.Do(Api, Tap("Fire", 4));
        for (
            var round = 0;
            round < 100 && heard.GetValueOrDefault(chen)?.Contains("cases.emergency", StringComparison.Ordinal) != true;
            round++
        )
        {
            await town.Settle();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(listening);

        heard.GetValueOrDefault(chen, "").ShouldContain(raised["emergencyId"]!.GetValue<string>());
        heard.GetValueOrDefault(auditor, "").ShouldNotContain("cases.emergency");
        heard.GetValueOrDefault(police, "").ShouldNotContain(raised["emergencyId"]!.GetValue<string>());
        await CallOff(town, raised);
    }

    [Fact]
    public async Task Who_is_called_from_elsewhere_hears_it_on_any_page_and_finds_it_among_the_messages()
    {
        var (town, _) = await Morning(Engine.Sqlite, 18);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");
        using var far = await town.As(Role.GridWorker, "wangge0003"); // of another street
        using var other = await town.As(Role.GridWorker, "wangge0002"); // of a third one, not called
        var raised = await wang.Do(Api, Tap("Flood", 3));
        await town.Settle();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(30));
        var heard = new System.Collections.Concurrent.ConcurrentDictionary<HttpClient, string>();
        var ready = new List<TaskCompletionSource>();
        var listening = new[] { far, other }
            .Select(person =>
            {
                var hello = new TaskCompletionSource();
                ready.Add(hello);
                return Listen(person, text => heard.AddOrUpdate(person, text, (_, had) => had + text), hello, stop.Token);
            })
            .ToList();
        await Task.WhenAll(ready.Select(r => r.Task));

        var account = await town.With(
            (_, db) => db.Set<Gezhi.Identity.Accounts.Account>().Where(a => a.UserName == "wangge0003").Select(a => a.Id).SingleAsync()
        );
        await zheng.Do($"{Api}/{raised["emergencyId"]}/calls", new { accountId = account, task = "Repair" });
        for (
            var round = 0;
            round < 100 && heard.GetValueOrDefault(far)?.Contains("cases.emergency", StringComparison.Ordinal) != true;
            round++
        )
        {
            await town.Settle();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(listening);

        heard.GetValueOrDefault(far, "").ShouldContain(raised["emergencyId"]!.GetValue<string>());
        heard.GetValueOrDefault(other, "").ShouldNotContain("cases.emergency");
        far.DefaultRequestHeaders.Accept.Clear();
        foreach (var page in (string[])["/messages", "/field/messages"])
            (await far.GetStringAsync(new Uri(page, UriKind.Relative))).ShouldContain($"/emergency/{raised["emergencyId"]}");
        far.DefaultRequestHeaders.AcceptLanguage.Clear();
        far.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        (await far.GetStringAsync(new Uri("/messages", UriKind.Relative))).ShouldContain("please answer at once");
        await CallOff(town, raised);
    }

    private static async Task Listen(HttpClient person, Action<string> tell, TaskCompletionSource hello, CancellationToken ct)
    {
        try
        {
            using var stream = await person.GetStreamAsync(new Uri("/emergency/live", UriKind.Relative), ct);
            var buffer = new byte[4096];
            for (var read = 1; read > 0; )
            {
                read = await stream.ReadAsync(buffer, ct);
                tell(System.Text.Encoding.UTF8.GetString(buffer, 0, read));
                hello.TrySetResult();
            }
        }
        catch (OperationCanceledException)
        {
            hello.TrySetResult(); // the test is over
        }
    }

    private static Guid Id(JsonNode raised) => Guid.Parse(raised["emergencyId"]!.GetValue<string>());

    private static async Task CallOff(Town town, JsonNode raised)
    {
        using var chen = await town.As(Role.ShiftLeader, "zhiban01");
        await chen.Do($"{Api}/{raised["emergencyId"]}/call-off", new { reason = "试验" });
    }

    private static Task<CaseState> State(Town town, Guid caseId) =>
        town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.State).SingleAsync());

    private static Task<bool> Messaged(Town town, Guid id) =>
        town.With((_, db) => db.Set<EmergencyCall>().AnyAsync(c => c.EmergencyId == id && c.AccountId == null && c.MessagedAt != null));

    private static object Tap(string kind, int severity) =>
        new
        {
            kind,
            severity,
            lon = OwnGround.Lon,
            lat = OwnGround.Lat,
        };

    /// <summary>Ten in the morning, some days after the town began: each test has a day of its own.</summary>
    private static async Task<(Town, DateTime)> Morning(Engine engine, int daysAfter)
    {
        var town = await Town.On(engine);
        var start = new DateTime(2026, 3, 5, 2, 0, 0, DateTimeKind.Utc).AddDays(daysAfter - 1);
        town.Clock.Set(start);
        return (town, start);
    }

    private static async Task Ring(Town town)
    {
        var loop = town.Services.GetRequiredService<TimerLoop>();
        for (var round = 0; round < 30; round++)
        {
            await loop.Fire(Town.District, TestContext.Current.CancellationToken);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static Task<int> Rows(Town town, Guid caseId, CaseAction action) =>
        town.With((_, db) => db.Timeline.CountAsync(t => t.CaseId == caseId && t.Action == action));

    private static string Of(JsonNode view, string task) =>
        view["calls"]!.AsArray().First(c => c!["task"]!.GetValue<string>() == task)!["id"]!.GetValue<string>();

    private static string Owed(JsonNode view, string stage) =>
        view["reports"]!.AsArray().First(r => r!["stage"]!.GetValue<string>() == stage)!["id"]!.GetValue<string>();
}
