using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Anchors;

/// <summary>The anchors as published, and the proof of one receipt. 查存证</summary>
public sealed class ReadAnchors(GezhiDb db)
{
    /// <summary>Anchors on one page.</summary>
    public const int PageLength = 31;

    /// <param name="No">1, 2, 3….</param>
    /// <param name="DrawnOn">Local day.</param>
    /// <param name="DrawnAt">UTC.</param>
    /// <param name="Cases">Cases with new moves since the one before.</param>
    /// <param name="Root">Hex.</param>
    /// <param name="PreviousHash">Hex.</param>
    /// <param name="Hash">Hex; what is published and compared.</param>
    /// <param name="AuditSeq">Rows of the audit trail that it covers; null in anchors of before.</param>
    /// <param name="AuditHash">Hash of the last of them, hex; null as the number.</param>
    public sealed record Row(
        int No,
        DateOnly DrawnOn,
        DateTime DrawnAt,
        int Cases,
        string Root,
        string PreviousHash,
        string Hash,
        long? AuditSeq,
        string? AuditHash
    );

    /// <summary>Whether a receipt's record stands unchanged, and which anchor covers it. 回执核验</summary>
    /// <param name="Hash">Hash of the record's first row, hex: as on the receipt.</param>
    /// <param name="IsUnchanged">Every row since then follows from the one before, and stands as the anchors saw it.</param>
    /// <param name="Anchor">The last anchor that covers it; null until the first evening.</param>
    public sealed record Standing(string Hash, bool IsUnchanged, Row? Anchor);

    /// <summary>What is needed to do an anchor's sum again for one receipt. 存证证明</summary>
    /// <param name="Sequence">Rows that the anchor covers; 0 before the first evening.</param>
    /// <param name="CaseId">Goes into the leaf.</param>
    /// <param name="LastHash">Hash of the last row covered, hex.</param>
    /// <param name="Neighbours">From the leaf up to the root, hex; L before those that stand to the left, R to the right.</param>
    public sealed record Proof(Standing Standing, int Sequence, Guid CaseId, string? LastHash, IReadOnlyList<string> Neighbours);

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        routes
            .MapGet("/anchors.csv", (ReadAnchors f, CancellationToken ct) => f.File(ct))
            .AllowAnonymous()
            .ExcludeFromDescription()
            .RequireRateLimiting(Resident.ReceiptLimit.Name);
        api.MapGet("/anchors", (int? before, ReadAnchors f, CancellationToken ct) => f.Run(before, ct))
            .AllowAnonymous()
            .WithSummary("每日存证 · Daily anchors")
            .RequireRateLimiting(Resident.ReceiptLimit.Name);
        api.MapGet(
                "/receipts/{receiptNo}/proof",
                (string receiptNo, ReadAnchors f, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-cache, no-store";
                    return f.Prove(receiptNo, ct);
                }
            )
            .AllowAnonymous()
            .WithSummary("回执核验 · Whether a receipt's record stands unchanged")
            .RequireRateLimiting(Resident.ReceiptLimit.Name);
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">Only older ones; null for the newest.</param>
    public async Task<IReadOnlyList<Row>> Run(int? before, CancellationToken ct)
    {
        var found = await db.Set<Anchor>()
            .AsNoTracking()
            .Where(a => before == null || a.No < before)
            .OrderByDescending(a => a.No)
            .Take(PageLength)
            .ToListAsync(ct);
        return found.ConvertAll(RowOf);
    }

    /// <exception cref="NotFound">No such receipt.</exception>
    public async Task<Proof> Prove(string receiptNo, CancellationToken ct)
    {
        var no = ReceiptNo.TryParse(receiptNo, out var parsed) ? parsed : throw new NotFound("receipt");
        var found = await db.Reports.Where(r => r.ReceiptNo == no.Value).Select(r => (Guid?)r.OwnCaseId).FirstOrDefaultAsync(ct);
        var caseId = found ?? throw new NotFound("receipt");
        var standing = await Of(caseId, ct);
        if (standing.Anchor is not { } anchor)
            return new Proof(standing, 0, caseId, null, []);
        var (leaf, steps) = await Steps(anchor.No, caseId, ct);
        var leads = Convert.ToHexStringLower(MerkleTree.Follow(leaf.Hash(), steps)) == anchor.Root;
        return new Proof(
            standing with
            {
                IsUnchanged = standing.IsUnchanged && leads,
            },
            leaf.Sequence,
            caseId,
            Convert.ToHexStringLower(leaf.LastHash),
            [.. steps.Select(s => (s.IsLeft ? "L" : "R") + Convert.ToHexStringLower(s.Hash))]
        );
    }

