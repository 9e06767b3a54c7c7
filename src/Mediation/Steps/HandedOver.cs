using Gezhi.Mediation.Disputes;
using Gezhi.Mediation.Pages;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Steps;

/// <summary>On the page of a case: that it went to mediation and when, never how it stands; and the way there. 案件页上的移交</summary>
internal sealed class HandedOver(DisputeDesk desk)
{
    public async Task<RenderFragment?> Of(Guid caseId, Actor actor, CancellationToken ct)
    {
        var at = await desk
            .Db.Set<Dispute>()
            .Where(d => d.CaseId == caseId)
            .OrderByDescending(d => d.Id)
            .Select(d => (DateTime?)d.AppliedAt)
            .FirstOrDefaultAsync(ct);
        if (at is null && !await MayHandOver(actor, ct))
            return null;
        DateOnly? handedOn = at is { } when ? desk.Calendar.LocalDay(when) : null;
        return builder =>
        {
            builder.OpenComponent<CaseDispute>(0);
            builder.AddAttribute(1, nameof(CaseDispute.CaseId), caseId);
            builder.AddAttribute(2, nameof(CaseDispute.HandedOn), handedOn);
            builder.CloseComponent();
        };
    }

    private async Task<bool> MayHandOver(Actor actor, CancellationToken ct) =>
        actor.Can(Permission.TakeReport) && await desk.Db.Set<Register.Mediator>().AnyAsync(m => m.IsHead && m.EndedAt == null, ct);
}
