using Gezhi.Platform;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Resident;

/// <summary>Empties the drafts every hour. 草稿清理</summary>
internal sealed class DraftSweep(Drafts drafts, TimeProvider clock, ILogger<DraftSweep> log) : Loop(clock, log)
{
    protected override Task<TimeSpan?> Round(CancellationToken ct)
    {
        drafts.Sweep(Now);
        return Task.FromResult<TimeSpan?>(TimeSpan.FromHours(1));
    }
}
