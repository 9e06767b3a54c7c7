using Gezhi.Cases;
using Gezhi.Cases.Closing;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Tests.Integration.Resident;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Everybody who left a phone is told each step once, whatever the gateway and the nodes do.</summary>
public sealed class TellReportersTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Without_a_sender_notices_are_kept_as_not_sent_nothing_dies_and_it_is_said_once(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        watched.Gateway.IsReady = false;
        try
        {
            var (caseId, _) = await Reported(watched, "15400020001");
            await Office.SetOut(watched.Town, caseId);
            await watched.Town.Settle();

            var notices = await Notices(watched, caseId);
            notices.Count.ShouldBeGreaterThanOrEqualTo(3); // filed, dispatched, accepted, on the way
            notices.ShouldAllBe(n => !n.IsSent && n.Medium == Notice.NoMedium);
            (await Open(watched, caseId)).ShouldBe(0);
            watched.Gateway.To("15400020001").ShouldBe(0);
            watched.Diary.Lines.Count(l => l.Contains("No message sender", StringComparison.Ordinal)).ShouldBe(1);
        }
        finally
        {
            watched.Gateway.IsReady = true;
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_deliveries_at_once_tell_nobody_twice(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var (caseId, filed) = await Filed(watched, "15400020002");
        watched.Gateway.Takes = TimeSpan.FromMilliseconds(150);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Try(watched, filed)));

        watched.Gateway.Takes = TimeSpan.Zero;
        answers.Count(told => told).ShouldBeGreaterThanOrEqualTo(1);
        watched.Gateway.To("15400020002").ShouldBe(1);
        (await Try(watched, filed)).ShouldBeTrue();
        watched.Gateway.To("15400020002").ShouldBe(1);
        (await Notices(watched, caseId)).ShouldHaveSingleItem().IsSent.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_gateway_that_refuses_is_asked_again_and_an_abandoned_claim_is_taken_over_after_a_minute(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var (caseId, filed) = await Filed(watched, "15400020003");
        watched.Gateway.Refusals = 1;
        (await Try(watched, filed)).ShouldBeFalse();
        (await Notices(watched, caseId)).ShouldBeEmpty();
        await watched.Town.With(
            async (_, db) =>
            {
                db.Add(
                    new Notice
                    {
                        DistrictId = Town.District,
                        ReportId = (await db.Reports.SingleAsync(r => r.CaseId == caseId)).Id,
                        CaseId = caseId,
                        Sequence = 2,
                        Medium = "sms",
                        At = watched.Town.Clock.UtcNow,
                    }
                );
                await db.Save(default);
                return 0;
            }
        );
        (await Try(watched, filed)).ShouldBeFalse();
        watched.Gateway.To("15400020003").ShouldBe(0);

        watched.Town.Clock.Move(NoticeClaims.Abandoned);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Try(watched, filed)));
        answers.Count(told => told).ShouldBeGreaterThanOrEqualTo(1);
        watched.Gateway.To("15400020003").ShouldBe(1);
    }

    /// <summary>A case that was filed, and the event of it, as yet told to nobody.</summary>
    private static async Task<(Guid CaseId, EventRow Filed)> Filed(WatchedTown watched, string phone)
    {
        var (caseId, _) = await Reported(watched, phone);
        using var linXiao = await watched.Town.As(Platform.Actors.Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{caseId}/filing", new { categoryKey = "gb47678/matter/01002" });
        var happened = new EventRow
        {
            DistrictId = Town.District,
            Id = Guid.Empty,
            Kind = CaseMoved.Kind,
            SubjectId = caseId,
            AreaCode = "410103",
            Payload = System.Text.Json.JsonSerializer.Serialize(
                new CaseMoved(CaseAction.File, CaseState.Reported, CaseState.Filed, 2, Channel.ResidentPage)
            ),
            At = watched.Town.Clock.UtcNow,
        };
        return (caseId, happened);
    }

    private static async Task<(Guid CaseId, string ReceiptNo)> Reported(WatchedTown watched, string phone)
    {
        using var aunt = watched.Town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "井盖松动",
                lon = Town.Lon,
                lat = Town.Lat,
                phone,
            }
        );
        return (Guid.Parse(receipt["caseId"]!.GetValue<string>()), receipt["receiptNo"]!.GetValue<string>());
    }

    private static async Task<bool> Try(WatchedTown watched, EventRow happened)
    {
        try
        {
            var teller = watched.Town.Services.GetServices<IEventHandler>().OfType<TellReporters>().Single();
            return await watched.Town.With(
                async (_, db) =>
                {
                    await teller.Handle(happened, db, watched.Town.Clock.UtcNow, default);
                    return true;
                }
            );
        }
        catch (MessageNotSent)
        {
            return false;
        }
    }

    private static Task<List<Notice>> Notices(WatchedTown watched, Guid caseId) =>
        watched.Town.With((_, db) => db.Set<Notice>().AsNoTracking().Where(n => n.CaseId == caseId).ToListAsync());

    /// <summary>Deliveries about the case that are still owed or dead.</summary>
    private static Task<int> Open(WatchedTown watched, Guid caseId) =>
        watched.Town.With(
            (_, db) =>
                db.Set<Delivery>()
                    .CountAsync(d =>
                        d.DoneAt == null && db.Set<EventRow>().Any(e => e.Id == d.EventId && e.SubjectId == caseId) && d.Handler != ""
                    )
        );
}
