using System.Net;
using Gezhi.Cases.CallBacks;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rating;

/// <summary>The shift leader says when and how often residents are called, for the own district.</summary>
public sealed class CallBackRulesTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_the_shift_leader_sets_counts_at_once_and_mistakes_are_told_at_the_field(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(40);
        var receipt = await town.Closed("回访设置：井盖", "15400092001");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        try
        {
            var page = await chenMo.See("/callbacks/settings");
            page.Page.QuerySelector("#Windows")!.GetAttribute("value")!.ShouldStartWith("09:00-12:00");
            foreach (var wrong in new[] { "immer", "09:00-08:00", "05:00-06:00", "" })
                (await chenMo.Submit(page, "main form", ("Windows", wrong), ("MostAttempts", "2"))).Status.ShouldBe(
                    HttpStatusCode.BadRequest,
                    wrong
                );
            (await chenMo.Submit(page, "main form", ("Windows", "10:00-11:00， 15:00-16:00"), ("MostAttempts", "2")))
                .Text(".said")
                .ShouldBe("已保存。");
            (await chenMo.Submit(page, "main form", ("Windows", "09:00-10:00"), ("MostAttempts", "2"))).Status.ShouldBe(
                HttpStatusCode.PreconditionFailed,
                "somebody has saved since"
            );

            var row = await town.With(
                (_, db) =>
                    db.Set<CallBack>().AsNoTracking().SingleAsync(c => c.CaseId == receipt.CaseId() && c.State == CallBackState.Waiting)
            );
            await Call(town, row.Id, 2, 30); // 10:30
            using var linXiao = await town.As(Role.Operator, "caozuo01");
            (await linXiao.See("/callbacks")).Text(".sub").ShouldContain("10:00-11:00、15:00-16:00");
            var second = await Call(town, row.Id, 7, 30); // 15:30
            second.ShouldBe("NotReached", "after two");
            using var later = await town.As(Role.Operator, "caozuo01"); // the session of the morning is over
            (await later.Refused("/api/callback-rules", new { windows = "09:00-10:00", mostAttempts = 1 }, HttpMethod.Put)).Status.ShouldBe(
                403
            );
        }
        finally
        {
            await town.With((_, db) => db.Set<CallBackRules>().ExecuteDeleteAsync());
        }
    }

    private static async Task<string> Call(Town town, Guid callBackId, int hourUtc, int minute)
    {
        var now = town.Clock.GetUtcNow().UtcDateTime;
        var next = now.Date.AddHours(hourUtc).AddMinutes(minute);
        if (hourUtc == 2)
            next = next.AddDays(4); // long after half of the limit
        town.Clock.Set(next);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        return (await linXiao.Do($"/api/callbacks/{callBackId}/attempts", new { outcome = "NotReached" }))["state"]!.GetValue<string>();
    }
}
