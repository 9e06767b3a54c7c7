using Gezhi.Cases.Closing;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Outbox;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>The case page says of each reporter whether the last step reached them.</summary>
public sealed class ToldTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_left_a_phone_was_told(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var caseId = await Declined(watched, "15400030001");

        (await Told(watched, caseId)).ShouldBe("“不予受理”正在告知反映人");
        await watched.Town.Settle();
        (await Told(watched, caseId)).ShouldStartWith("“不予受理”已短信告知");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Without_a_sender_the_page_says_that_nobody_was_told(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        watched.Gateway.IsReady = false;
        try
        {
            var caseId = await Declined(watched, "15400030002");
            await watched.Town.Settle();
            (await Told(watched, caseId)).ShouldBe("没有配置短信，“不予受理”没有告知反映人");
        }
        finally
        {
            watched.Gateway.IsReady = true;
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_message_that_was_given_up_is_to_be_told_by_telephone(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var caseId = await Declined(watched, "15400030003");
        watched.Gateway.Refusals = 1;
        await watched.Town.Settle();
        (await Told(watched, caseId)).ShouldBe("“不予受理”正在告知反映人");
        await watched.Town.With(
            async (_, db) =>
            {
                var owed = await db.Set<Delivery>()
                    .Where(d => d.Handler == TellReporters.Handler && d.NextAt != null)
                    .Where(d => db.Set<EventRow>().Any(e => e.Id == d.EventId && e.SubjectId == caseId))
                    .SingleAsync();
                (owed.NextAt, owed.DeadAt) = (null, watched.Town.Clock.UtcNow);
                await db.Save(default);
                return 0;
            }
        );

        (await Told(watched, caseId)).ShouldBe("“不予受理”没有送达反映人，请电话告知");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_whoever_left_no_phone_nothing_is_said(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var caseId = await Declined(watched, null);
        await watched.Town.Settle();

        (await Told(watched, caseId)).ShouldBeEmpty();
    }

    private static async Task<Guid> Declined(WatchedTown watched, string? phone)
    {
        await watched.Town.Settle();
        var caseId = (await watched.Town.Report("自家门锁坏了", phone)).CaseId();
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{caseId}/refusal", new { reason = "属于自家维修", legalChannel = "物业服务企业" });
        return caseId;
    }

    private static async Task<string> Told(WatchedTown watched, Guid caseId)
    {
        using var linXiao = await watched.Town.As(Role.Operator, "caozuo01");
        return (await linXiao.See($"/cases/{caseId}")).Text(".reports .told");
    }
}
