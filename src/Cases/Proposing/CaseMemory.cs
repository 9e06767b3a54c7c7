using System.Collections.Concurrent;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Proposing;

/// <summary>Keeps the open cases of each district in memory for comparing, and follows the events. 未结案件索引</summary>
/// <remarks>Each node has its own; what was told since the last question is read before it is answered.</remarks>
public sealed class CaseMemory
{
    private const int Chunk = 500;
    private const int MostTexts = 5;
    private readonly ConcurrentDictionary<int, Known> districts = new();

    private sealed class Known
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public RecentCases Cases { get; set; } = new();

        /// <summary>Position in the feed up to which everything is known; null before the first reading.</summary>
        public long? Seen { get; set; }
    }

    /// <summary>The open cases of the district as of now.</summary>
    internal async ValueTask<RecentCases> Of(GezhiDb db, CancellationToken ct)
    {
        var known = districts.GetOrAdd(db.DistrictId, _ => new Known());
        await known.Turn.WaitAsync(ct);
        try
        {
            if (known.Seen is null)
                await ReadAll(db, known, ct);
            else
                await Follow(db, known, ct);
            return known.Cases;
        }
        finally
        {
            known.Turn.Release();
        }
    }

    private static async Task ReadAll(GezhiDb db, Known known, CancellationToken ct)
    {
        var seen = await db.Set<FeedHead>().Select(h => h.LastSeq).FirstOrDefaultAsync(ct);
        var ids = await db
            .Cases.Where(c => CaseFlow.OpenStates.Contains(c.State))
            .OrderBy(c => c.CreatedAt)
            .Select(c => c.Id)
            .ToListAsync(ct);
        foreach (var chunk in ids.Chunk(Chunk))
            await Read(db, known.Cases, chunk, ct);
        known.Seen = seen;
    }

    private static async Task Follow(GezhiDb db, Known known, CancellationToken ct)
    {
        while (true)
        {
            var after = known.Seen;
            var told = await db.Set<EventRow>()
                .Where(e => e.Seq > after)
                .OrderBy(e => e.Seq)
                .Take(2 * Chunk)
                .Select(e => new
                {
                    e.Seq,
                    e.Kind,
                    e.SubjectId,
                })
                .ToListAsync(ct);
            if (told.Count == 0)
                break;
            var moved = told.Where(e => e.Kind == CaseMoved.Kind).Select(e => e.SubjectId).Distinct().ToArray();
            foreach (var chunk in moved.Chunk(Chunk))
                await Read(db, known.Cases, chunk, ct);
            known.Seen = told[^1].Seq;
        }
        // Told a moment ago and not numbered yet: read now, and once more when it is.
        var fresh = await db.Set<EventRow>()
            .Where(e => e.Seq == null && e.Kind == CaseMoved.Kind)
            .Select(e => e.SubjectId)
            .Distinct()
            .OrderBy(id => id)
            .Take(Chunk)
            .ToArrayAsync(ct);
        if (fresh.Length > 0)
            await Read(db, known.Cases, fresh, ct);
    }

    private static async Task Read(GezhiDb db, RecentCases cases, Guid[] ids, CancellationToken ct)
    {
        var open = await db
            .Cases.Where(c => ids.Contains(c.Id) && CaseFlow.OpenStates.Contains(c.State))
            .Select(c => new
            {
                c.Id,
                c.Lon,
                c.Lat,
                c.CreatedAt,
                c.CategoryKey,
                c.Title,
                c.PlaceText,
            })
            .ToListAsync(ct);
        var texts = await db
            .Reports.Where(r => ids.Contains(r.CaseId))
            .OrderBy(r => r.CreatedAt)
            .Select(r => new { r.CaseId, r.Text })
            .ToListAsync(ct);
        var said = texts.ToLookup(t => t.CaseId, t => t.Text);
        foreach (var gone in ids.Except(open.Select(c => c.Id)))
            cases.Forget(gone);
        foreach (var c in open)
            cases.Put(
                new RecentCase(
                    c.Id,
                    c.Lon ?? double.NaN,
                    c.Lat ?? double.NaN,
                    c.CreatedAt,
                    c.CategoryKey,
                    c.Title,
                    [.. said[c.Id].Take(MostTexts)]
                )
                {
                    PlaceText = c.PlaceText,
                }
            );
    }
}
