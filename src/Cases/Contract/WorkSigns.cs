using Gezhi.Cases.Reuse;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>What integrity rules look at in cases: of staff and units, never of residents. 诚信线索来源</summary>
/// <remarks>Nothing here says who rated or reported. Residents who report twice do nothing wrong and are left out.</remarks>
public sealed class WorkSigns
{
    private const int Most = 200_000;
    private readonly GezhiDb db;
    private readonly CaseDesk desk;

    internal WorkSigns(GezhiDb db, CaseDesk desk) => (this.db, this.desk) = (db, desk);

    /// <summary>By which days are counted. 日历</summary>
    public WorkCalendar Calendar => desk.Calendar;

    /// <summary>A photo that nearly is that of another case, and who put it there. 重复照片</summary>
    /// <param name="Distance">Bits in which the fingerprints differ; null: the very same file.</param>
    /// <param name="AccountId">Who handed in the later one.</param>
    public sealed record Reused(
        Guid CaseId,
        string Hash,
        DateTime At,
        Guid OtherCaseId,
        string OtherHash,
        DateTime OtherAt,
        int? Distance,
        Guid AccountId,
        string AreaCode
    );

    /// <summary>A report that staff took down. 工作人员上报</summary>
    /// <param name="ClosedAt">UTC; null: its case is open.</param>
    public sealed record Taken(
        Guid AccountId,
        Guid CaseId,
        string CategoryKey,
        DateTime At,
        LonLat Place,
        DateTime? ClosedAt,
        string AreaCode
    );

    /// <summary>A rated case and who handled it; not who rated, nor which case. 已评价案件</summary>
    public sealed record Rated(Guid AccountId, DateTime At, bool IsTop, string AreaCode);

    /// <summary>A hand-in of a unit against its deadline. 反馈时刻</summary>
    /// <param name="MinutesLeft">Before the deadline; negative: late.</param>
    /// <param name="CameBack">The check was not passed, or the case was opened again.</param>
    public sealed record HandIn(string UnitCode, Guid CaseId, DateTime At, double MinutesLeft, bool CameBack, string AreaCode);

    /// <summary>Where and when a photo was taken by one person. 现场照片</summary>
    public sealed record Shot(Guid AccountId, Guid CaseId, string Hash, DateTime At, LonLat Place, string AreaCode);

    /// <summary>Photos found by the comparison since then that nobody called in order. 重复照片</summary>
    /// <param name="since">UTC.</param>
    public async Task<IReadOnlyList<Reused>> Photos(DateTime since, CancellationToken ct)
    {
        var found = await db.Set<PhotoMatch>()
            .AsNoTracking()
            .Where(m => m.FoundAt >= since && m.Finding != MatchFinding.SamePlace)
            .Join(
                db.Cases.AsNoTracking(),
                m => m.CaseId,
                c => c.Id,
                (m, c) =>
                    new
                    {
                        Match = m,
                        c.HandledBy,
                        c.AreaCode,
                    }
            )
            .OrderBy(x => x.Match.Id)
            .Take(Most)
            .ToListAsync(ct);
        var ids = found.SelectMany(x => new[] { x.Match.CaseId, x.Match.OtherCaseId }).Distinct().ToList();
        var times = (
            await db
                .Evidence.AsNoTracking()
                .Where(e => ids.Contains(e.CaseId))
                .Select(e => new
                {
                    e.CaseId,
                    e.FileHash,
                    e.At,
                    e.Kind,
                })
                .ToListAsync(ct)
        ).ToLookup(e => (e.CaseId, e.FileHash));
        var hands = await Hands(ids, ct);
        var all = new List<Reused>();
        foreach (var x in found)
        {
            var (mine, other) = (
                times[(x.Match.CaseId, x.Match.FileHash)].FirstOrDefault(),
                times[(x.Match.OtherCaseId, x.Match.OtherHash)].FirstOrDefault()
            );
            var account =
                hands.GetValueOrDefault((x.Match.CaseId, x.Match.FileHash)) is { } who ? who
                : mine?.Kind == EvidenceKind.After ? x.HandledBy
                : null;
            if (mine is not null && other is not null && account is { } by)
                all.Add(
                    new Reused(
                        x.Match.CaseId,
                        x.Match.FileHash,
                        mine.At,
                        x.Match.OtherCaseId,
                        x.Match.OtherHash,
                        other.At,
                        x.Match.Distance,
                        by,
                        x.AreaCode
                    )
                );
        }
        return all;
    }

