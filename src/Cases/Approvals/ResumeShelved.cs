using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Approvals;

/// <summary>Ends shelvings whose date has come; the clock of the case goes on. 挂账到期恢复</summary>
/// <remarks>Any node may do it: the version of the case lets one of them win.</remarks>
internal sealed class ResumeShelved(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<ResumeShelved> log)
    : Loop(clock, log)
{
    private const int Batch = 100;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var most = 0;
        foreach (var district in districts.All)
            most = Math.Max(most, await Run(district, ct));
        return most == Batch ? TimeSpan.Zero : Rest;
    }

    /// <summary>Those of one district that are due.</summary>
    /// <returns>How many were found, at most 100.</returns>
    internal async Task<int> Run(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var now = Now;
        var due = await db
            .Cases.AsNoTracking()
            .Where(c => c.State == CaseState.Shelved && c.StageDueAt <= now)
            .OrderBy(c => c.StageDueAt)
            .Take(Batch)
            .Select(c => new { c.Id, c.Version })
            .ToListAsync(ct);
        foreach (var one in due)
            await Resume(district, one.Id, one.Version, ct);
        return due.Count;
    }

    private async Task Resume(int district, Guid caseId, int version, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        try
        {
            await scope.ServiceProvider.GetRequiredService<DecideApproval>().Resume(caseId, version, Actor.System(district), ct);
        }
        catch (StaleVersion)
        {
            // Somebody was faster; the case is no longer shelved or has a new date.
        }
    }
}
