using System.Text.Json;
using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Steps;

/// <summary>Reminds the mediator, the committee and, without a word about the matter, whoever owes something; lets go of what is kept no longer. 调解提醒</summary>
internal sealed class DisputeTimers(DisputeDesk desk, SealedFiles files) : ITimerHandler
{
    /// <summary>A risk that nobody sees to is called out every hour for so long.</summary>
    private static readonly TimeSpan LongestRisk = TimeSpan.FromHours(24);

    public string Kind => DisputeTimerRows.Kind;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (timer.Data is null || JsonSerializer.Deserialize<DisputeClock>(timer.Data) is not { } clock)
            return;
        if (await db.Set<Dispute>().FirstOrDefaultAsync(d => d.Id == timer.SubjectId, ct) is not { ForgottenAt: null } dispute)
            return;
        switch (clock.What)
        {
            case "due" or "overdue" when dispute.DueOn == clock.On && dispute.State is DisputeState.Accepted or DisputeState.Mediating:
                await desk.Tell(
                    dispute,
                    clock.What == "due" ? "调解期限快到了" : "调解期限已过，请双方同意后延长，或者结案",
                    headsOnly: false,
                    now,
                    ct
                );
                break;
            case "duty" or "duty-over" when dispute.State == DisputeState.Agreed:
                await Remind(dispute, clock, db, now, ct);
                break;
            case "court" when dispute.AgreedAt is not null && dispute.State != DisputeState.Archived:
                if (await db.Set<Agreement>().AnyAsync(a => a.DisputeId == dispute.Id && a.Court == CourtStep.None, ct))
                    await desk.Tell(dispute, "共同申请司法确认的期限快到了", headsOnly: false, now, ct);
                break;
            case "follow-up" when dispute.State is DisputeState.Agreed or DisputeState.Ended:
                if (!await db.Set<DisputeRecord>().AnyAsync(r => r.DisputeId == dispute.Id && r.Kind == RecordKind.FollowUp, ct))
                    await desk.Tell(dispute, "请回访当事人", headsOnly: false, now, ct);
                break;
            case "risk" when dispute is { RiskAnsweredAt: null, RiskAt: { } since, Risk: RiskColour.Red or RiskColour.Orange }:
                await desk.Tell(dispute, "有一件纠纷还没有处置", headsOnly: true, now, ct);
                if (now - since < LongestRisk)
                    desk.Set(dispute, "risk", now.AddHours(1), now);
                break;
            case "forget" when dispute.State == DisputeState.Archived:
                await Forget(dispute, db, now, ct);
                break;
            default:
                break;
        }
    }

    /// <summary>The mediator among the messages; whoever owes it by one that says only where to look.</summary>
    private async Task Remind(Dispute dispute, DisputeClock clock, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var duty = await db.Set<AgreedDuty>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == clock.DutyId, ct);
        if (duty is not { State: DutyState.Open } || duty.DueOn != clock.On)
            return;
        await desk.Tell(dispute, clock.What == "duty" ? "有一项约定快到期了" : "有一项约定到期还没有履行记录", headsOnly: false, now, ct);
        var party = await db.Set<Party>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == duty.PartyId, ct);
        if (clock.What == "duty" && party is not null)
            await desk.TellParty(party, "mediation.duty", "您约定的一件事快到期了。", now, ct);
    }

    /// <summary>Everything sealed goes; number, kind, days and outcome stay for the figures.</summary>
    private async Task Forget(Dispute dispute, GezhiDb db, DateTime now, CancellationToken ct)
    {
        foreach (var page in await db.Set<ScannedPage>().Where(p => p.DisputeId == dispute.Id).ToListAsync(ct))
        {
            db.Remove(page);
            await files.Drop(page.Id, ct);
        }
        (dispute.Facts, dispute.Requests, dispute.Place, dispute.Reason, dispute.ForgottenAt) = (null, null, null, null, now);
        foreach (var party in await db.Set<Party>().Where(p => p.DisputeId == dispute.Id).ToListAsync(ct))
            (party.Name, party.Phone, party.PhoneIndex, party.Address, party.About, party.Agent) = (null, null, null, null, null, null);
        foreach (var record in await db.Set<DisputeRecord>().Where(r => r.DisputeId == dispute.Id).ToListAsync(ct))
            (record.Content, record.Present) = (null, null);
        foreach (var helper in await db.Set<Helper>().Where(h => h.DisputeId == dispute.Id).ToListAsync(ct))
            helper.Name = null;
        foreach (var agreement in await db.Set<Agreement>().Where(a => a.DisputeId == dispute.Id).ToListAsync(ct))
            (agreement.Content, agreement.CourtName) = (null, null);
        foreach (var duty in await db.Set<AgreedDuty>().Where(d => d.DisputeId == dispute.Id).ToListAsync(ct))
            (duty.What, duty.Note) = (null, null);
        db.Audit(Actor.System(db.DistrictId), "mediation.forgotten", dispute.Id, "保管期满", now);
    }
}
