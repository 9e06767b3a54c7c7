using Gezhi.Platform;
using Microsoft.Extensions.Hosting;

namespace Gezhi.Cases.Resident;

/// <summary>Empties the drafts every hour. 草稿清理</summary>
internal sealed class DraftSweep(Drafts drafts, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hour = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do drafts.Sweep(clock.UtcNow);
        while (await hour.WaitForNextTickAsync(stoppingToken));
    }
}
