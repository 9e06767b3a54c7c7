using System.Runtime.CompilerServices;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Rules.Trying;

/// <summary>What a replay needs of a case that was dispatched. 过往案件</summary>
/// <param name="DispatchedAt">UTC, the first dispatch of its last round.</param>
internal sealed record PastCase(
    Guid Id,
    DateTime CreatedAt,
    string CategoryKey,
    string AreaCode,
    Channel Channel,
    bool IsUrgent,
    double? Lon,
    double? Lat,
    DateTime DispatchedAt,
    DateTime? HandledAt,
    double? LimitValue,
    LimitUnit? LimitUnit,
    string? Pauses,
    int Extensions
)
{
    /// <summary>Null in what was never filed.</summary>
    public DateTime? FiledAt { get; init; }

    /// <summary>When somebody began: the arrival, else the acceptance; null: nobody has.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>As first set.</summary>
    public DateTime? OriginalDueAt { get; init; }

    /// <summary>The unit that really leads it.</summary>
    public string? LeadUnitCode { get; init; }

    public int SendBacks { get; init; }
    public int Reworks { get; init; }
}

/// <summary>Reads dispatched cases of a period in portions, oldest first. 过往案件读取</summary>
internal static class PastCases
{
    public const int Portion = 5_000;

    /// <param name="fromUtc">First instant of reporting.</param>
    /// <param name="toUtc">First instant no longer of the period.</param>
    public static IQueryable<Case> Of(GezhiDb db, DateTime fromUtc, DateTime toUtc) =>
        db
            .Cases.AsNoTracking()
            .Where(c =>
                c.CreatedAt >= fromUtc && c.CreatedAt < toUtc && c.DispatchedAt != null && c.CategoryKey != null && c.DispatchReason != null
            );

    public static async IAsyncEnumerable<IReadOnlyList<PastCase>> Read(
        GezhiDb db,
        DateTime fromUtc,
        DateTime toUtc,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var (at, id) = (fromUtc, Guid.Empty);
        while (true)
        {
            var (lastAt, lastId) = (at, id);
            var portion = await Of(db, lastAt, toUtc)
                .Where(c => c.CreatedAt > lastAt || (c.CreatedAt == lastAt && c.Id > lastId))
                .OrderBy(c => c.CreatedAt)
                .ThenBy(c => c.Id)
                .Take(Portion)
                .Select(c => new PastCase(
                    c.Id,
                    c.CreatedAt,
                    c.CategoryKey!,
                    c.AreaCode,
                    c.Channel,
                    c.IsUrgent,
                    c.Lon,
                    c.Lat,
                    c.DispatchedAt!.Value,
                    c.HandledAt,
                    c.LimitValue,
                    c.LimitUnit,
                    c.Pauses,
                    c.ExtensionCount
                )
                {
                    FiledAt = c.FiledAt,
                    StartedAt = c.ArrivedAt ?? c.AcceptedAt,
                    OriginalDueAt = c.OriginalDueAt,
                    LeadUnitCode = c.LeadUnitCode,
                    SendBacks = c.SendBackCount,
                    Reworks = c.ReworkCount,
                })
                .ToListAsync(ct);
            if (portion.Count > 0)
                yield return portion;
            if (portion.Count < Portion)
                yield break;
            (at, id) = (portion[^1].CreatedAt, portion[^1].Id);
        }
    }
}
