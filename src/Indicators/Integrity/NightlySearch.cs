using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Indicators.Integrity;

/// <summary>Every night all rules run once; a district that has never been searched is searched at once. 每夜查找</summary>
internal sealed class NightlySearch(
    IServiceScopeFactory scopes,
    Districts districts,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<NightlySearch> log
) : Loop(clock, log)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(10);
    private readonly int hour = configuration.GetValue("Integrity:Hour", 4);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await One(district, ct);
        return Poll;
    }

    private async Task One(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var progress = await db.Set<IntegrityProgress>().AsNoTracking().FirstOrDefaultAsync(ct);
        var local = scope.ServiceProvider.GetRequiredService<WorkSigns>().Calendar.Local(Now);
        if (progress?.NightOn is { } last && (local.Hour < hour || last >= DateOnly.FromDateTime(local)))
            return;
        try
        {
            await scope.ServiceProvider.GetRequiredService<FindSigns>().Run(Actor.System(district), ct);
        }
        catch (Exception e) when (e is StaleVersion or DuplicateKey)
        {
            // another node searched at the same moment
        }
    }
}
