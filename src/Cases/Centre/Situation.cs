using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Centre;

/// <summary>The figures around the queue: key figures, the day, the flow, on-time shares, what is worth noticing. 态势指标</summary>
public sealed class Situation(
    CaseDesk desk,
    DayFigures days,
    DoneFigures done,
    SeenFigures seen,
    WorthNoticing noticing,
    AreaWords areas,
    IStringLocalizer T
)
{
    /// <summary>A share of fewer cases than this says nothing: the number itself is told.</summary>
    private const int LeastToCompare = 30;

    /// <param name="Counts">Everything open, unfiltered.</param>
    /// <param name="Parts">On-time share of each part of the scope, in the order of the codes.</param>
    public sealed record View(
        OpenCounts Counts,
        DayFigures.Day Day,
        IReadOnlyList<OnTimeShare> Parts,
        OnTimeShare Together,
        DoneFigures.Liking Liking
    );

    /// <summary>Reads everything that the key figures need.</summary>
    /// <param name="feed">Position of the feed that the page shows.</param>
    public async Task<View> Run(Scope scope, long feed, Actor actor, CancellationToken ct)
    {
        var counts = await seen.Get("open", scope.Key, feed, desk.Now, () => OpenCounts.Read(desk, new CaseFilter(), scope, actor, ct));
        var day = await days.Run(scope, actor, ct);
        var parts = await done.OnTime(scope, actor, ct);
        return new View(counts, day, parts, DoneFigures.Together(parts), await done.Ratings(scope, actor, ct));
    }

    /// <summary>What is unusual now.</summary>
    public Task<IReadOnlyList<Notable>> Notable(View view, Scope scope, long feed, Actor actor, CancellationToken ct) =>
        noticing.Run(view.Counts, scope, feed, actor, ct);

    /// <summary>Position of the feed now.</summary>
    public Task<long> Feed(CancellationToken ct) =>
        desk.Db.Set<FeedHead>().OrderBy(h => h.DistrictId).Select(h => h.LastSeq).FirstOrDefaultAsync(ct);

    /// <summary>The strip on top.</summary>
    public IReadOnlyList<KpiFigure> Figures(View view) =>
        [
            Filed(view.Day),
            new(T["处置中"], Number(Queue.Count(QueueTab.Doing, view.Counts)), "/centre?tab=doing")
            {
                Note = view.Counts.In(CaseState.Shelved) is > 0 and var shelved ? T["其中挂账 {0} 件", shelved].Value : null,
            },
            new(T["1 小时内到期"], Number(view.Counts.Soon), "/centre?soon=1")
            {
                Tone = view.Counts.Soon > 0 ? "warn" : null,
                Note = Most(view.Counts.Most(r => r.Soon)),
            },
            new(T["已超时"], Number(view.Counts.Late), "/centre?tab=late")
            {
                Tone = view.Counts.Late > 0 ? "late" : null,
                Note = Most(view.Counts.Most(r => r.Late)),
            },
            OnTime(view.Together),
            new(T["市民满意"], view.Liking.Share?.ToString("0.0", CultureInfo.InvariantCulture), Behind("satisfaction_stars"))
            {
                Note = view.Liking.Count > 0 ? T["/ 5 · {0} 份", view.Liking.Count] : T["近 30 天还没有评价"],
            },
        ];

    private KpiFigure Filed(DayFigures.Day day)
    {
        var weekday = desk.Calendar.Local(desk.Now).ToString("ddd", CultureInfo.CurrentCulture);
        var change = day.FiledThen < LeastToCompare ? (double?)null : (day.FiledToday - day.FiledThen) / (double)day.FiledThen;
        return new KpiFigure(T["今日受理"], Number(day.FiledToday), "/cases?filed=today")
        {
            Change = change switch
            {
                null => null,
                > 0 => $"▲ {Percent(change.Value, "0")}",
                < 0 => $"▼ {Percent(-change.Value, "0")}",
                _ => "＝",
            },
            IsGood = true, // more or fewer is neither good nor bad
            Note =
                change is not null ? T["比上{0}", weekday]
                : day.FiledThen > 0 ? T["上{0}此时 {1}", weekday, day.FiledThen]
                : T["上{0}此时没有", weekday],
        };
    }

    private KpiFigure OnTime(OnTimeShare share) =>
        new(
            T["按时办结率"],
            share.Share is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) : null,
            Behind("close_ontime_rate")
        )
        {
            Unit = share.Share is null ? null : "%",
            Note = share.StrictShare is { } strict ? T["严格 {0} · {1} 件", Percent(strict, "0.0"), share.Due] : T["近 30 天没有应结案件"],
        };

    /// <summary>The page of a figure of the register: its definition and the cases behind it, of the same 30 days.</summary>
    private static string Behind(string figureKey) => $"/indicators/{figureKey}";

    private string? Most((string PartCode, int Count)? most) =>
        most is { } area ? T["{0} {1} 件", Short(areas.Name(area.PartCode)), area.Count].Value : null;

    /// <summary>淮河路街道 → 淮河路: the strip is narrow.</summary>
    private static string Short(string name) =>
        name.Length > 2 && (name.EndsWith("街道", StringComparison.Ordinal) || name.EndsWith("社区", StringComparison.Ordinal))
            ? name[..^2]
            : name;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share, string format) => (share * 100).ToString(format, CultureInfo.InvariantCulture) + "%";
}
