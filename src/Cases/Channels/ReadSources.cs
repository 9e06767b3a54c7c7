using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Channels;

/// <summary>A connected system as its administrator sees it. 来源系统行</summary>
/// <param name="KeyTail">Last four characters of the key.</param>
/// <param name="LastUsedAt">UTC, to the minute; null when never.</param>
/// <param name="Refused">How much was refused or did not reach it in the last seven days.</param>
internal sealed record SourceRow(
    Guid Id,
    Channel Channel,
    string Name,
    string KeyTail,
    string? CallbackUrl,
    int LimitAMinute,
    string[] Switches,
    DateTime CreatedAt,
    DateTime? RetiredAt,
    DateTime? LastUsedAt,
    int Refused,
    int Version
);

/// <summary>One refusal, newest first. 失败记录行</summary>
internal sealed record FailureRow(DateTime At, Guid SourceId, string Code, string No);

/// <summary>Reads the connected systems and what went wrong with them. 来源系统查询</summary>
internal sealed class ReadSources(GezhiDb db, TimeProvider clock)
{
    /// <summary>Most refusals on the page.</summary>
    public const int MostFailures = 50;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    /// <summary>Those in use first, each part by name.</summary>
    public async Task<IReadOnlyList<SourceRow>> All(CancellationToken ct)
    {
        var since = clock.UtcNow - Lately;
        var refused = await db.Set<SourceFailure>()
            .Where(f => f.At >= since)
            .GroupBy(f => f.SourceId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var sources = await db.Set<ChannelSource>().AsNoTracking().ToListAsync(ct);
        return
        [
            .. sources
                .OrderBy(s => s.RetiredAt is not null)
                .ThenBy(s => s.Name, StringComparer.Ordinal)
                .Select(s => new SourceRow(
                    s.Id,
                    s.Channel,
                    s.Name,
                    s.KeyTail,
                    s.CallbackUrl,
                    s.LimitAMinute,
                    s.Options,
                    s.CreatedAt,
                    s.RetiredAt,
                    s.LastUsedAt,
                    refused.GetValueOrDefault(s.Id),
                    s.Version
                )),
        ];
    }

    /// <summary>What was refused lately, newest first.</summary>
    public async Task<IReadOnlyList<FailureRow>> Failures(CancellationToken ct)
    {
        var since = clock.UtcNow - Lately;
        return await db.Set<SourceFailure>()
            .Where(f => f.At >= since)
            .OrderByDescending(f => f.At)
            .Take(MostFailures)
            .Select(f => new FailureRow(f.At, f.SourceId, f.Code, f.No))
            .ToListAsync(ct);
    }
}