    /// <summary>Who added which file to which case, by the record.</summary>
    private async Task<Dictionary<(Guid CaseId, string Hash), Guid?>> Hands(IReadOnlyList<Guid> caseIds, CancellationToken ct)
    {
        var rows = await db
            .Timeline.AsNoTracking()
            .Where(t => caseIds.Contains(t.CaseId) && t.Evidence != null && t.AccountId != null)
            .Select(t => new
            {
                t.CaseId,
                t.AccountId,
                t.Evidence,
            })
            .ToListAsync(ct);
        var hands = new Dictionary<(Guid, string), Guid?>();
        foreach (var row in rows)
        foreach (var hash in row.Evidence!.Split(','))
            hands.TryAdd((row.CaseId, hash), row.AccountId);
        return hands;
    }

    /// <summary>What workers reported with a place since then, by person and time. 工作人员上报</summary>
    public async Task<IReadOnlyList<Taken>> Reports(DateTime since, CancellationToken ct) =>
        [
            .. (
                await db
                    .Reports.AsNoTracking()
                    .Where(r => r.CreatedAt >= since && r.TakenBy != null && r.WithdrawnAt == null)
                    .Where(r => r.Channel == Channel.GridPatrol || r.Channel == Channel.Visit)
                    .Where(r => r.Lon != null && r.Lat != null)
                    .Join(db.Cases.AsNoTracking(), r => r.OwnCaseId, c => c.Id, (r, c) => new { Report = r, Case = c })
                    .Where(x => x.Case.CategoryKey != null && x.Case.JoinedToId == null)
                    .OrderBy(x => x.Report.TakenBy)
                    .ThenBy(x => x.Report.CreatedAt)
                    .ThenBy(x => x.Report.Id)
                    .Take(Most)
                    .Select(x => new
                    {
                        AccountId = x.Report.TakenBy!.Value,
                        CaseId = x.Case.Id,
                        x.Case.CategoryKey,
                        x.Report.CreatedAt,
                        x.Report.SaidAt,
                        x.Report.Lon,
                        x.Report.Lat,
                        x.Case.ClosedAt,
                        x.Case.AreaCode,
                    })
                    .ToListAsync(ct)
            ).Select(x => new Taken(
                x.AccountId,
                x.CaseId,
                x.CategoryKey!,
                x.SaidAt ?? x.CreatedAt,
                new LonLat(x.Lon!.Value, x.Lat!.Value),
                x.ClosedAt,
                x.AreaCode
            )),
        ];

    /// <summary>Ratings since then. 评价</summary>
    public async Task<IReadOnlyList<Rated>> Ratings(DateTime since, CancellationToken ct) =>
        [
            .. (
                await db
                    .Reports.AsNoTracking()
                    .Where(r => r.RatedAt >= since && r.Satisfaction != null)
                    .Join(
                        db.Cases.AsNoTracking(),
                        r => r.CaseId,
                        c => c.Id,
                        (r, c) =>
                            new
                            {
                                r.RatedAt,
                                r.Satisfaction,
                                r.Id,
                                c.HandledBy,
                                c.AreaCode,
                            }
                    )
                    .Where(x => x.HandledBy != null)
                    .OrderBy(x => x.RatedAt)
                    .ThenBy(x => x.Id)
                    .Take(Most)
                    .ToListAsync(ct)
            ).Select(x => new Rated(x.HandledBy!.Value, x.RatedAt!.Value, x.Satisfaction == 5, x.AreaCode)),
        ];

