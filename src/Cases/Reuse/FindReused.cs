using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reuse;

/// <summary>Compares one photo with those of other cases by what it looks like. 照片比对</summary>
/// <remarks>
/// Looked for among the cases of the last <see cref="RecentDays"/> days, and without end among those of the same unit. Left out: photos of the same case or
/// of cases joined to it, what two residents sent with their reports, flat and stock pictures. Of many only the nearest few are kept.
/// </remarks>
internal static class FindReused
{
    /// <summary>A year and a month: the same season again.</summary>
    public const int RecentDays = 400;

    private const int MostMatches = 3;
    private const int MostCandidates = 400;

    /// <summary>Adds what was found to the change that is being made.</summary>
    /// <returns>False when the fingerprint is still to be made: ask again later.</returns>
    public static async Task<bool> Compare(GezhiDb db, Evidence photo, DateTime now, CancellationToken ct)
    {
        var file = await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == photo.FileHash, ct);
        if (file is null or not { Kind: FileKind.Photo } or { Print: PrintState.Flat or PrintState.Stock })
            return true;
        if (file is { Print: PrintState.Waiting, Preview: not PreviewState.Failed })
            return false;
        var near = await Near(db, photo.FileHash, ct);
        near[photo.FileHash] = 0;
        var hashes = near.Keys.ToList();
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == photo.CaseId, ct);
        var since = photo.At.AddDays(-RecentDays);
        var found = await db
            .Evidence.AsNoTracking()
            .Where(e => hashes.Contains(e.FileHash) && e.CaseId != photo.CaseId && e.Id < photo.Id)
            .Join(db.Cases.AsNoTracking(), e => e.CaseId, c => c.Id, (e, c) => new { Photo = e, Case = c })
            .Where(x => x.Case.CreatedAt > since || (subject.LeadUnitCode != null && x.Case.LeadUnitCode == subject.LeadUnitCode))
            .Where(x => x.Case.JoinedToId == null || x.Case.JoinedToId != subject.Id)
            .Where(x => subject.JoinedToId == null || x.Case.Id != subject.JoinedToId)
            .OrderByDescending(x => x.Photo.Id)
            .Take(MostCandidates)
            .ToListAsync(ct);
        var mine = await IsPublic(db, photo, ct);
        var kept = 0;
        foreach (var other in found.DistinctBy(x => x.Case.Id).OrderBy(x => near[x.Photo.FileHash]).ThenByDescending(x => x.Photo.Id))
        {
            if (kept == MostMatches)
                break;
            if (mine && await IsPublic(db, other.Photo, ct))
                continue;
            if (await IsKnown(db, photo, other.Case.Id, ct))
                continue;
            kept++;
            db.Add(Match(photo, other.Photo, near[other.Photo.FileHash], now));
        }
        return true;
    }

    /// <summary>Files whose print lies near, with the bits in which they differ.</summary>
    private static async Task<Dictionary<string, int>> Near(GezhiDb db, string fileHash, CancellationToken ct)
    {
        var near = new Dictionary<string, int>();
        foreach (var own in await db.Set<PhotoPrint>().AsNoTracking().Where(p => p.Hash == fileHash).ToListAsync(ct))
        {
            var (b0, b1) = (Fingerprint.Around(own.Band0), Fingerprint.Around(own.Band1));
            var (b2, b3) = (Fingerprint.Around(own.Band2), Fingerprint.Around(own.Band3));
            var candidates = await db.Set<PhotoPrint>()
                .AsNoTracking()
                .Where(p => b0.Contains(p.Band0) || b1.Contains(p.Band1) || b2.Contains(p.Band2) || b3.Contains(p.Band3))
                .Select(p => new { p.Hash, p.Bits })
                .ToListAsync(ct);
            foreach (var candidate in candidates)
                if (Fingerprint.Distance(own.Bits, candidate.Bits) is var bits and <= Fingerprint.Near)
                    near[candidate.Hash] = Math.Min(bits, near.GetValueOrDefault(candidate.Hash, int.MaxValue));
        }
        return near;
    }

    /// <summary>Sent by a resident with a report: whoever reports twice, or passes a photo on, does nothing wrong.</summary>
    private static async Task<bool> IsPublic(GezhiDb db, Evidence photo, CancellationToken ct) =>
        photo is { Kind: EvidenceKind.Report, ReportId: { } reportId }
        && await db.Reports.AnyAsync(r => r.Id == reportId && r.TakenBy == null && r.Channel != Channel.GridPatrol, ct);

    private static Task<bool> IsKnown(GezhiDb db, Evidence photo, Guid otherId, CancellationToken ct) =>
        db.Set<PhotoMatch>().AnyAsync(m => m.CaseId == photo.CaseId && m.FileHash == photo.FileHash && m.OtherCaseId == otherId, ct);

    private static PhotoMatch Match(Evidence photo, Evidence other, int distance, DateTime now) =>
        new()
        {
            DistrictId = photo.DistrictId,
            Id = Ids.New(now),
            CaseId = photo.CaseId,
            FileHash = photo.FileHash,
            OtherCaseId = other.CaseId,
            OtherHash = other.FileHash,
            Distance = photo.FileHash == other.FileHash ? null : distance,
            FoundAt = now,
        };
}
