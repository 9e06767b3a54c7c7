using Gezhi.Field.Entries;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Field.Blobs;

/// <summary>Deletes uploads that nobody finished, and where entries were made after 90 days. 清理</summary>
internal sealed class TidyField(
    IServiceScopeFactory scopes,
    PartialFiles files,
    Districts districts,
    TimeProvider clock,
    ILogger<TidyField> log
) : Loop(clock, log)
{
    /// <summary>Places of staff are kept no longer.</summary>
    private const int PlaceDays = 90;

    private const int Most = 1_000;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var places = 0;
        foreach (var district in districts.All)
            places += await Forget(district, ct);
        if (files.DeleteOld(Now) is var gone && gone + places > 0)
            Log.Tidied(LogTo, gone, places);
        return places > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1);
    }

    /// <returns>How many entries lost their place.</returns>
    private async Task<int> Forget(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var until = Now.AddDays(-PlaceDays);
        var old = await db.Set<Entry>()
            .Where(e => e.ReceivedAt < until && e.Lon != null)
            .OrderBy(e => e.ReceivedAt)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var entry in old)
            (entry.Lon, entry.Lat, entry.AccuracyMetres) = (null, null, null);
        if (old.Count > 0)
            await db.Save(ct);
        return old.Count;
    }
}