    /// <summary>First hand-ins since then of cases with a deadline, against the deadline as first set; by the record, because a reopened case forgets them. 反馈</summary>
    public async Task<IReadOnlyList<HandIn>> HandIns(DateTime since, CancellationToken ct)
    {
        var moves = (
            await db
                .Timeline.AsNoTracking()
                .Where(t => t.At >= since)
                .Where(t => t.Action == CaseAction.Dispatch || t.Action == CaseAction.Reassign || t.Action == CaseAction.ReportDone)
                .OrderBy(t => t.CaseId)
                .ThenBy(t => t.Sequence)
                .Take(Most)
                .Select(t => new
                {
                    t.CaseId,
                    t.Action,
                    t.At,
                    t.UnitCode,
                })
                .ToListAsync(ct)
        ).GroupBy(t => t.CaseId);
        var cases = (
            await db
                .Cases.AsNoTracking()
                .Where(c => c.FiledAt != null && c.StageAt >= since && c.LimitValue != null)
                .OrderBy(c => c.Id)
                .Select(c => new
                {
                    c.Id,
                    c.LimitValue,
                    c.LimitUnit,
                    c.OriginalDueAt,
                    c.ReworkCount,
                    c.ReopenCount,
                    c.AreaCode,
                })
                .Take(Most)
                .ToListAsync(ct)
        ).ToDictionary(c => c.Id);
        var found = new List<HandIn>();
        foreach (var one in moves)
        {
            var done = one.FirstOrDefault(t => t.Action == CaseAction.ReportDone);
            var start = one.FirstOrDefault(t => t.Action == CaseAction.Dispatch);
            if (done is null || start is null || start.At > done.At || !cases.TryGetValue(one.Key, out var subject))
                continue;
            var unit = one.LastOrDefault(t => t.Action != CaseAction.ReportDone && t.At <= done.At)?.UnitCode;
            if (unit is null || subject.LimitUnit is not { } limitUnit)
                continue;
            var due =
                subject.ReopenCount == 0 && subject.OriginalDueAt is { } original
                    ? original
                    : desk.Timetable.CalendarOf(unit).DueAt(start.At, new TimeLimit(subject.LimitValue!.Value, limitUnit));
            found.Add(
                new HandIn(
                    unit,
                    one.Key,
                    done.At,
                    (due - done.At).TotalMinutes,
                    subject.ReworkCount > 0 || subject.ReopenCount > 0,
                    subject.AreaCode
                )
            );
        }
        return found;
    }

    /// <summary>Photos with a place and a moment that staff took since then, by person and time. 现场照片</summary>
    public async Task<IReadOnlyList<Shot>> Shots(DateTime since, CancellationToken ct)
    {
        var photos = await db
            .Evidence.AsNoTracking()
            .Where(e => e.TakenAt >= since && e.Lon != null && e.Lat != null && e.Kind != EvidenceKind.Report)
            .Join(db.Cases.AsNoTracking(), e => e.CaseId, c => c.Id, (e, c) => new { Photo = e, c.AreaCode })
            .OrderBy(x => x.Photo.Id)
            .Take(Most)
            .ToListAsync(ct);
        var hands = await Hands([.. photos.Select(p => p.Photo.CaseId).Distinct()], ct);
        return
        [
            .. photos
                .Select(p => (Who: hands.GetValueOrDefault((p.Photo.CaseId, p.Photo.FileHash)), p.Photo, p.AreaCode))
                .Where(p => p.Who is not null)
                .Select(p => new Shot(
                    p.Who!.Value,
                    p.Photo.CaseId,
                    p.Photo.FileHash,
                    p.Photo.TakenAt!.Value,
                    new LonLat(p.Photo.Lon!.Value, p.Photo.Lat!.Value),
                    p.AreaCode
                ))
                .OrderBy(s => s.AccountId)
                .ThenBy(s => s.At)
                .ThenBy(s => s.CaseId),
        ];
    }
}
