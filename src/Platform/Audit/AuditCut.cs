using System.Buffers.Binary;
using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Audit;

/// <summary>Where the trail begins since its oldest rows were removed: the hash of the last one that went. 审计截断点</summary>
public sealed class AuditCut : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>Number of the last row that was removed.</summary>
    public long Seq { get; init; }

    /// <summary>Its hash, on which the first row that stays is built.</summary>
    public byte[] Hash { get; init; } = [];

    public DateTime At { get; init; }

    /// <summary>Detail of the row that tells of it in the trail itself: who forges a cut cannot forge that row.</summary>
    public string Detail => string.Create(CultureInfo.InvariantCulture, $"{Seq} {Convert.ToHexStringLower(Hash)}");
}

internal sealed class AuditCutTable : IEntityTypeConfiguration<AuditCut>
{
    public void Configure(EntityTypeBuilder<AuditCut> row)
    {
        row.ToTable("platform_audit_cut");
        row.HasKey(r => new { r.DistrictId, r.Seq });
        row.Property(r => r.Hash).HasMaxLength(32);
    }
}

/// <summary>Removes audit rows that are older than the district wants to keep them; the one place that removes any. 审计保存期限</summary>
/// <remarks>
/// <c>Audit:KeepMonths</c>: 0 (nothing is ever removed) or 6 to 240. Less than six months stops the start (Cybersecurity Law of the PRC, article 23:
/// network logs are kept for at least six months).
/// </remarks>
public sealed class AuditRetention
{
    /// <summary>Months that no setting goes below.</summary>
    public const int LeastMonths = 6;

    /// <summary>Name of the row that tells of it.</summary>
    public const string Action = "audit.pruned";

    /// <summary>Rows removed at a time, so that no tidying holds the database for long.</summary>
    public const int Most = 5_000;

    /// <summary>Reads the setting. 读取设置</summary>
    /// <exception cref="InvalidOperationException">Between 1 and 5, below 0 or above 240.</exception>
    public AuditRetention(IConfiguration configuration)
    {
        KeepMonths = configuration.GetValue("Audit:KeepMonths", 0);
        if (KeepMonths != 0 && KeepMonths is < LeastMonths or > 240)
            throw new InvalidOperationException($"Audit:KeepMonths is {KeepMonths}; it must be 0 (keep all) or {LeastMonths} to 240");
    }

    /// <summary>Rows removed at a time; tests take fewer.</summary>
    internal int Portion { get; init; } = Most;

    /// <summary>0: all rows are kept. 保存月数</summary>
    public int KeepMonths { get; }

    /// <summary>One portion of the district the database is turned to. 清理一次</summary>
    /// <param name="now">UTC.</param>
    /// <returns>How many rows were removed.</returns>
    public async Task<int> Run(GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (KeepMonths == 0)
            return 0;
        var kept = FirstId(now.AddMonths(-KeepMonths));
        var sealedRows = db.Set<AuditRow>().AsNoTracking().Where(a => a.Seq != null);
        var from = await sealedRows.MinAsync(a => a.Seq, ct);
        if (from is null)
            return 0;
        // Rows are sealed nearly, not exactly, in the order of their ids: what goes is a piece of the chain without a younger row inside.
        var portion = from.Value + Portion;
        var young = await sealedRows.Where(a => a.Seq < portion && a.Id >= kept).MinAsync(a => a.Seq, ct);
        var last = (young ?? (await sealedRows.Where(a => a.Seq < portion).MaxAsync(a => a.Seq, ct))!.Value + 1) - 1;
        if (last < from)
            return 0;
        var hash = await sealedRows.Where(a => a.Seq == last).Select(a => a.Hash).SingleAsync(ct);
        var cut = new AuditCut
        {
            DistrictId = db.DistrictId,
            Seq = last,
            Hash = hash!,
            At = now,
        };
        var removed = 0;
        try
        {
            await db.Together(
                async () =>
                {
                    db.Add(cut);
                    db.Audit(Actor.System(db.DistrictId), Action, null, cut.Detail, now);
                    await db.Save(ct);
                    removed = await db.Set<AuditRow>().Where(a => a.Seq <= last).ExecuteDeleteAsync(ct);
                },
                ct
            );
        }
        catch (DuplicateKey)
        {
            db.Forget(); // another node removed the same portion
            return 0;
        }
        return removed;
    }

    /// <summary>The smallest version-7 id of an instant: its first 48 bits are milliseconds since 1970.</summary>
    private static Guid FirstId(DateTime utc)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds() << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
