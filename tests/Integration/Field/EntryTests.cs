using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Field.Entries;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>What a worker entered without network arrives: once, in order, with a signed receipt, or held until the worker decides.</summary>
public sealed class EntryTests
{
    private const string Litter = "gb47678/matter/06010";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_the_camera_wrote_is_kept_with_the_photo_that_was_made_smaller(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        var now = town.Clock.GetUtcNow().UtcDateTime;
        var (placed, odd) = (Pocket.NewPhoto(), Pocket.NewPhoto());
        var (first, second) = (await phone.Upload(placed), await phone.Upload(odd));
        var photos = new object[]
        {
            new
            {
                hash = first,
                takenAt = "2026-03-05T09:30:00",
                offset = "+08:00",
                lon = 113.6601,
                lat = 34.7512,
            },
            new
            {
                hash = second,
                takenAt = "yesterday",
                lon = 999,
                lat = "x",
            },
        };
        var result = await phone.SendOne(
            now,
            Pocket.Entry(
                "report",
                null,
                new
                {
                    text = "墙皮掉了",
                    lon = OwnGround.Lon,
                    lat = OwnGround.Lat,
                    photos,
                },
                now,
                null,
                first,
                second
            )
        );
        var caseId = Guid.Parse(result["caseId"]!.GetValue<string>());

        var kept = (await town.With((_, db) => db.Set<Evidence>().Where(e => e.CaseId == caseId).ToListAsync())).ToDictionary(e =>
            e.FileHash
        );
        (kept[first].Lon, kept[first].Lat).ShouldBe((113.6601, 34.7512));
        kept[first].TakenAt.ShouldBe(new DateTime(2026, 3, 5, 1, 30, 0, DateTimeKind.Utc));
        (kept[second].Lon, kept[second].TakenAt).ShouldBe((null, null));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_whole_task_done_without_network_is_accepted_in_order_with_the_photo_as_it_was_taken(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await town.ToHandle("河边一堆碎砖，离线办");
        using var phone = await Pocket.Of(town, "wangge0001");
        var (version, now) = (await Version(town, caseId), Now(town));
        var photo = Pocket.NewPhoto();
        var hash = await phone.Upload(photo);

        var results = await phone.Send(
            now,
            Pocket.Entry("accept", caseId, new { }, now.AddMinutes(-50), version),
            Pocket.Entry("depart", caseId, new { }, now.AddMinutes(-45), version),
            Pocket.Entry("arrive", caseId, new { }, now.AddMinutes(-30), version),
            Pocket.Entry("hand-in", caseId, new { result = "碎砖已清走" }, now.AddMinutes(-10), version, hash)
        );

        results.Select(r => r["outcome"]!.GetValue<string>()).ShouldBe(["accepted", "accepted", "accepted", "accepted"]);
        (await State(town, caseId)).ShouldBe(CaseState.Handled);
        var moves = await town.With((_, db) => db.Timeline.Where(t => t.CaseId == caseId).OrderBy(t => t.Sequence).ToListAsync());
        moves[^4..].Select(m => m.Action).ShouldBe([CaseAction.Accept, CaseAction.Depart, CaseAction.Arrive, CaseAction.ReportDone]);
        moves[^4..].Select(m => m.DeviceAt).ShouldBe([now.AddMinutes(-50), now.AddMinutes(-45), now.AddMinutes(-30), now.AddMinutes(-10)]);
        (await Stored(town, hash)).ShouldBe(photo);
        (await phone.Person.Do($"/api/field/blobs/{hash}", method: HttpMethod.Get))["have"]!
            .GetValue<int>()
            .ShouldBe(0, "it lies with the case now");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_same_entry_again_gets_the_same_receipt_and_does_nothing(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await town.ToConfirm("路灯杆歪了，重发");
        using var phone = await Pocket.Of(town, "wangge0001");
        var entry = Pocket.Entry("confirm", caseId, new { isTrue = "true", note = "属实" }, Now(town));
        var found = Pocket.Entry(
            "report",
            null,
            new
            {
                text = $"树枝断了 {caseId}",
                lon = OwnGround.Lon,
                lat = OwnGround.Lat,
            },
            Now(town)
        );

        var first = await phone.Send(Now(town), entry, found);
        town.Clock.Move(TimeSpan.FromMinutes(3));
        var again = await phone.Send(Now(town), entry, found);
        var changed = JsonNode.Parse(entry.ToJsonString())!.AsObject();
        changed["data"]!["note"] = "不属实";
        var other = await phone.SendOne(Now(town), changed);

        first.ConvertAll(r => r["outcome"]!.GetValue<string>()).ShouldBe(["accepted", "accepted"]);
        again.ConvertAll(r => r["receipt"]!.ToJsonString()).ShouldBe(first.ConvertAll(r => r["receipt"]!.ToJsonString()));
        (other["outcome"]!.GetValue<string>(), Code(other)).ShouldBe(("refused", "entry.other-content"));
        (await Moves(town, caseId, CaseAction.Confirm)).ShouldBe(1);
        (await town.With((_, db) => db.Reports.CountAsync(r => r.Text == $"树枝断了 {caseId}"))).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Page_and_service_worker_sending_at_once_do_it_once(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await town.ToHandle("楼前一堆纸箱，两边同时送");
        using var phone = await Pocket.Of(town, "wangge0001");
        var now = Now(town);
        JsonObject[] entries =
        [
            Pocket.Entry("accept", caseId, new { }, now),
            Pocket.Entry("depart", caseId, new { }, now),
            Pocket.Entry(
                "solve-on-spot",
                null,
                Spot($"两边同时 {caseId}"),
                now,
                null,
                await phone.Upload(Pocket.NewPhoto()),
                await phone.Upload(Pocket.NewPhoto())
            ),
        ];
        entries[2]["data"]!["photos"] = new JsonArray(
            new JsonObject { ["hash"] = entries[2]["blobs"]![1]!.DeepClone(), ["role"] = "after" }
        );

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => phone.Send(now, entries)));
        var last = await phone.Send(now, entries);

        last.ShouldAllBe(r => r["outcome"]!.GetValue<string>() == "accepted");
        (await Moves(town, caseId, CaseAction.Accept)).ShouldBe(1);
        (await Moves(town, caseId, CaseAction.Depart)).ShouldBe(1);
        (await town.With((_, db) => db.Reports.CountAsync(r => r.Text == $"两边同时 {caseId}"))).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_others_did_meanwhile_is_shown_beside_it_and_held_until_the_worker_decides(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await town.ToConfirm("墙皮快掉了，期间有变");
        using var phone = await Pocket.Of(town, "wangge0001");
        var version = await Version(town, caseId);
        var now = Now(town);
        using (var linXiao = await town.As(Role.Operator, "caozuo01"))
            await linXiao.Do($"/api/cases/{caseId}/filing", new { categoryKey = Litter, note = "电话里已经核实" });
        await town.Settle();

        var entry = Pocket.Entry("confirm", caseId, new { isTrue = true, note = "属实" }, now, version);
        var later = Pocket.Entry("climb", caseId, new { note = "要吊车" }, now, version);
        var results = await phone.Send(Now(town), entry, later);

        (results[0]["outcome"]!.GetValue<string>(), Code(results[0])).ShouldBe(("needs-me", "case.move-not-allowed"));
        var theirs = results[0]["theirs"]!;
        theirs["lines"]!.AsArray().Select(l => l!.GetValue<string>()).ShouldContain(l => l.Contains("立案"));
        theirs["version"]!.GetValue<int>().ShouldBe(await Version(town, caseId));
        (results[1]["outcome"]!.GetValue<string>(), Code(results[1])).ShouldBe(("later", "entry.waits"));
        var alone = await phone.SendOne(Now(town), later);
        Code(alone).ShouldBe("entry.waits", "the first one still needs the worker");
        (await phone.SendOne(Now(town), entry))["outcome"]!.GetValue<string>().ShouldBe("needs-me", "asked again, answered the same");
        (await Row(town, entry)).Said.ShouldNotBeNull("what was entered is kept, sealed");
        var page = await phone.Person.See("/field/devices");
        page.Text("#held").ShouldContain("核实");
        page.Page.QuerySelector($"#held a[href='/field/tasks/{caseId}']").ShouldNotBeNull();

        var decided = Pocket.Entry(
            "climb",
            caseId,
            new { note = "已立案，直接呈报：要吊车", insteadOf = entry["id"]!.ToString() },
            Now(town),
            theirs["version"]!.GetValue<int>()
        );
        (await phone.SendOne(Now(town), decided))["outcome"]!.GetValue<string>().ShouldBe("accepted");

        var row = await Row(town, entry);
        (row.State, row.Said).ShouldBe((EntryState.Replaced, null));
        (await Moves(town, caseId, CaseAction.Climb)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_step_that_is_still_the_workers_merges_with_what_others_did(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await town.ToHandle("路边一把破椅子，期间被催办");
        using var phone = await Pocket.Of(town, "wangge0001");
        var (version, now) = (await Version(town, caseId), Now(town));
        using (var zhouHang = await town.As(Role.Dispatcher, "paiqian01"))
            await zhouHang.Do($"/api/cases/{caseId}/remarks", new { action = "Urge", note = "请今天办结" });

        var result = await phone.SendOne(Now(town), Pocket.Entry("accept", caseId, new { }, now, version));

        result["outcome"]!.GetValue<string>().ShouldBe("accepted");
        result["version"]!.GetValue<int>().ShouldBe(version + 2);
        (await State(town, caseId)).ShouldBe(CaseState.Handling);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_dropped_by_hand_is_never_done_whenever_it_comes(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await town.ToConfirm("窗台花盆，放弃");
        using var phone = await Pocket.Of(town, "wangge0001");
        var entry = Pocket.Entry("confirm", caseId, new { isTrue = true }, Now(town));

        var dropped = await phone.Person.Do($"/api/field/entries/{entry["id"]}/dropped");
        var sent = await phone.SendOne(Now(town), entry);

        dropped["state"]!.GetValue<string>().ShouldBe("dropped");
        (sent["outcome"]!.GetValue<string>(), Code(sent)).ShouldBe(("refused", "entry.dropped"));
        (await State(town, caseId)).ShouldBe(CaseState.Reported);
        using var other = await Pocket.Of(town, "wangge0002");
        (await other.Person.Refused($"/api/field/entries/{entry["id"]}/dropped")).Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_missing_photo_leaves_the_entry_and_those_behind_it_in_the_queue(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await town.ToConfirm("护栏断了，照片没传完");
        using var phone = await Pocket.Of(town, "wangge0001");
        using var other = await Pocket.Of(town, "wangge0002");
        var photo = Pocket.NewPhoto();
        var hash = await other.Upload(photo); // of a colleague: not for this one
        var entry = Pocket.Entry("confirm", caseId, new { isTrue = true }, Now(town), null, hash);
        var behind = Pocket.Entry("climb", caseId, new { note = "要电焊" }, Now(town));

        var first = await phone.Send(Now(town), entry, behind);
        await phone.Upload(photo);
        var second = await phone.Send(Now(town), entry, behind);

        (first[0]["outcome"]!.GetValue<string>(), Code(first[0])).ShouldBe(("later", "entry.photos"));
        first[0]["missing"]!.AsArray().Select(m => m!.GetValue<string>()).ShouldBe([hash]);
        Code(first[1]).ShouldBe("entry.waits");
        second.ShouldAllBe(r => r["outcome"]!.GetValue<string>() == "accepted");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_can_never_be_done_is_refused_with_what_to_do_next(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        var now = Now(town);
        var theirCase = await town.ToConfirm("张海洋网格里的事", 113.6470, 34.7402);
        var own = await town.ToConfirm("小广告，没写所见");

        var results = await phone.Send(
            now,
            Pocket.Entry("confirm", Guid.CreateVersion7(), new { isTrue = true }, now), // of another district, or of none
            Pocket.Entry("confirm", theirCase, new { isTrue = true }, now),
            Pocket.Entry("confirm", own, new { isTrue = false }, now),
            Pocket.Entry("dance", null, new { }, now),
            Pocket.Entry(
                "report",
                null,
                new
                {
                    text = "在区外",
                    lon = 121.47,
                    lat = 31.23,
                },
                now
            ),
            Pocket.Entry("report", null, new { text = "开关不是开关", isUrgent = "a" }, now)
        );

        results.ConvertAll(r => r["outcome"]!.GetValue<string>()).Distinct().ShouldBe(["refused"]);
        results
            .ConvertAll(Code)
            .ShouldBe(["not-found", "not-found", "input.invalid", "entry.unknown-kind", "place.outside", "input.invalid"]);
        results[2]["problem"]!["errors"]!["Note"]![0]!.GetValue<string>().Length.ShouldBeGreaterThan(2);
        results.ShouldAllBe(r => r["problem"]!["detail"]!.GetValue<string>().Length > 4);
        (await State(town, theirCase)).ShouldBe(CaseState.Reported);
        using var zhangHaiyang = await town.As(Role.GridWorker, "wangge0003");
        await zhangHaiyang.Do($"/api/cases/{theirCase}/confirmation", new { isTrue = true }); // other tests count what lies in his grid
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_wrong_clock_is_told_and_kept_beside_ours(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await town.ToConfirm("井盖响，手机慢了两小时");
        using var phone = await Pocket.Of(town, "wangge0001");
        var now = Now(town);
        var entry = Pocket.Entry("confirm", caseId, new { isTrue = true }, now.AddHours(-3));
        var ahead = Pocket.Entry(
            "report",
            null,
            new
            {
                text = $"快钟 {caseId}",
                lon = OwnGround.Lon,
                lat = OwnGround.Lat,
            },
            now.AddHours(5)
        );

        var answer = await phone.Person.Do("/api/field/entries", new { sentAt = now.AddHours(-2), entries = new[] { entry, ahead } });

        answer["skewSeconds"]!.GetValue<int>().ShouldBe(-7200);
        answer["results"]!.AsArray().ShouldAllBe(r => r!["outcome"]!.GetValue<string>() == "accepted");
        var row = await Row(town, entry);
        (row.MadeAt, row.ReceivedAt, row.SkewSeconds).ShouldBe((now.AddHours(-3), now, -7200));
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (await linXiao.See($"/cases/{caseId}")).Text(".record").ShouldContain("设备时间");
    }

    private static object Spot(string text) =>
        new
        {
            text,
            categoryKey = Litter,
            lon = OwnGround.Lon,
            lat = OwnGround.Lat,
        };

    private static string? Code(JsonNode result) => result["problem"]?["code"]!.GetValue<string>();

    private static DateTime Now(Town town) => town.Clock.GetUtcNow().UtcDateTime;

    private static Task<int> Version(Town town, Guid caseId) =>
        town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.Version).SingleAsync());

    private static Task<CaseState> State(Town town, Guid caseId) =>
        town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.State).SingleAsync());

    private static Task<int> Moves(Town town, Guid caseId, CaseAction action) =>
        town.With((_, db) => db.Timeline.CountAsync(t => t.CaseId == caseId && t.Action == action));

    private static Task<Entry> Row(Town town, JsonObject entry)
    {
        var id = Guid.Parse(entry["id"]!.GetValue<string>());
        return town.With((_, db) => db.Set<Entry>().AsNoTracking().SingleAsync(e => e.Id == id));
    }

    private static Task<byte[]> Stored(Town town, string hash) =>
        town.With(
            async (services, db) =>
            {
                var file = await db.Set<StoredFile>().SingleAsync(f => f.Hash == hash);
                return await File.ReadAllBytesAsync(services.GetRequiredService<BlobStore>().Place(Town.District, file.Folder, hash));
            }
        );
}
