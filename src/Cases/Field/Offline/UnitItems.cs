using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Time;

namespace Gezhi.Cases.Field.Offline;

/// <summary>Units around a worker's grids, and the published phones of offices there. 离线部门与电话</summary>
internal sealed class UnitItems(UnitDirectory units, OfficeLines lines, WorkCalendar calendar) : ISyncItems
{
    public string Kind => "unit";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, now, ct)).Select(i => new SyncMark(i.Id, i.V))];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, now, ct)).Where(i => ids.Contains(i.Id))];

    private async Task<List<SyncItem>> All(Actor actor, DateTime now, CancellationToken ct)
    {
        var areas = FieldAreas.Of(actor);
        var around = (await units.Active(ct)).Where(u => areas.Any(a => a.StartsWith(u.AreaCode, StringComparison.Ordinal)));
        var phones = await lines.Around(areas, calendar.LocalDay(now), ct);
        return
        [
            .. around.Select(u => Item(u.Code, new OfflineUnit(u.Name(CultureInfo.CurrentUICulture), u.Kind, null, null, u.AreaCode))),
            .. phones.Select(p => Item($"line/{p.Id}", new OfflineUnit(p.Title, null, p.Phone, p.Hours, p.AreaCode))),
        ];
    }

    private static SyncItem Item(string id, OfflineUnit unit) => new(id, ContentMark.Of(unit), unit);
}

/// <summary>A unit or a published phone as the device keeps it. 离线部门内容</summary>
/// <param name="Kind">Null for a phone.</param>
/// <param name="Phone">Null for a unit: it has no published one.</param>
/// <param name="Hours">When somebody answers; null when not said.</param>
internal sealed record OfflineUnit(string Name, UnitKind? Kind, string? Phone, string? Hours, string AreaCode);
