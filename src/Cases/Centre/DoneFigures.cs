using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Centre;

/// <summary>Cases of one area that were closed in the last 30 days. 办结计数</summary>
/// <param name="OnTime">Handed in before the deadline with its extensions and shelving.</param>
/// <param name="OnTimeStrict">Handed in before the deadline as first set.</param>
public sealed record DoneCount(string PartCode, int Closed, int OnTime, int OnTimeStrict);

/// <summary>On-time share of one area. 按时办结率</summary>
/// <param name="Due">应结案: closed, or open and over time.</param>
/// <param name="Share">0 to 1; null where nothing was due.</param>
/// <param name="StrictShare">By the deadline as first set; null where nothing was due.</param>
public sealed record OnTimeShare(string PartCode, int Due, double? Share, double? StrictShare);

/// <summary>What was done in the last 30 days, and how people liked it. 办结与满意</summary>
public sealed class DoneFigures(CaseDesk desk, RecentFigures recent)
{
    /// <summary>Local days looked back.</summary>
    public const int Days = 30;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <param name="Share">Mean satisfaction, 1 to 5; null without ratings.</param>
    /// <param name="Count">Ratings in the period.</param>
    /// <param name="SolvedShare">Share of those who say that it is solved; null without ratings.</param>
    public sealed record Liking(double? Share, int Count, double? SolvedShare);

    /// <summary>Share per area, in the order of the codes: this is no ranking. Open overdue cases count against it.</summary>
    public async Task<IReadOnlyList<OnTimeShare>> OnTime(OpenCounts open, Scope scope, Actor actor, CancellationToken ct)
    {
        var done = await recent.Get("done", scope.Key, Life, desk.Now, () => Closed(scope, actor, ct));
        var late = open
            .Rows.Where(r => r.State is CaseState.Dispatched or CaseState.Handling)
            .GroupBy(r => r.PartCode, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Late), StringComparer.Ordinal);
        return
        [
            .. done.Select(d => d.PartCode)
                .Union(late.Where(l => l.Value > 0).Select(l => l.Key), StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(code => Share(code, done.Find(d => d.PartCode == code), late.GetValueOrDefault(code))),
        ];
    }

    /// <summary>All areas together.</summary>
    public static OnTimeShare Together(IReadOnlyList<OnTimeShare> parts)
    {
        var due = parts.Sum(p => p.Due);
        return due == 0
            ? new OnTimeShare("", 0, null, null)
            : new OnTimeShare("", due, parts.Sum(p => p.Share * p.Due) / due, parts.Sum(p => p.StrictShare * p.Due) / due);
    }

    /// <summary>What reporters answered in the period; never who.</summary>
    public Task<Liking> Ratings(Scope scope, Actor actor, CancellationToken ct) =>
        recent.Get(
            "liking",
            scope.Key,
            Life,
            desk.Now,
            async () =>
            {
                var since = Since;
                var visible = desk.Db.Cases.VisibleTo(actor, desk.Db);
                var rated = desk.Db.Reports.Where(r => r.RatedAt >= since && visible.Any(c => c.Id == r.CaseId));
                var sum = await rated
                    .GroupBy(_ => 1)
                    .Select(g => new
                    {
                        Count = g.Count(),
                        Sum = g.Sum(r => r.Satisfaction),
                        Solved = g.Count(r => r.IsSolved == true),
                    })
                    .SingleOrDefaultAsync(ct);
                return sum is not { Count: > 0 }
                    ? new Liking(null, 0, null)
                    : new Liking((double)(sum.Sum ?? 0) / sum.Count, sum.Count, (double)sum.Solved / sum.Count);
            }
        );

    private DateTime Since => desk.Calendar.LocalMidnightUtc(desk.Calendar.LocalDay(desk.Now).AddDays(1 - Days));

    private Task<List<DoneCount>> Closed(Scope scope, Actor actor, CancellationToken ct)
    {
        var (since, length) = (Since, scope.PartLength);
        return desk
            .Db.Cases.VisibleTo(actor, desk.Db)
            .Where(c => c.ClosedAt >= since)
            .GroupBy(c => c.AreaCode.Substring(0, length))
            .Select(g => new DoneCount(
                g.Key,
                g.Count(),
                g.Count(c => c.DueAt == null || c.HandledAt <= c.DueAt),
                g.Count(c => c.OriginalDueAt == null || c.HandledAt <= c.OriginalDueAt)
            ))
            .ToListAsync(ct);
    }

    private static OnTimeShare Share(string code, DoneCount? done, int late)
    {
        var due = (done?.Closed ?? 0) + late;
        return new OnTimeShare(code, due, Part(done?.OnTime, due), Part(done?.OnTimeStrict, due));
    }

    private static double? Part(int? part, int whole) => whole == 0 ? null : (double)(part ?? 0) / whole;
}
