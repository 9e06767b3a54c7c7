using Gezhi.Cases.Importing;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Channels;

/// <summary>Forgets what only served its time: old failures, answers that left long ago, the rows of files that were taken in. 渠道清理</summary>
internal sealed class ChannelSweep(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<ChannelSweep> log)
    : Loop(clock, log)
{
    private const int FailureDays = 30;
    private const int AnswerDays = 365;

    /// <summary>People's phones stand in the rows; half a year is enough to give the file back.</summary>
    private const int ImportDays = 180;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await Clean(district, ct);
        return TimeSpan.FromHours(6);
    }

    internal async Task Clean(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var (failures, answers, imports) = (Now.AddDays(-FailureDays), Now.AddDays(-AnswerDays), Now.AddDays(-ImportDays));
        var old = db.Set<ImportBatch>().Where(b => b.CreatedAt < imports).Select(b => b.Id);
        await db.Together(() => db.Set<SourceFailure>().Where(f => f.At < failures).ExecuteDeleteAsync(ct), ct);
        await db.Together(() => db.Set<SourceAnswer>().Where(a => a.LeftAt < answers).ExecuteDeleteAsync(ct), ct);
        await db.Together(() => db.Set<ImportRow>().Where(r => old.Contains(r.BatchId)).ExecuteDeleteAsync(ct), ct);
    }
}
