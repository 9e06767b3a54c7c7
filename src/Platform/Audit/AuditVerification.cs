using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Platform.Audit;

/// <summary>What a walk along hash chains found. 链校验结果</summary>
/// <param name="Chains">Chains walked.</param>
/// <param name="Rows">Rows walked.</param>
/// <param name="Faults">The first altered row of each broken chain, in words.</param>
public sealed record ChainReport(int Chains, long Rows, IReadOnlyList<string> Faults);

/// <summary>Walks the audit trail of a district. 审计链校验</summary>
public static class AuditVerification
{
    /// <summary>Stops at the first row that is missing, moved or changed. Begins at the last cut, which must stand in the trail itself.</summary>
    public static async Task<ChainReport> Run(GezhiDb db, CancellationToken ct)
    {
        var (seq, previous, rows) = (0L, Chain.Start, 0L);
        var before = await Head(db, ct); // the town goes on writing meanwhile: the end of the walk lies between the heads before and after
        if (await db.Set<AuditCut>().AsNoTracking().OrderByDescending(c => c.Seq).FirstOrDefaultAsync(ct) is { } cut)
        {
            var told = cut.Detail;
            if (!await db.Set<AuditRow>().AnyAsync(a => a.Action == AuditRetention.Action && a.Detail == told, ct))
                return new ChainReport(1, 0, [$"audit trail is cut at {cut.Seq}, and no row tells of it"]);
            (seq, previous) = (cut.Seq, cut.Hash);
        }
        await foreach (
            var row in db.Set<AuditRow>()
                .AsNoTracking()
                .Where(a => a.Seq != null)
                .OrderBy(a => a.Seq)
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            rows++;
            if (row.Seq != ++seq || !row.PreviousHash.AsSpan().SequenceEqual(previous) || !row.Recompute().AsSpan().SequenceEqual(row.Hash))
                return new ChainReport(1, rows, [$"audit row {row.Seq} ({row.Id})"]);
            previous = row.Hash!;
        }
        var head = await Head(db, ct);
        var isCut = seq < before || seq > head;
        return new ChainReport(1, rows, isCut ? [$"audit trail ends at {seq}, the head says {head}"] : []);
    }

    /// <summary>Number of the last row by the head; null while there is no head.</summary>
    private static async Task<long?> Head(GezhiDb db, CancellationToken ct) =>
        (await db.Set<Outbox.FeedHead>().AsNoTracking().FirstOrDefaultAsync(ct))?.LastAuditSeq;
}
