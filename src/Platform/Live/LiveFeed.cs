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
    /// <summary>Kind of the events that are for one person alone: their subject is the account, and nobody else learns of them.</summary>
    public const string ToPerson = "people.told";

    private const int TailLength = 2000;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<int, Tail> tails = new();

    /// <summary>Adds numbered rows, in order, and wakes the readers. Rows that do not follow on begin a new tail.</summary>
    public void Publish(int district, IReadOnlyList<EventRow> numbered)
    {
        if (numbered.Count > 0)
            tails.GetOrAdd(district, _ => new Tail()).Add([.. numbered.Select(Item)]);
    }

    /// <summary>Takes over what another node numbered, so that the readers of this node hear of it too.</summary>
    /// <param name="lastSeq">How far the district is numbered.</param>
    public async Task CatchUp(GezhiDb db, long lastSeq, CancellationToken ct)
    {
        var tail = tails.GetOrAdd(db.DistrictId, _ => new Tail());
        if (!tail.Begin(lastSeq) && tail.LastSeq < lastSeq)
            tail.Add(await FromTable(db, Math.Max(tail.LastSeq, lastSeq - TailLength), ct));
    }

    /// <summary>Wakes the readers of a district without news, so that each looks whether its session still stands.</summary>
    public void Recheck(int district)
    {
        if (tails.TryGetValue(district, out var tail))
            tail.Wake.Up();
    }

    /// <summary>Everything after a position, then what comes, as long as the reader stays and is signed in; a heartbeat every 15 s.</summary>
    /// <param name="db">Used for what the tail of this node does not hold.</param>
    /// <param name="after">Last position the reader has; null begins with what comes from now on.</param>
    /// <param name="who">
    /// The reader as of now, asked at every wake and beat; null ends the stream. Only matters inside the areas of the reader's posts are told.
    /// </param>
    /// <param name="anywhere">A kind of which the reader's posts do not decide: the caller asks for each whether the reader may know; null for none.</param>
    public async IAsyncEnumerable<SseItem<string>> Read(
        GezhiDb db,
        long? after,
        Func<CancellationToken, ValueTask<Actor?>> who,
        [EnumeratorCancellation] CancellationToken ct,
        string? anywhere = null
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
            var items = (IReadOnlyList<FeedItem>?)tail.After(last) ?? await FromTable(db, last, ct);
            foreach (var item in items)
            {
                last = item.Seq;
                if (item.Kind == anywhere || Sees(actor, item))
                    yield return new SseItem<string>(JsonSerializer.Serialize(item, JsonSerializerOptions.Web), "moved")
                    {
                        EventId = Id(last),
                    };
            }
            if (items.Count > 0)
                continue;
            if (await Task.WhenAny(next, Task.Delay(Heartbeat, ct)) != next && !ct.IsCancellationRequested)
                yield return new SseItem<string>("{}", "beat") { EventId = Id(last) };
        }
    }

    private static bool Sees(Actor actor, FeedItem item) => item.Kind == ToPerson ? item.Id == actor.AccountId : Reaches(actor, item.Area);

    private static bool Reaches(Actor actor, string area) =>
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

    /// <summary>The newest numbered rows without a gap.</summary>
    private sealed class Tail
    {
        private readonly Lock gate = new();
        private readonly List<FeedItem> items = [];
        private long? lastSeq;

        public Wake Wake { get; } = new();

        public long LastSeq
        {
            get
            {
                lock (gate)
                    return lastSeq ?? 0;
            }
        }

        /// <summary>Sets where a tail without rows begins. False when it has begun before.</summary>
        public bool Begin(long seq)
        {
            lock (gate)
            {
                if (lastSeq is not null)
                    return false;
                lastSeq = seq;
                return true;
            }
        }

        public void Add(IReadOnlyList<FeedItem> numbered)
        {
            if (numbered.Count == 0)
                return;
            lock (gate)
            {
                if (items.Count > 0 && numbered[0].Seq != lastSeq + 1)
                    items.Clear();
                items.AddRange(numbered);
                if (items.Count > TailLength * 2)
                    items.RemoveRange(0, items.Count - TailLength);
                lastSeq = items[^1].Seq;
            }
            Wake.Up();
        }

        /// <summary>Items after the position; null when this tail cannot say: it does not reach back so far, or not so far ahead.</summary>
        public List<FeedItem>? After(long seq)
        {
            lock (gate)
            {
                if (lastSeq == seq)
                    return [];
                if (items.Count == 0 || items[0].Seq > seq + 1 || lastSeq < seq)
                    return null;
                return items[(items.FindLastIndex(i => i.Seq <= seq) + 1)..];
            }
        }
    }
}
