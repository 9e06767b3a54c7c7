using System.Net;
using Gezhi.Cases;
using Gezhi.Field.Entries;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>A held entry whose worker has no phone any more: a supervisor sees both sides and decides.</summary>
public sealed class HeldEntryTests
{
    private const string Litter = "gb47678/matter/06010";
    private const string Said = "墙皮掉了半块，树边拉了线";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_supervisor_sees_both_sides_and_hands_what_was_noted_to_who_holds_the_case(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        var (caseId, entry, at) = await Held(town, phone, "墙皮掉了，手机后来丢了");
        using var leader = await town.As(Role.ShiftLeader, "zhiban01");
        using var elsewhere = await town.As(Role.CommunitySecretary, "shuji043");

        (await elsewhere.See("/held")).Text("main").ShouldNotContain("王磊");
        (await elsewhere.See($"/held/{entry}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await phone.Person.See($"/held/{entry}")).Status.ShouldBe(HttpStatusCode.Forbidden, "who works does not supervise");
        var list = await leader.See("/held");
        list.Text("main").ShouldContain("王磊");
        list.Text("main").ShouldNotContain(Said, customMessage: "what was written is opened one at a time");
        var both = await leader.See($"/held/{entry}");
        both.Text(".sides3").ShouldContain(Said);
        both.Text(".sides3").ShouldContain("立案");
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.SubjectId == entry && a.Action == "entry.opened"))).ShouldBe(1);

        (await leader.Submit(both, "main form", ("HandOn", "true"), ("Why", ""))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await leader.Submit(both, "main form", ("HandOn", "true"), ("Why", "手机丢了，我代为转交"))).Text("h1").ShouldBe("待决的现场记录");

