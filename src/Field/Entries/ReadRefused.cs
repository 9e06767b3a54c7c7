using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Entries;

/// <summary>Entries of the last weeks that could not be taken, in the areas of a supervisor: why, what the worker can do, whether it was done again. 未收下的现场记录</summary>
/// <remarks>What the worker wrote is not in it: of a refused entry nothing is kept but its head.</remarks>
public sealed class ReadRefused(GezhiDb db, ProblemTexts texts, TimeProvider clock)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Older ones are over: nobody does them again.</summary>
    public const int Days = 30;

    /// <summary>What came of it. 后来</summary>
    public enum Since
    {
        /// <summary>还没有重做</summary>
        Open,

        /// <summary>已重做</summary>
        Redone,

        /// <summary>本人放弃</summary>
        GivenUp,
    }

    /// <param name="Why">What was wrong, in the reader's language where it says the same for everybody.</param>
    /// <param name="Next">What the worker can do, likewise.</param>
    /// <param name="RedoneAt">UTC; when the worker's next try was taken; null while none was.</param>
    public sealed record Row(
        Guid Id,
        string Kind,
        Guid? CaseId,
        Guid AccountId,
        DateTime MadeAt,
        DateTime ReceivedAt,
        int SkewSeconds,
        string Code,
        string Why,
        string Next,
        Since Since,
        DateTime? RedoneAt
    );

    /// <param name="Next">For the page after this; null at the end.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, Guid? Next);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/refused",
                async (Guid? after, ReadRefused feature, Actor actor, CancellationToken ct) =>
                    Results.Json(await feature.List(after, actor, ct), FieldJson.Options)
            )
            .WithSummary("未收下的现场记录 · Refused entries of own areas");

    /// <summary>The newest first; the next page goes on behind an entry.</summary>
    public async Task<Page> List(Guid? after, Actor actor, CancellationToken ct)
    {
        var since = clock.UtcNow.AddDays(-Days);
        var refused = ReadHeld.Inside(
            db.Set<Entry>()
                .Where(e =>
                    e.ProblemCode != null
                    && e.DecidedBy == null
                    && (e.State == EntryState.Refused || e.State == EntryState.Replaced || e.State == EntryState.Dropped)
                    && e.ReceivedAt >= since
                ),
            actor
        );
        if (after is { } id)
            refused = refused.Where(e =>
                db.Set<Entry>().Any(l => l.Id == id && (e.ReceivedAt < l.ReceivedAt || (e.ReceivedAt == l.ReceivedAt && e.Id < id)))
            );
        var found = await refused
            .OrderByDescending(e => e.ReceivedAt)
            .ThenByDescending(e => e.Id)
            .Take(PageSize + 1)
            .Select(e => new
            {
                Entry = e,
                RedoneAt = db.Set<Entry>()
                    .Where(o =>
                        o.AccountId == e.AccountId
                        && o.State == EntryState.Accepted
                        && (
                            o.InsteadOf == e.Id
                            || (e.CaseId != null && o.CaseId == e.CaseId && o.Kind == e.Kind && o.ReceivedAt > e.ReceivedAt)
                        )
                    )
                    .Min(o => (DateTime?)o.ReceivedAt),
            })
            .ToListAsync(ct);
        return new Page(
            [.. found.Take(PageSize).Select(f => Shown(f.Entry, f.RedoneAt))],
            found.Count > PageSize ? found[PageSize - 1].Entry.Id : null
        );
    }

    private Row Shown(Entry entry, DateTime? redoneAt)
    {
        var (why, next) = Words(entry);
        return new Row(
            entry.Id,
            entry.Kind,
            entry.CaseId,
            entry.AccountId,
            entry.MadeAt,
            entry.ReceivedAt,
            entry.SkewSeconds,
            entry.ProblemCode!,
            why,
            next,
            redoneAt is not null ? Since.Redone
                : entry.State == EntryState.Dropped ? Since.GivenUp
                : Since.Open,
            redoneAt
        );
    }

    /// <summary>A refusal that names figures was told in the worker's language and stays as it was told.</summary>
    private (string Why, string Next) Words(Entry entry)
    {
        var now = texts.Find(entry.ProblemCode!, CultureInfo.CurrentUICulture);
        return now.Title.Contains('{', StringComparison.Ordinal) || now.Detail.Contains('{', StringComparison.Ordinal)
            ? (entry.ProblemTitle ?? "", entry.ProblemDetail ?? "")
            : (now.Title, now.Detail);
    }
}
