using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.RateLimiting;
using Gezhi.Cases.Channels;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Gates;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>Finds a connected system by the key it shows, counts how often it knocks and remembers what was refused. 来源密钥</summary>
public sealed class SourceKeys : IDisposable
{
    /// <summary>The last use is written down at most this often.</summary>
    private static readonly TimeSpan Remember = TimeSpan.FromMinutes(1);

    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<Guid, DateTime> used = new();
    private readonly PartitionedRateLimiter<(Guid Id, int AMinute)> gate = PartitionedRateLimiter.Create<
        (Guid Id, int AMinute),
        (Guid, int)
    >(source => RateLimitPartition.GetTokenBucketLimiter(source, s => Knocks.AMinute(s.Item2)));

    private readonly PartitionedRateLimiter<HttpContext> strangers = Knocks.PerAddress("Limits:StrangersAMinute", 60);

    internal SourceKeys(TimeProvider clock) => this.clock = clock;

    /// <summary>The district for which a key was made; null when it is no key of ours. Turn the database to it before <see cref="Find"/>.</summary>
    public static int? DistrictOf(string? key) =>
        key is ['g', 'z', _, _, _, _, _, _, '-', ..]
        && int.TryParse(key.AsSpan(2, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var district)
            ? district
            : null;

    /// <summary>The system that holds the key in the district of <paramref name="db"/>.</summary>
    /// <param name="key">As shown on the wire; null or nonsense finds nobody.</param>
    /// <param name="channel">The channel it wants to use.</param>
    /// <returns>Null: no such key, another channel's, another district's, or retired.</returns>
    public async Task<Source?> Find(GezhiDb db, string? key, Channel channel, CancellationToken ct) =>
        (await Row(db, key, channel, ct))?.View();

    /// <summary>Asks for one request of the system's share.</summary>
    /// <returns>Null: go on. Else how long to wait: answer 429 with Retry-After.</returns>
    public TimeSpan? Wait(Source source)
    {
        using var lease = gate.AttemptAcquire((source.Id, source.LimitAMinute));
        return lease.Wait();
    }

    /// <summary>Somebody knocked without a key, or with one that nobody has. 陌生来访</summary>
    /// <returns>Null: say so. Else this address knocks too often: answer 429 with Retry-After.</returns>
    public TimeSpan? Stranger(HttpContext http)
    {
        using var lease = strangers.AttemptAcquire(http);
        return lease.Wait();
    }

    /// <summary>Whether an address has knocked too often without a key: asked before a long body is read.</summary>
    /// <returns>How long to wait; null when it may go on.</returns>
    public TimeSpan? Barred(HttpContext http)
    {
        using var lease = strangers.AttemptAcquire(http, 0);
        return lease.Wait();
    }

    /// <summary>Writes down that something of the system was refused, for the administrator's page; saves at once.</summary>
    /// <param name="code">Problem code or a word of the protocol, at most 60 characters.</param>
    /// <param name="no">The system's own number; null when it was not readable.</param>
    public async Task Failed(GezhiDb db, Source source, string code, string? no, CancellationToken ct)
    {
        db.Forget(); // what was refused must not be saved along
        db.Add(SourceFailure.Of(source, code, no, clock.UtcNow));
        await db.Save(ct);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        gate.Dispose();
        strangers.Dispose();
    }

    /// <summary>The row, with its sealed secret.</summary>
    internal async Task<ChannelSource?> Row(GezhiDb db, string? key, Channel channel, CancellationToken ct)
    {
        if (DistrictOf(key) != db.DistrictId)
            return null;
        var hash = SourceSecret.HashOf(key!);
        var found = await db.Set<ChannelSource>()
            .AsNoTracking()
            .FirstOrDefaultAsync(s => s.KeyHash == hash && s.Channel == channel && s.RetiredAt == null, ct);
        if (found is not null)
            await MarkUse(db, found.Id, ct);
        return found;
    }

    private async Task MarkUse(GezhiDb db, Guid id, CancellationToken ct)
    {
        var now = clock.UtcNow;
        if (used.TryGetValue(id, out var before) && now - before < Remember)
            return;
        used[id] = now;
        using var turn = await db.Dialect.WriteTurn(db.Database.CurrentTransaction is not null, ct);
        await db.Set<ChannelSource>().Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastUsedAt, now), ct);
    }
}
