using Gezhi.Cases.Emergencies;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>An emergency as a report names it: no words, no person. 警情摘要</summary>
/// <param name="Kind">In the reader's language.</param>
/// <param name="Severity">In the reader's language.</param>
/// <param name="RaisedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while it is open.</param>
/// <param name="IsCalledOff">误报.</param>
public sealed record EmergencyBrief(
    Guid Id,
    string Kind,
    string Severity,
    string AreaCode,
    DateTime RaisedAt,
    DateTime? EndedAt,
    bool IsCalledOff
);

/// <summary>Emergencies of a stretch of time, for reports; drills are left out. 警情台账</summary>
public sealed class EmergencyLog
{
    private readonly GezhiDb db;
    private readonly EmergencyWords words;

    internal EmergencyLog(GezhiDb db, EmergencyWords words) => (this.db, this.words) = (db, words);

    /// <summary>Raised before the end and not ended before the beginning, the oldest first; at most <paramref name="most"/>.</summary>
    /// <param name="areaCode">Everything below it counts.</param>
    /// <param name="from">UTC.</param>
    /// <param name="until">UTC; no longer part of it.</param>
    public async Task<IReadOnlyList<EmergencyBrief>> Between(string areaCode, DateTime from, DateTime until, int most, CancellationToken ct)
    {
#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
        var rows = await db.Set<Emergency>()
            .AsNoTracking()
            .Where(e => !e.IsDrill && e.RaisedAt < until && (e.EndedAt == null || e.EndedAt >= from) && e.AreaCode.StartsWith(areaCode))
            .OrderBy(e => e.RaisedAt)
            .ThenBy(e => e.Id)
            .Take(most)
            .ToListAsync(ct);
#pragma warning restore CA1310
        return rows.ConvertAll(e => new EmergencyBrief(
            e.Id,
            words.Kind(e.Kind),
            words.Severity(e.Severity),
            e.AreaCode,
            e.RaisedAt,
            e.EndedAt,
            e.IsCalledOff
        ));
    }
}
