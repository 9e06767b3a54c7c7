using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Anchors;

/// <summary>Does every anchor's sum again and looks whether the records stand as it saw them. 存证校验</summary>
public static class AnchorVerification
{
    private const int Batch = 500;

    /// <summary>All anchors of the context's district.</summary>
    /// <returns>One fault for each anchor that is broken: the first that is wrong with it.</returns>
    public static async Task<ChainReport> Run(GezhiDb db, CancellationToken ct)
    {
        var (rows, no, previous, faults) = (0L, 0, Chain.Start, new List<string>());
        foreach (var anchor in await db.Set<Anchor>().AsNoTracking().OrderBy(a => a.No).ToListAsync(ct))
        {
            var leaves = DrawAnchor.Sorted(await db.Set<AnchorLeaf>().AsNoTracking().Where(l => l.No == anchor.No).ToListAsync(ct));
            rows += leaves.Count;
            var fault =
                anchor.No != ++no ? $"anchor {no} is missing"
                : !anchor.PreviousHash.AsSpan().SequenceEqual(previous) || !anchor.Recompute().AsSpan().SequenceEqual(anchor.Hash)
                    ? $"anchor {anchor.No} ({anchor.DrawnOn:O}) was altered"
                : leaves.Count != anchor.Cases || !MerkleTree.Root(leaves.ConvertAll(l => l.Hash())).AsSpan().SequenceEqual(anchor.Root)
                    ? $"the list of anchor {anchor.No} ({anchor.DrawnOn:O}) was altered"
                : await IsTrailChanged(db, anchor, ct) ? $"the audit trail is not as anchor {anchor.No} ({anchor.DrawnOn:O}) saw it"
                : await Changed(db, leaves, ct) is { } changed ? $"case {changed} is not as anchor {anchor.No} ({anchor.DrawnOn:O}) saw it"
                : null;
            if (fault is not null)
                faults.Add(fault);
            (no, previous) = (anchor.No, anchor.Hash);
        }
        return new ChainReport(no, rows, faults);
    }

    /// <summary>The row that the anchor names carries another hash, or is gone without a cut that tells of it. The chain itself is the trail's own check.</summary>
    private static async Task<bool> IsTrailChanged(GezhiDb db, Anchor anchor, CancellationToken ct)
    {
        if (anchor.AuditSeq is not { } seq || seq == 0)
            return false;
        if (await db.Set<AuditRow>().AsNoTracking().Where(a => a.Seq == seq).Select(a => a.Hash).FirstOrDefaultAsync(ct) is { } hash)
            return !hash.AsSpan().SequenceEqual(anchor.AuditHash);
        var cut = await db.Set<AuditCut>().AsNoTracking().Where(c => c.Seq >= seq).OrderBy(c => c.Seq).FirstOrDefaultAsync(ct);
        return cut is null || (cut.Seq == seq && !cut.Hash.AsSpan().SequenceEqual(anchor.AuditHash));
    }

    /// <summary>The first case whose record was written anew since; null when all stand.</summary>
    private static async Task<Guid?> Changed(GezhiDb db, List<AnchorLeaf> leaves, CancellationToken ct)
    {
        foreach (var chunk in leaves.Chunk(Batch))
        {
            Guid[] ids = [.. chunk.Select(l => l.CaseId)];
            var hashes = await db
                .Timeline.AsNoTracking()
                .Where(t => ids.Contains(t.CaseId))
                .Select(t => new
                {
                    t.CaseId,
                    t.Sequence,
                    t.Hash,
                })
                .ToDictionaryAsync(t => (t.CaseId, t.Sequence), t => t.Hash, ct);
            foreach (var leaf in chunk)
                if (
                    !Is(hashes.GetValueOrDefault((leaf.CaseId, leaf.Sequence)), leaf.LastHash)
                    || !Is(hashes.GetValueOrDefault((leaf.CaseId, 1)), leaf.FirstHash)
                )
                    return leaf.CaseId;
        }
        return null;
    }

    private static bool Is(byte[]? hash, byte[] expected) => hash is not null && hash.AsSpan().SequenceEqual(expected);
}
