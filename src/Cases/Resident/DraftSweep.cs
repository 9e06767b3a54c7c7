using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Resident;

/// <summary>Every hour: empties the drafts, takes away sessions that are long over and audit rows beyond what is to be kept. 每小时清理</summary>
internal sealed class DraftSweep(
    Drafts drafts,
    IServiceScopeFactory scopes,
    Districts districts,
    AuditRetention retention,
    TimeProvider clock,
    ILogger<DraftSweep> log
) : Loop(clock, log)
{
    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        drafts.Sweep(Now);
        var isMore = false;
        foreach (var district in districts.All)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
            isMore |= await retention.Run(db, Now, ct) >= AuditRetention.Most;
            await scope.ServiceProvider.GetRequiredService<SessionTidy>().Run(Now, ct);
        }
        return isMore ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1); // a district that writes more than a portion an hour is caught up with
    }
}
