using Gezhi.Cases.Channels;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Privacy;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Outward;

/// <summary>Photos that came with reports, as previews without EXIF; never those of the work. 对外照片</summary>
internal sealed class OutwardPhotos(GezhiDb db, BlobStore blobs)
{
    private const string Screen = ".screen.webp";

    /// <summary>Those whose preview is there, in the order in which they came.</summary>
    public async Task<ILookup<Guid, PublicPhoto>> Of(IReadOnlyList<Guid> caseIds, CancellationToken ct)
    {
        var found = await (
            from report in db.Reports
            where caseIds.Contains(report.OwnCaseId) && report.SourceId != null && report.WithdrawnAt == null
            join evidence in db.Evidence on report.Id equals evidence.ReportId
            where evidence.Kind == EvidenceKind.Report
            join file in db.Set<StoredFile>() on evidence.FileHash equals file.Hash
            where file.Kind == FileKind.Photo && file.Preview == PreviewState.Ready
            join source in db.Set<ChannelSource>() on report.SourceId equals source.Id
            orderby evidence.At, evidence.Id
            select new
            {
                report.OwnCaseId,
                report.CaseId,
                file.Hash,
                source.Switches,
            }
        ).ToListAsync(ct);
        // Said of the report's own case, or of the one that it was joined to: either keeps them in.
        var withheld = await PhotoConsents.Withheld(db, [.. found.SelectMany(f => new[] { f.OwnCaseId, f.CaseId }).Distinct()], ct);
        return found
            .Select(f => new PublicPhoto(
                f.OwnCaseId,
                f.Hash,
                f.Switches.Split(' ').Contains(SourceSwitches.PhotosPublic)
                    && !withheld.Contains(f.OwnCaseId)
                    && !withheld.Contains(f.CaseId)
            ))
            .Distinct()
            .ToLookup(p => p.CaseId);
    }

    /// <summary>Where the preview lies on this machine; null when it is not there.</summary>
    public async Task<string?> PathOf(string hash, CancellationToken ct)
    {
        var file = await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == hash && f.Kind == FileKind.Photo, ct);
        var path = file is { Preview: PreviewState.Ready } ? blobs.Place(file.DistrictId, file.Folder, file.Hash + Screen) : null;
        return path is not null && File.Exists(path) ? path : null;
    }
}
