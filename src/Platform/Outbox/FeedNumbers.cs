using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Platform.Outbox;

/// <summary>Gives committed events their place in the feed. 动态编号</summary>
internal static class FeedNumbers
{
    private const string Sql = """
        UPDATE platform_event SET seq = {1} + fresh.place
        FROM (
            SELECT id AS fresh_id, row_number() OVER (ORDER BY id) AS place
            FROM platform_event WHERE district_id = {0} AND seq IS NULL ORDER BY id LIMIT {2}
        ) AS fresh
        WHERE district_id = {0} AND id = fresh.fresh_id
        RETURNING district_id, id, seq, kind, subject_id, area_code, payload, at, trace_parent
        """;

    /// <summary>Numbers the oldest that have none, in one statement; call inside the transaction that saves the feed's head.</summary>
    /// <param name="after">The last number given.</param>
    /// <returns>In feed order, not tracked.</returns>
    public static async Task<List<EventRow>> Give(GezhiDb db, long after, int most, CancellationToken ct)
    {
        var numbered = await db.Set<EventRow>()
            .FromSqlRaw(Sql, db.DistrictId, after, most)
            .IgnoreQueryFilters() // the statement names its district; an update cannot be read from further
            .AsNoTracking()
            .ToListAsync(ct);
        numbered.Sort((a, b) => a.Seq!.Value.CompareTo(b.Seq!.Value));
        return numbered;
    }
}
