using System.Net;
using Gezhi.Cases;
using Gezhi.Field.Entries;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
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
        (told.Text("outcome"), told["problem"]!.Text("code")).ShouldBe(("refused", "entry.handed-on"));
        told["problem"]!.Text("detail").ShouldContain("我代为转交");
        (await phone.Person.See("/field/devices")).Text("main").ShouldContain("手机丢了，我代为转交");
        (await leader.See($"/held/{entry}")).Status.ShouldBe(HttpStatusCode.NotFound, "decided once");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_others_did_may_stand_and_the_case_stays_as_it_is(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        var (caseId, entry, _) = await Held(town, phone, "路牙石松了，两边都动过");
        using var leader = await town.As(Role.ShiftLeader, "zhiban01");
        var before = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId));
        (await leader.Do("/api/field/held", method: HttpMethod.Get)).ToJsonString().ShouldContain(entry.ToString());

        var decided = await leader.Do($"/api/field/held/{entry}/decision", new { handOn = false, why = "电话里已经核实" });

        decided.Text("state").ShouldBe("dropped");
        (await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == caseId))).Version.ShouldBe(before.Version);
        (await leader.Refused($"/api/field/held/{entry}/decision", new { handOn = true, why = "再来" })).Status.ShouldBe(404);
    }

    /// <summary>王磊 confirms without network what an operator files meanwhile.</summary>
    private static async Task<(Guid CaseId, Guid Entry, (System.Text.Json.Nodes.JsonObject Entry, DateTime At) Sent)> Held(
        Town town,
        Pocket phone,
        string text
    )
    {
        var caseId = await town.ToConfirm(text);
        var version = await town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.Version).SingleAsync());
        var now = town.Clock.GetUtcNow().UtcDateTime;
        using (var linXiao = await town.As(Role.Operator, "caozuo01"))
            await linXiao.Do($"/api/cases/{caseId}/filing", new { categoryKey = Litter, note = "电话里已经核实" });
        await town.Settle();
        var entry = Pocket.Entry("confirm", caseId, new { isTrue = true, note = Said }, now, version);
        (await phone.SendOne(now, entry)).Text("outcome").ShouldBe("needs-me");
        return (caseId, Guid.Parse(entry["id"]!.ToString()), (entry, now));
    }
}
