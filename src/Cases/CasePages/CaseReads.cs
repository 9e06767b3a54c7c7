using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CasePages;

/// <summary>What the page of every case reads, each by one statement. 案件页固定查询</summary>
internal static class CaseReads
{
    /// <param name="Text">Null where nothing was said.</param>
    internal sealed record Step(TimelineRow Row, TimelineText? Text);

    private static readonly Prepared<Func<GezhiDb, Guid, IAsyncEnumerable<Step>>> steps = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid caseId) =>
                db.Set<TimelineRow>()
                    .AsNoTracking()
                    .Where(t => t.CaseId == caseId)
                    .OrderBy(t => t.Sequence)
                    .LeftJoin(
                        db.Set<TimelineText>().AsNoTracking(),
                        t => new { t.CaseId, t.Sequence },
                        x => new { x.CaseId, x.Sequence },
                        (t, x) => new Step(t, x)
                    )
        )
    );

    private static readonly Prepared<Func<GezhiDb, Guid, int, IAsyncEnumerable<Report>>> reports = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid caseId, int most) =>
                db.Set<Report>().AsNoTracking().Where(r => r.CaseId == caseId).OrderBy(r => r.CreatedAt).Take(most)
        )
    );

    private static readonly Prepared<Func<GezhiDb, Guid, int, IAsyncEnumerable<PhotoView>>> photos = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid caseId, int most) =>
                db.Set<Evidence>()
                    .AsNoTracking()
                    .Where(e => e.CaseId == caseId)
                    .Join(db.Set<StoredFile>(), e => e.FileHash, f => f.Hash, (e, f) => new { e, f })
                    .OrderBy(x => x.e.At)
                    .ThenBy(x => x.e.Id)
                    .Select(x => new PhotoView(
                        x.f.Hash,
                        x.e.Kind,
                        x.f.Kind,
                        x.f.Preview == PreviewState.Ready,
                        x.e.ReportId,
                        x.e.At,
                        x.e.TakenAt,
                        x.e.Lon,
                        x.e.Lat
                    )
                    {
                        HeldBack = x.f.Scan == ScanState.Waiting || x.f.Scan == ScanState.Infected ? x.f.Scan : null,
                    })
                    .Take(most)
        )
    );

    private static readonly Prepared<Func<GezhiDb, Guid, IAsyncEnumerable<string>>> helpers = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid caseId) =>
                db.Set<CaseHelper>().Where(h => h.CaseId == caseId && h.ReleasedAt == null).OrderBy(h => h.At).Select(h => h.UnitCode)
        )
    );

    private static readonly Prepared<Func<GezhiDb, Guid, IAsyncEnumerable<FiredRung>>> fired = new(() =>
        EF.CompileAsyncQuery<GezhiDb, Guid, FiredRung>(
            (db, caseId) => db.Set<FiredRung>().AsNoTracking().Where(f => f.CaseId == caseId).OrderBy(f => f.At)
        )
    );

    /// <summary>The timeline with what was said.</summary>
    public static ValueTask<List<Step>> Steps(GezhiDb db, Guid caseId, CancellationToken ct) => steps.For(db)(db, caseId).ToListAsync(ct);

    /// <summary>Oldest first.</summary>
    public static ValueTask<List<Report>> Reports(GezhiDb db, Guid caseId, int most, CancellationToken ct) =>
        reports.For(db)(db, caseId, most).ToListAsync(ct);

    /// <summary>Oldest first.</summary>
    public static ValueTask<List<PhotoView>> Photos(GezhiDb db, Guid caseId, int most, CancellationToken ct) =>
        photos.For(db)(db, caseId, most).ToListAsync(ct);

    /// <summary>Codes of the units that help now.</summary>
    public static ValueTask<List<string>> Helpers(GezhiDb db, Guid caseId, CancellationToken ct) =>
        helpers.For(db)(db, caseId).ToListAsync(ct);

    /// <summary>Rungs of the ladder that were climbed.</summary>
    public static ValueTask<List<FiredRung>> Fired(GezhiDb db, Guid caseId, CancellationToken ct) =>
        fired.For(db)(db, caseId).ToListAsync(ct);
}
