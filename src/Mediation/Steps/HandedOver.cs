using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Mediation.Steps;

/// <summary>On the page of a case: that it went to mediation and when, never how it stands; and the way there. 案件页上的移交</summary>
internal sealed class HandedOver(DisputeDesk desk, IStringLocalizer T)
{
    public async ValueTask<CaseInset?> Of(Guid caseId, Actor actor, CancellationToken ct)
    {
        var at = await desk
            .Db.Set<Dispute>()
            .Where(d => d.CaseId == caseId)
            .OrderByDescending(d => d.Id)
            .Select(d => (DateTime?)d.AppliedAt)
            .FirstOrDefaultAsync(ct);
        if (at is { } when)
            return new CaseInset(
                T["人民调解"],
                [
                    T[
                        "{0} 移交人民调解。经过和结果只在调解卷宗里，这里看不到。",
                        desk.Calendar.LocalDay(when).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    ],
                ]
            );
        return actor.Can(Permission.TakeReport) && await desk.Db.Set<Register.Mediator>().AnyAsync(m => m.IsHead && m.EndedAt == null, ct)
            ? new CaseInset(
                T["人民调解"],
                [T["邻里、物业、损害赔偿等民间纠纷，可以移交人民调解委员会。"]],
                T["移交人民调解"],
                $"/mediation/new?case={caseId}"
            )
            : null;
    }
}
