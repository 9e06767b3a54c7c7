using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Field.Patrols;

/// <summary>Deletes tracks whose days are over, forgets who visited a place and when, ends duties that nobody ended. 清理巡查</summary>
internal sealed class TidyPatrols(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<TidyPatrols> log)
    : Loop(clock, log)
{
    private const int Most = 1_000;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var done = 0;
        foreach (var district in districts.All)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
            done += await One(scope.ServiceProvider.GetRequiredService<PatrolScope>(), ct);
        }
        return done > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1);
    }

    /// <returns>How many rows changed.</returns>
    internal static async Task<int> One(PatrolScope scope, CancellationToken ct)
    {
        var (db, now) = (scope.Db, scope.Now);
        var until = now.AddDays(-scope.TrackDays);
        var tracks = await db.Set<Track>().Where(t => t.UntilAt < until).OrderBy(t => t.UntilAt).Take(Most).ToListAsync(ct);
        db.RemoveRange(tracks);
        var visits = await db.Set<PlaceVisit>().Where(v => v.At < until).OrderBy(v => v.At).Take(Most).ToListAsync(ct);
        foreach (var visit in visits)
            (visit.At, visit.AccountId, visit.PhotoHash) = (null, null, null);
        var before = now.AddHours(-scope.MostDutyHours);
        var forgotten = await db.Set<Duty>()
            .Where(d => d.EndedAt == null && d.BeganAt < before)
            .OrderBy(d => d.BeganAt)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var duty in forgotten)
            (duty.EndedAt, duty.IsEndedByClock) = (duty.BeganAt.AddHours(scope.MostDutyHours), true);
        var changed = tracks.Count + visits.Count + forgotten.Count;
        if (changed > 0)
            await db.Save(ct);
        return changed;
    }
}
