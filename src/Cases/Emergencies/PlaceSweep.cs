using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Emergencies;

/// <summary>Forgets where called people were: places of staff are kept for so many days and no longer. 位置清除</summary>
internal sealed class PlaceSweep(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<PlaceSweep> log)
    : Loop(clock, log)
{
    /// <summary>Days from the call; the times stay.</summary>
    public const int KeptDays = 90;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
        {
            await using var scope = scopes.CreateAsyncScope();
            await Clear(scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district), Now, ct);
        }
        return TimeSpan.FromHours(6);
    }

    /// <returns>How many calls lost their place.</returns>
    internal static async Task<int> Clear(GezhiDb db, DateTime now, CancellationToken ct)
    {
        var (until, cleared) = (now.AddDays(-KeptDays), 0);
        await db.Together(
            async () =>
                cleared = await db.Set<EmergencyCall>()
                    .Where(c => c.CalledAt < until && (c.AcknowledgedLon != null || c.ArrivedLon != null))
                    .ExecuteUpdateAsync(
                        c =>
                            c.SetProperty(x => x.AcknowledgedLon, (double?)null)
                                .SetProperty(x => x.AcknowledgedLat, (double?)null)
                                .SetProperty(x => x.ArrivedLon, (double?)null)
                                .SetProperty(x => x.ArrivedLat, (double?)null),
                        ct
                    ),
            ct
        );
        return cleared;
    }
}
