using Gezhi.Grids.Locating;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Grids.Areas;

/// <summary>Loads the boundaries anew when another node changed them, and when a new day begins on which planned ones come into force. 网格更新监视</summary>
internal sealed class GridWatch(
    IServiceScopeFactory scopes,
    GridMap map,
    Districts districts,
    WorkCalendar calendar,
    TimeProvider clock,
    ILogger<GridWatch> log
) : Loop(clock, log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        if (map.Current.ValidOn == DateOnly.MinValue)
            return Rest; // the host loads first
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>();
        if (map.Current.ValidOn < calendar.LocalDay(Now) || await HasChanged(db, ct))
            await scope.ServiceProvider.GetRequiredService<GridLoader>().Load(ct);
        return Rest;
    }

    private async Task<bool> HasChanged(GezhiDb db, CancellationToken ct)
    {
        var loaded = map.Changes;
        foreach (var district in districts.All)
            if (
                await db.In(district).GridSettings.AsNoTracking().Select(s => s.Changes).FirstOrDefaultAsync(ct)
                != loaded.GetValueOrDefault(district)
            )
                return true;
        return false;
    }
}
