using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Platform.Live;

/// <summary>What a live page learns: enough to fetch the row, nothing personal. 动态</summary>
/// <param name="Seq">Feed position in the district; resume with Last-Event-ID.</param>
/// <param name="Kind">Kind of the event.</param>
/// <param name="Id">The aggregate.</param>
/// <param name="Area">Area code.</param>
public sealed record FeedItem(long Seq, string Kind, Guid Id, string Area);

/// <summary>The per-district feed behind Server-Sent Events: a tail in memory, everything older from the table. 实时动态</summary>
public sealed class LiveFeed
{
    private const int TailLength = 2000;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<int, Tail> tails = new();

    /// <summary>Adds numbered rows, in order, and wakes the readers.</summary>
    public void Publish(int district, IReadOnlyList<EventRow> numbered)
    {
        if (numbered.Count > 0)
            tails.GetOrAdd(district, _ => new Tail()).Add(numbered.Select(Item));
    }

    /// <summary>Wakes the readers of a district without news, so that each looks whether its session still stands.</summary>
    public void Recheck(int district)
    {
        if (tails.TryGetValue(district, out var tail))
            tail.Wake.Up();
    }

    /// <summary>Everything after a position, then what comes, as long as the reader stays and is signed in; a heartbeat every 15 s.</summary>
    /// <param name="db">Used once, for what is older than the tail.</param>
    /// <param name="after">Last position the reader has; null begins with what comes from now on.</param>
    /// <param name="who">
    /// The reader as of now, asked at every wake and beat; null ends the stream. Only matters inside the areas of the reader's posts are told.
    /// </param>
    public async IAsyncEnumerable<SseItem<string>> Read(
        GezhiDb db,
        long? after,
        Func<CancellationToken, ValueTask<Actor?>> who,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var tail = tails.GetOrAdd(db.DistrictId, _ => new Tail());
        var last = after ?? await db.Set<FeedHead>().Select(h => (long?)h.LastSeq).FirstOrDefaultAsync(ct) ?? 0;
        yield return new SseItem<string>("{}", "hello") { EventId = Id(last) };
        while (!ct.IsCancellationRequested)
        {
            var next = tail.Wake.Next;
            if (await who(ct) is not { } actor)
                yield break;
            foreach (var item in (IReadOnlyList<FeedItem>?)tail.After(last) ?? await FromTable(db, last, ct))
            {
                last = item.Seq;
                if (Sees(actor, item.Area))
                    yield return new SseItem<string>(JsonSerializer.Serialize(item, JsonSerializerOptions.Web), "moved")
                    {
                        EventId = Id(last),
                    };
            }
            if (tail.LastSeq > last)
                continue;
            if (await Task.WhenAny(next, Task.Delay(Heartbeat, ct)) != next && !ct.IsCancellationRequested)
                yield return new SseItem<string>("{}", "beat") { EventId = Id(last) };
        }
    }

    private static bool Sees(Actor actor, string area) =>
        actor.Posts.Any(p => p.UnitCode is not null || (p.AreaCode is not null && area.StartsWith(p.AreaCode, StringComparison.Ordinal)));

    private static async Task<IReadOnlyList<FeedItem>> FromTable(GezhiDb db, long after, CancellationToken ct) =>
        await db.Set<EventRow>()
            .Where(e => e.Seq > after)
            .OrderBy(e => e.Seq)
            .Take(1000)
            .Select(e => new FeedItem(e.Seq!.Value, e.Kind, e.SubjectId, e.AreaCode))
            .ToListAsync(ct);

    private static FeedItem Item(EventRow row) => new(row.Seq!.Value, row.Kind, row.SubjectId, row.AreaCode);

    private static string Id(long seq) => seq.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Tail
    {
        private readonly Lock gate = new();
        private readonly List<FeedItem> items = [];

        public Wake Wake { get; } = new();

        public long LastSeq { get; private set; }

        public void Add(IEnumerable<FeedItem> numbered)
        {
            lock (gate)
            {
                items.AddRange(numbered);
                if (items.Count > TailLength * 2)
                    items.RemoveRange(0, items.Count - TailLength);
                LastSeq = items[^1].Seq;
            }
            Wake.Up();
        }

        /// <summary>Items after the position; null when the tail does not reach back so far.</summary>
        public List<FeedItem>? After(long seq)
        {
            lock (gate)
            {
                if (items.Count == 0 || items[0].Seq > seq + 1)
                    return LastSeq == seq ? [] : null;
                var first = (int)(seq + 1 - items[0].Seq);
                return first >= items.Count ? [] : items.GetRange(first, items.Count - first);
            }
        }
    }
}
