using Gezhi.Cases.Dispatch;
using Gezhi.Identity.Contract;

namespace Gezhi.Cases.Rules.Trying;

/// <summary>Gathers what a replay needs, once for all cases. 试跑环境准备</summary>
internal sealed class ReplayGrounds(CaseDesk desk, UnitDirectory units, PlaceKinds kinds)
{
    public async Task<ReplayGround> Of(CancellationToken ct)
    {
        var active = await units.Active(ct);
        var codes = active.Select(u => u.Code).ToHashSet(StringComparer.Ordinal);
        var catalogue = await desk.Catalogue(ct);
        return new ReplayGround(
            desk.Calendar,
            desk.Timetable.CalendarOf,
            codes.Contains,
            area => InterimHandlers.Nearest(active, area)?.Code,
            await kinds.Of(desk.Db, ct),
            id => catalogue.InForce(id),
            (await desk.Rules(ct)).Places,
            desk.Now
        );
    }
}