    /// <summary>From the leaf of a case up to the root: within its block, then over the blocks. Anchors of before have no blocks: all leaves are read.</summary>
    private async Task<(AnchorLeaf Leaf, IReadOnlyList<MerkleTree.Step> Steps)> Steps(int no, Guid caseId, CancellationToken ct)
    {
        var blocks = await db.Set<AnchorBlock>().AsNoTracking().Where(b => b.No == no).OrderBy(b => b.Index).ToListAsync(ct);
        var block = blocks.FindLastIndex(b => string.CompareOrdinal(b.FirstCaseId.ToString("N"), caseId.ToString("N")) <= 0);
        var found = db.Set<AnchorLeaf>().AsNoTracking().Where(l => l.No == no);
        if (block >= 0)
        {
            var first = blocks[block].FirstCaseId;
            found = found.Where(l => l.CaseId >= first).OrderBy(l => l.CaseId).Take(AnchorBlock.Length);
        }
        var leaves = DrawAnchor.Sorted(await found.ToListAsync(ct));
        var at = leaves.FindIndex(l => l.CaseId == caseId);
        var within = MerkleTree.Proof(leaves.ConvertAll(l => l.Hash()), at);
        return (leaves[at], block < 0 ? within : [.. within, .. MerkleTree.Proof(blocks.ConvertAll(b => b.Root), block)]);
    }

    /// <summary>The record of one case against itself and against the anchors; the root's own sum is <see cref="Prove"/>'s.</summary>
    internal async Task<Standing> Of(Guid caseId, CancellationToken ct)
    {
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == caseId, ct);
        var rows = await db.Timeline.AsNoTracking().Where(t => t.CaseId == caseId).OrderBy(t => t.Sequence).ToListAsync(ct);
        var texts = await db.TimelineTexts.AsNoTracking().Where(t => t.CaseId == caseId).ToDictionaryAsync(t => (t.CaseId, t.Sequence), ct);
        var own = await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.OwnCaseId == caseId, ct);
        var leaves = await db.Set<AnchorLeaf>().AsNoTracking().Where(l => l.CaseId == caseId).OrderBy(l => l.No).ToListAsync(ct);
        var isUnchanged = TimelineVerification.Fault(subject, rows, texts, own) is null && leaves.TrueForAll(l => Stands(l, rows));
        var first = Convert.ToHexStringLower(rows.Count > 0 ? rows[0].Hash : []);
        if (leaves is not [.., var leaf])
            return new Standing(first, isUnchanged, null);
        var anchor = await db.Set<Anchor>().AsNoTracking().FirstAsync(a => a.No == leaf.No, ct);
        return new Standing(first, isUnchanged && anchor.Recompute().AsSpan().SequenceEqual(anchor.Hash), RowOf(anchor));
    }

    private static bool Stands(AnchorLeaf leaf, List<TimelineRow> rows) =>
        rows.Count >= leaf.Sequence
        && rows[leaf.Sequence - 1].Hash.AsSpan().SequenceEqual(leaf.LastHash)
        && rows[0].Hash.AsSpan().SequenceEqual(leaf.FirstHash);

    /// <summary>All anchors as a table that the district can put up anywhere: in its bulletin, on another server, on paper.</summary>
    private async Task<Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult> File(CancellationToken ct)
    {
        var text = new System.Text.StringBuilder("no,drawn_on,drawn_at_utc,cases,root,previous_hash,hash,audit_seq,audit_hash\r\n");
        await foreach (var a in db.Set<Anchor>().AsNoTracking().OrderBy(a => a.No).AsAsyncEnumerable().WithCancellation(ct))
        {
            var row = RowOf(a);
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{row.No},{row.DrawnOn:yyyy-MM-dd},{row.DrawnAt:yyyy-MM-ddTHH:mm:ssZ},{row.Cases},{row.Root},{row.PreviousHash},{row.Hash},{row.AuditSeq},{row.AuditHash}\r\n"
            );
        }
        return TypedResults.File(
            System.Text.Encoding.UTF8.GetBytes(text.ToString()),
            "text/csv; charset=utf-8",
            $"anchors-{db.DistrictId}.csv"
        );
    }

    private static Row RowOf(Anchor a) =>
        new(
            a.No,
            a.DrawnOn,
            a.DrawnAt,
            a.Cases,
            Convert.ToHexStringLower(a.Root),
            Convert.ToHexStringLower(a.PreviousHash),
            Convert.ToHexStringLower(a.Hash),
            a.AuditSeq,
            a.AuditHash is { } trail ? Convert.ToHexStringLower(trail) : null
        );
}
