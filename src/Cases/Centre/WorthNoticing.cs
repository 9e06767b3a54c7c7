using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Proposing;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Centre;

/// <summary>Something unusual, found by rule. 值得关注</summary>
/// <param name="Kind">Status kind for its colour and shape.</param>
/// <param name="Label">Area, category or the like, short.</param>
/// <param name="Text">What is unusual, with the figures.</param>
/// <param name="Href">The cases behind it.</param>
public sealed record Notable(string Kind, string Label, string Text, string Href);

/// <summary>Three rules over real figures: an area in a hurry, a kind of matter that piles up, cases nobody wants. 值得关注</summary>
public sealed class WorthNoticing(
    CaseDesk desk,
    RecentFigures recent,
    SeenFigures seen,
    CategoryGuesses guesses,
    AreaWords areas,
    ReadGaps gaps,
    IStringLocalizer T
)
{
    private const int FewestSoon = 3;
    private const double UnusualTimes = 2;
    private const int FewestRising = 3;
    private const double RisingTimes = 3;
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    public async Task<IReadOnlyList<Notable>> Run(OpenCounts open, Scope scope, long feed, Actor actor, CancellationToken ct)
    {
        List<Notable> found =
        [
            .. await Undecided(actor, ct),
            .. await InAHurry(open, scope, actor, ct),
            .. await Rising(scope, feed, actor, ct),
            .. await Unwanted(scope, actor, ct),
        ];
        return found;
    }

    /// <summary>Entries of the gap register that wait for this person.</summary>
    private async Task<IEnumerable<Notable>> Undecided(Actor actor, CancellationToken ct)
    {
        var count = actor.Can(Permission.Arbitrate) ? await gaps.CountMine(actor, ct) : 0;
        return count == 0 ? [] : [new Notable("late", T["空白登记"], T["{0} 处管理空白等您裁决", count], "/gaps?tab=Mine")];
    }

    /// <summary>Areas with at least three cases due within the hour, twice as many as at this hour of the same weekday in four weeks.</summary>
    private async Task<IEnumerable<Notable>> InAHurry(OpenCounts open, Scope scope, Actor actor, CancellationToken ct)
    {
        var hurried = open
            .Rows.Where(r => r.PartCode.Length > 6)
            .GroupBy(r => r.PartCode, StringComparer.Ordinal)
            .Select(g => (Code: g.Key, Soon: g.Sum(r => r.Soon)))
            .Where(a => a.Soon >= FewestSoon)
            .OrderByDescending(a => a.Soon)
            .Take(2)
            .ToList();
        if (hurried.Count == 0)
            return [];
        var usual = await recent.Get("usual", scope.Key, TimeSpan.FromMinutes(5), desk.Now, () => Usual(scope, actor, ct));
        return hurried
            .Select(a => (a.Code, a.Soon, Mean: usual.GetValueOrDefault(a.Code) / 4d))
            .Where(a => a.Soon >= UnusualTimes * a.Mean)
            .Select(a => new Notable(
                "late",
                areas.Name(a.Code),
                a.Mean > 0
                    ? T["{0} 件一小时内到期，是平日同时段的 {1} 倍", a.Soon, Math.Round(a.Soon / a.Mean, 1)]
                    : T["{0} 件一小时内到期，平日同时段没有", a.Soon],
                $"/centre?soon=1&area={a.Code}"
            ));
    }

    /// <summary>Deadlines that fell into this hour of the same weekday, in the four weeks before, by area.</summary>
    private async Task<Dictionary<string, int>> Usual(Scope scope, Actor actor, CancellationToken ct)
    {
        var (now, length) = (desk.Now, scope.PartLength);
        var (a, b, c, d) = (now.AddDays(-7), now.AddDays(-14), now.AddDays(-21), now.AddDays(-28));
        var (since, hour) = (now.AddDays(-60), TimeSpan.FromHours(1));
        var (a1, b1, c1, d1) = (a + hour, b + hour, c + hour, d + hour);
        return await desk
            .Db.Cases.VisibleTo(actor, desk.Db)
            .Where(x => x.CreatedAt >= since)
            .Where(x =>
                (x.OriginalDueAt >= a && x.OriginalDueAt < a1)
                || (x.OriginalDueAt >= b && x.OriginalDueAt < b1)
                || (x.OriginalDueAt >= c && x.OriginalDueAt < c1)
                || (x.OriginalDueAt >= d && x.OriginalDueAt < d1)
            )
            .GroupBy(x => x.AreaCode.Substring(0, length))
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>Categories of the last half hour: at least three reports, three times the mean of the last seven days.</summary>
    private async Task<IEnumerable<Notable>> Rising(Scope scope, long feed, Actor actor, CancellationToken ct)
    {
        var (now, week) = (desk.Now, desk.Now.AddDays(-7));
        var visible = desk.Db.Cases.VisibleTo(actor, desk.Db);
        var kinds = await seen.Get("rising", scope.Key, feed, now, () => Kinds(visible, now - HalfHour, ct));
        if (kinds.Count == 0)
            return [];
        var catalogue = await desk.Catalogue(ct);
        var before = await recent.Get(
            "week",
            scope.Key,
            TimeSpan.FromMinutes(10),
            now,
            () =>
                visible
                    .Where(c => c.CreatedAt >= week && c.CategoryKey != null)
                    .GroupBy(c => c.CategoryKey!)
                    .Select(g => new { g.Key, Count = g.Count() })
                    .ToDictionaryAsync(g => g.Key, g => g.Count, ct)
        );
        return kinds
            .Where(k => k.AreaCodes.Count >= RisingTimes * before.GetValueOrDefault(k.Key) / (7 * 48))
            .Select(k => new Notable(
                "doing",
                catalogue.NameOf(k.Key),
                Where(k.AreaCodes) is { } place
                    ? T["近 30 分钟新增 {0} 起，集中在{1}", k.AreaCodes.Count, place]
                    : T["近 30 分钟新增 {0} 起", k.AreaCodes.Count],
                $"/cases?category={Uri.EscapeDataString(k.Key)}"
            ));
    }

    /// <summary>The two most frequent kinds of what came since then, with where they lie; the category is guessed from the title where nobody chose one.</summary>
    private async Task<List<(string Key, List<string> AreaCodes)>> Kinds(IQueryable<Case> visible, DateTime since, CancellationToken ct)
    {
        var fresh = await visible
            .Where(c => c.CreatedAt >= since && c.State != CaseState.Withdrawn)
            .OrderByDescending(c => c.CreatedAt)
            .Take(500)
            .Select(c => new
            {
                c.CategoryKey,
                c.Title,
                c.AreaCode,
            })
            .ToListAsync(ct);
        if (fresh.Count < FewestRising)
            return [];
        var guess = await guesses.Of(desk.Db, ct);
        return
        [
            .. fresh
                .GroupBy(c => c.CategoryKey ?? (guess.Propose(c.Title, 1) is [{ Confidence: >= .5 } best] ? best.Key : null))
                .Where(g => g.Key is not null && g.Count() >= FewestRising)
                .OrderByDescending(g => g.Count())
                .Take(2)
                .Select(g => (g.Key!, g.Select(c => c.AreaCode).ToList())),
        ];
    }

    /// <summary>Open cases that two units or more gave back: perhaps nobody's (管理空白).</summary>
    private async Task<IEnumerable<Notable>> Unwanted(Scope scope, Actor actor, CancellationToken ct)
    {
        var count = await recent.Get(
            "unwanted",
            scope.Key,
            TimeSpan.FromSeconds(30),
            desk.Now,
            () => desk.Db.Cases.VisibleTo(actor, desk.Db).That(LiveKey.SentBack, desk.Now).CountAsync(ct)
        );
        return count == 0
            ? []
            :
            [
                new Notable(
                    "hold",
                    T["退单"],
                    T["{0} 件退单两次以上，可能是管理空白，请裁定责任单位", count],
                    "/indicators/live/sent_back_open"
                ),
            ];
    }

    /// <summary>The community in which at least half of them lie; null when they lie apart.</summary>
    private string? Where(List<string> codes)
    {
        var most = codes.Where(c => c.Length >= 12).GroupBy(c => c[..12], StringComparer.Ordinal).MaxBy(g => g.Count());
        return most is not null && most.Count() * 2 >= codes.Count ? areas.Name(most.Key) : null;
    }
}
