using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Joining;

/// <summary>Joining, joining on, many at once, by oneself; and back again.</summary>
public sealed class JoinManyTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_chain_joined_with_photos_and_taken_apart_in_any_order_is_as_before(Engine engine)
    {
        var town = await Town.On(engine);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var a = await WithPhoto(town, "一号楼前积水");
        var b = await WithPhoto(town, "二号楼前积水");
        var c = await town.Report("三号楼前积水", "15400010003");
        Guid[] ids = [.. new[] { a, b, c }.Select(Id)];
        var before = await Snapshot(town, ids);

        await linXiao.Do($"/api/cases/{ids[0]}/join", new { toCaseId = ids[1] });
        await linXiao.Do($"/api/cases/{ids[1]}/join", new { toCaseId = ids[2] });
        var together = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(x => x.Id == ids[2]));
        together.ReportCount.ShouldBe(3);
        together.CoverHash.ShouldNotBeNull();
        (await town.With((_, db) => db.Reports.CountAsync(r => r.CaseId == ids[2]))).ShouldBe(3);
        using var aunt = town.Anybody();
        (await aunt.See($"/receipt/{a["receiptNo"]}")).Text(".others").ShouldContain("还有 2 人反映了同一件事");

        // The first one out of the middle of the chain, then the rest.
        await linXiao.Do($"/api/cases/{ids[0]}/join", new { reason = "一号楼是另一处" }, HttpMethod.Delete);
        (await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(x => x.Id == ids[2]))).ReportCount.ShouldBe(2);
        await linXiao.Do($"/api/cases/{ids[1]}/join", new { reason = "二号楼也是" }, HttpMethod.Delete);

        (await Snapshot(town, ids)).ShouldBe(before);
        (await aunt.See($"/receipt/{a["receiptNo"]}")).Text("h1").ShouldBe("仔细看过，您反映的是另一件事，单独为您办理");
        await EveryChainIsWhole(town);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_operator_joins_a_list_at_once_and_takes_the_whole_list_back(Engine engine)
    {
        var town = await Town.On(engine);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
            ids.Add(Id(await town.Report($"广场边第 {i} 家店门口积水", $"1540001010{i}")));
        await linXiao.Do($"/api/cases/{ids[4]}/filing", new { categoryKey = Reported.Manhole, version = 1 });
        await town.Settle();
        var before = await Snapshot(town, [.. ids.Take(4)]);

        var batch = await linXiao.Do("/api/joins", new { caseIds = ids });

        var lead = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == ids[4]));
        lead.ReportCount.ShouldBe(5); // the one that is furthest along goes on
        (await town.With((_, db) => db.Cases.CountAsync(c => c.JoinedToId == ids[4]))).ShouldBe(4);
        var page = await linXiao.See("/joins");
        page.Texts("ol.work [role=status]").ShouldContain("已并 4 件，还有 0 件");
        (await linXiao.Refused("/api/joins", new { caseIds = ids })).ShouldBe((409, "join.nothing"));

        await linXiao.Do($"/api/joins/{batch["id"]}/undo", new { reason = "每家店门口的情况不一样" });
        (await Snapshot(town, [.. ids.Take(4)])).ShouldBe(before);
        (await linXiao.See("/joins")).Texts("ol.work [role=status]").ShouldContain("已还原 4 件，还有 0 件");
        (await linXiao.Refused($"/api/joins/{batch["id"]}/undo", new { reason = "再来一次" })).ShouldBe((409, "join.undone"));
        await EveryChainIsWhole(town);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_resident_adds_himself_sees_nothing_of_others_and_is_answered_alike(Engine engine)
    {
        var town = await Town.On(engine);
        var newest = await town.With((_, db) => db.Cases.MaxAsync(c => c.CreatedAt));
        if (newest >= town.Clock.UtcNow)
            town.Clock.Set(newest.AddMinutes(1)); // the list shows the newest at a place
        var lead = await town.Dispatched("秘密：张家门口的井盖坏了", "15400010201");
        var leadId = Id(lead);
        using var neighbour = town.Anybody();

        var near = await neighbour.See($"/near?Lon={Town.Lon}&Lat={Town.Lat}");
        near.Status.ShouldBe(HttpStatusCode.OK);
        near.Page.Body!.TextContent.ShouldNotContain("张家");
        var also = await neighbour.Submit(
            near,
            $"form:has(input[value='{leadId}'])",
            ("Text", "我家门口也坏了"),
            ("Phone", "15400010202"),
            ("Do", "report")
        );
        also.Address.ShouldStartWith("/receipt/");
        also.Page.Body!.TextContent.ShouldNotContain("张家");
        also.Text(".others").ShouldContain("还有 1 人反映了同一件事");

        var follow = await neighbour.Submit(near, $"form:has(input[value='{leadId}'])", ("Phone", "15400010203"), ("Do", "follow"));
        follow.Text(".said").ShouldContain("已关注");
        (await neighbour.Submit(near, $"form:has(input[value='{leadId}'])", ("Phone", "1"), ("Do", "follow"))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );

        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"/api/cases/{leadId}/acceptance");
        await town.Settle();
        var told = await town.With((_, db) => db.Set<Notice>().CountAsync(n => n.CaseId == leadId && n.IsSent));
        told.ShouldBeGreaterThanOrEqualTo(3); // both reporters and the follower
        (
            await neighbour.Refused(
                "/api/near/reports",
                new
                {
                    caseId = leadId,
                    lon = Town.Lon + .05,
                    lat = Town.Lat,
                }
            )
        ).Code.ShouldBe("near.gone");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_reporter_adds_words_and_photos_and_asks_to_be_called_back(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("门口积水", "15400010301");
        using var aunt = town.Anybody();
        var page = await aunt.See($"/receipt/{receipt["receiptNo"]}");

        var added = await aunt.Submit(page, "#more form", ["Photos"], ("More", "水更深了"), ("WantsCall", "true"));

        added.Address.ShouldContain("more=1");
        var (note, files, asked) = await town.With(
            async (_, db) =>
            {
                var row = await db.Timeline.SingleAsync(t => t.CaseId == Id(receipt) && t.Action == CaseAction.Supplement);
                return (
                    (await db.TimelineTexts.SingleAsync(t => t.CaseId == row.CaseId && t.Sequence == row.Sequence)).Note,
                    row.Evidence,
                    (await db.Reports.SingleAsync(r => r.CaseId == row.CaseId)).CallAskedAt
                );
            }
        );
        note.ShouldBe("水更深了\n请给我回电话");
        files.ShouldNotBeNull();
        asked.ShouldNotBeNull();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (await linXiao.See($"/cases/{Id(receipt)}")).Page.Body!.TextContent.ShouldContain("请回电话");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_caller_with_something_open_is_asked_and_nothing_is_counted(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = engine == Engine.Sqlite ? "15400010401" : "15400010402";
        var first = await town.Report("楼下积水", phone);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var form = await linXiao.See("/centre/new");

        var asked = await linXiao.Submit(form, "form.card", ("Text", "还是楼下积水"), ("Phone", phone), ("Channel", "Hotline"));
        asked.Text(".own h2").ShouldBe("这个电话反映过的还在办，问问是不是同一件事");
        var added = await linXiao.Submit(asked, "form.card", ("AddTo", ReceiptOf(first)));

        added.Text(".taken .said").ShouldContain("已补充到原来那件");
        (await town.With((_, db) => db.Timeline.CountAsync(t => t.CaseId == Id(first) && t.Action == CaseAction.Supplement))).ShouldBe(1);
        var anyway = await linXiao.Submit(asked, "form.card", ("Anyway", "1"));
        anyway.Text(".taken .said").ShouldContain("已记下");
    }

    internal static Guid Id(JsonNode receipt) => Guid.Parse(receipt["caseId"]!.GetValue<string>());

    private static string ReceiptOf(JsonNode receipt) =>
        Gezhi.Platform.Text.ReceiptNo.Parse(receipt["receiptNo"]!.GetValue<string>()).Display;

    private static async Task<JsonNode> WithPhoto(Town town, string text)
    {
        using var aunt = town.Anybody();
        var place = System.Globalization.CultureInfo.InvariantCulture;
        return await aunt.Do(
            "/api/reports",
            Form.With(("text", text), ("lon", Town.Lon.ToString(place)), ("lat", Town.Lat.ToString(place)), ("phone", "15400010001"))
                .Photo("photos", Photos.Small)
        );
    }

    /// <summary>All that hangs on the cases, in words, but not the record, which grows.</summary>
    private static Task<string> Snapshot(Town town, Guid[] ids) =>
        town.With(
            async (_, db) =>
            {
                var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync();
                var reports = await db.Reports.AsNoTracking().Where(r => ids.Contains(r.OwnCaseId)).OrderBy(r => r.Id).ToListAsync();
                var evidence = await db.Evidence.AsNoTracking().Where(e => ids.Contains(e.CaseId)).OrderBy(e => e.Id).ToListAsync();
                return string.Join(
                    '\n',
                    [
                        .. cases.Select(c =>
                            $"{c.Id} {c.State} {c.StateBefore} {c.StageAt:O} {c.StageDueAt:O} {c.DueAt:O} {c.ReportCount} {c.CoverHash} {c.JoinedToId} {c.ClockAt:O}"
                        ),
                        .. reports.Select(r => $"{r.Id} {r.CaseId} {r.OwnCaseId}"),
                        .. evidence.Select(e => $"{e.Id} {e.CaseId} {e.FileHash}"),
                    ]
                );
            }
        );

    internal static async Task EveryChainIsWhole(Town town) =>
        (await town.With((_, db) => TimelineVerification.Run(db, CancellationToken.None))).Faults.ShouldBeEmpty();
}
