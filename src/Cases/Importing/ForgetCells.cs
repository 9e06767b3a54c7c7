using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Importing;

/// <summary>Empties the cells of uploaded files when their time is over; which row became which report stays. 到期清除导入内容</summary>
/// <remarks>The time runs from the end of the last work on a file, or from its upload when nobody went on with it. Each file gets a row on the trail.</remarks>
internal sealed class ForgetCells(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    Districts districts,
    TimeProvider clock,
    ILogger<ForgetCells> log
) : Loop(clock, log)
{
    private const int Most = 20;

    /// <summary>Days; <c>Retention:ImportDays</c>, 180, at least 1 (a practice to be decided locally).</summary>
    private readonly int days = Math.Max(1, configuration.GetValue("Retention:ImportDays", 180));

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var emptied = 0;
        foreach (var district in districts.All)
            emptied += await Forget(district, ct);
        return emptied > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(6);
    }

    /// <summary>Some files of a district, the oldest first.</summary>
    /// <returns>How many files were emptied.</returns>
    public async Task<int> Forget(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        ImportState[] atRest = [ImportState.Checked, ImportState.Done, ImportState.Undone];
        var (now, until) = (Now, Now.AddDays(-days));
        var due = await db.Set<ImportBatch>()
            .Where(b => b.CellsGoneAt == null && atRest.Contains(b.State) && (b.EndedAt ?? b.CreatedAt) < until)
            .OrderBy(b => b.CreatedAt)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var batch in due)
        {
            batch.CellsGoneAt = now;
            db.Audit(Actor.System(district), "data.retention", batch.Id, $"import {days}", now);
            await db.Together(
                async () =>
                {
                    await db.Save(ct);
                    await db.Set<ImportRow>()
                        .Where(r => r.BatchId == batch.Id)
                        .ExecuteUpdateAsync(r => r.SetProperty(x => x.Cells, Array.Empty<byte>()), ct);
                },
                ct
            );
        }
        return due.Count;
    }
}