        (await leader.See($"/cases/{caseId}")).Text("main").ShouldContain(Said);
        var row = await town.With((_, db) => db.Set<Entry>().AsNoTracking().SingleAsync(e => e.Id == entry));
        (row.State, row.Said, row.DecidedWhy).ShouldBe((EntryState.HandedOn, null, "手机丢了，我代为转交"));
        var told = await phone.SendOne(at.At, at.Entry);
        (told.Text("outcome"), told["problem"]!.Text("code")).ShouldBe(("decided", "entry.handed-on"));
        told["problem"]!.Text("detail").ShouldContain("我代为转交");
        await phone.Sync();
        var heard = phone.Held[("decided", entry.ToString())].Data;
        (heard["receipt"]!.Text("outcome"), heard.Text("why")).ShouldBe(("handed-on", "手机丢了，我代为转交"));
        heard.Text("by").ShouldNotBeEmpty("the post, never a name");
        phone.Holds(heard["receipt"]!, at.Entry).ShouldBeTrue("the phone lets go of it for a signed receipt only");
        (await phone.Person.See("/field/devices")).Text("main").ShouldContain("手机丢了，我代为转交");
        (await leader.See($"/held/{entry}")).Status.ShouldBe(HttpStatusCode.NotFound, "decided once");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_others_did_may_stand_and_the_case_stays_as_it_is(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        var (caseId, entry, sent) = await Held(town, phone, "路牙石松了，两边都动过");
        using var leader = await town.As(Role.ShiftLeader, "zhiban01");
        var before = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId));
        (await leader.Do("/api/field/held", method: HttpMethod.Get)).ToJsonString().ShouldContain(entry.ToString());

        var decided = await leader.Do($"/api/field/held/{entry}/decision", new { handOn = false, why = "电话里已经核实" });

        decided.Text("state").ShouldBe("dropped");
        await phone.Sync();
        phone.Holds(phone.Held[("decided", entry.ToString())].Data["receipt"]!, sent.Entry).ShouldBeTrue();
        using var other = await Pocket.Of(town, "wangge0024");
        await other.Sync();
        other.Held.ShouldNotContainKey(("decided", entry.ToString()), "nobody else's phone");
        (await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId))).Version.ShouldBe(before.Version);
        (await leader.Refused($"/api/field/held/{entry}/decision", new { handOn = true, why = "再来" })).Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Photos_that_arrived_lie_with_the_case_and_of_two_who_decide_one_is_late(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        var photo = Pocket.NewPhoto();
        var hash = await phone.Upload(photo);
        var (caseId, entry, _) = await Held(town, phone, "井盖响，拍了照片", hash);
        using var leader = await town.As(Role.ShiftLeader, "zhiban01");

        var decided = await leader.Do($"/api/field/held/{entry}/decision", new { handOn = true, why = "照片一并转来" });

        decided["photos"]!.GetValue<int>().ShouldBe(1);
        (await town.With((_, db) => db.Set<Evidence>().CountAsync(e => e.CaseId == caseId && e.FileHash == hash))).ShouldBe(1);
        (await phone.Person.Do($"/api/field/entries/{entry}/dropped", new { })).Text("state").ShouldBe("handed-on", "decided once");
        await Should.ThrowAsync<StaleVersion>(() =>
            town.With(
                async (_, db) =>
                {
                    var mine = await db.Set<Entry>().SingleAsync(e => e.Id == entry);
                    await town.With(
                        async (_, others) =>
                        {
                            (await others.Set<Entry>().SingleAsync(e => e.Id == entry)).DecidedWhy = "另一个人";
                            await others.Save(default);
                            return 0;
                        }
                    );
                    mine.DecidedWhy = "晚了一步";
                    await db.Save(default);
                    return 0;
                }
            )
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Entries_of_other_areas_take_no_place_from_mine_and_a_long_list_goes_on_behind_its_last_row(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        var (caseId, entry, _) = await Held(town, phone, "别处很多条，我的也要看得到");
        var mine = await town.With((_, db) => db.Set<Entry>().AsNoTracking().SingleAsync(e => e.Id == entry));
        mine.AreaCode.ShouldStartWith("410103010004");
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        List<Guid> made = [];
        try
        {
            made.AddRange(await Made(town, mine, 230, "410103999999", _ => Guid.CreateVersion7(), -1));
            (await secretary.See("/held")).Page.QuerySelectorAll($"a[href='/held/{entry}']").ShouldHaveSingleItem();
            made.AddRange(await Made(town, mine, ReadHeld.PageSize + 3, mine.AreaCode, _ => caseId, 1));

            var seen = new List<string>();
            for (var (page, pages) = ("/held", 0); page is not null && pages < 5; pages++)
            {
                var list = await secretary.See(page);
                seen.AddRange(list.Page.QuerySelectorAll("main td a[href^='/held/']").Select(a => a.GetAttribute("href")!));
                page = list.Page.QuerySelector("nav.pager a[rel=next]")?.GetAttribute("href");
            }

            seen.ShouldBeUnique();
            seen.Count.ShouldBeGreaterThanOrEqualTo(ReadHeld.PageSize + 4);
        }
        finally
        {
            await town.With(
                async (_, db) =>
                {
                    db.RemoveRange(await db.Set<Entry>().Where(e => made.Contains(e.Id)).ToListAsync());
                    await db.Save(default);
                    return 0;
                }
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_could_not_be_taken_is_listed_with_the_reason_and_whether_it_was_done_again(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var elsewhere = await town.As(Role.CommunitySecretary, "shuji043");
        var caseId = await town.ToConfirm("花坛边的砖松了，没填全");
        var (now, version) = (town.Now(), await Version(town, caseId));
        var bare = Pocket.Entry("confirm", caseId, new { }, now, version);
        (await phone.SendOne(now, bare)).Text("outcome").ShouldBe("refused");

        var page = await secretary.See("/held/refused");
        var row = page.Page.QuerySelector($"li[data-entry='{bare["id"]}']")!;
        row.TextContent.ShouldContain("王磊");
        row.TextContent.ShouldContain("还没有重做");
        row.QuerySelectorAll("dd").Length.ShouldBe(2, "why, and what to do");
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/cases/{caseId}");
        (await elsewhere.See("/held/refused")).Page.QuerySelector($"li[data-entry='{bare["id"]}']").ShouldBeNull();
        (await phone.Person.See("/held/refused")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var again = Pocket.Entry(
            "confirm",
            caseId,
            new
            {
                isTrue = true,
                note = "属实",
                insteadOf = bare["id"]!.ToString(),
            },
            now,
            version
        );
        (await phone.SendOne(now, again)).Text("outcome").ShouldBe("accepted");

        (await secretary.See("/held/refused")).Page.QuerySelector($"li[data-entry='{bare["id"]}']")!.TextContent.ShouldContain("已重做");
        var rows = (await secretary.Do("/api/field/refused", method: HttpMethod.Get))["rows"]!.AsArray();
        rows.Single(r => r!.Text("id") == bare["id"]!.ToString())!.Text("since").ShouldBe("redone");
    }

    private static Task<int> Version(Town town, Guid caseId) =>
        town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.Version).SingleAsync());

    /// <summary>Held entries as others would have left them, older or newer than this one.</summary>
    private static Task<List<Guid>> Made(Town town, Entry like, int count, string area, Func<int, Guid> caseOf, int hours) =>
        town.With(
            async (_, db) =>
            {
                var rows = Enumerable
                    .Range(0, count)
                    .Select(i => new Entry
                    {
                        DistrictId = like.DistrictId,
                        Id = Guid.CreateVersion7(),
                        AccountId = like.AccountId,
                        DeviceId = like.DeviceId,
                        Kind = like.Kind,
                        CaseId = caseOf(i),
                        BaseVersion = like.BaseVersion,
                        MadeAt = like.MadeAt,
                        ReceivedAt = like.ReceivedAt.AddHours(hours).AddMilliseconds(i),
                        State = EntryState.NeedsMe,
                        DecidedAt = like.DecidedAt,
                        Hash = like.Hash,
                        AreaCode = area,
                    })
                    .ToList();
                db.AddRange(rows);
                await db.Save(default);
                return rows.ConvertAll(r => r.Id);
            }
        );

    /// <summary>王磊 confirms without network what an operator files meanwhile.</summary>
    private static async Task<(Guid CaseId, Guid Entry, (System.Text.Json.Nodes.JsonObject Entry, DateTime At) Sent)> Held(
        Town town,
        Pocket phone,
        string text,
        params string[] photos
    )
    {
        var caseId = await town.ToConfirm(text);
        var version = await town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.Version).SingleAsync());
        var now = town.Clock.GetUtcNow().UtcDateTime;
        using (var linXiao = await town.As(Role.Operator, "caozuo01"))
            await linXiao.Do($"/api/cases/{caseId}/filing", new { categoryKey = Litter, note = "电话里已经核实" });
        await town.Settle();
        var entry = Pocket.Entry(
            "confirm",
            caseId,
            new
            {
                isTrue = true,
                note = Said,
                photos = photos.Select(hash => new { hash }),
            },
            now,
            version,
            photos
        );
        (await phone.SendOne(now, entry)).Text("outcome").ShouldBe("needs-me");
        return (caseId, Guid.Parse(entry["id"]!.ToString()), (entry, now));
    }
}
