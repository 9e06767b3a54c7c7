using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Inspections;

/// <summary>When the unit hands in the case of a hazard, its re-inspection is due. 整改完成转复查</summary>
internal sealed class FollowHazards(WorkCalendar calendar) : IEventHandler
{
    public string Name => "field.hazards";

    public bool Wants(EventRow happened) => CaseMoved.Of(happened) is { Channel: Channel.Visit, Action: CaseAction.ReportDone };

    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        foreach (var hazard in await db.Set<Hazard>().Where(h => h.CaseId == happened.SubjectId).ToListAsync(ct))
            hazard.Rectify(happened.At, calendar.LocalDay(now));
    }
}
