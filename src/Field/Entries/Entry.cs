using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Entries;

/// <summary>What became of an entry. 现场记录状态</summary>
public enum EntryState
{
    /// <summary>已接收: done, with a signed receipt.</summary>
    Accepted,

    /// <summary>待本人处理: the case moved on meanwhile; the worker decides.</summary>
    NeedsMe,

    /// <summary>不能接收: can never be done; the problem says why.</summary>
    Refused,

    /// <summary>已重做: another entry of the worker took its place.</summary>
    Replaced,

    /// <summary>已放弃: the worker took it back, or a supervisor decided for what others did meanwhile.</summary>
    Dropped,

    /// <summary>已转承办人: a supervisor gave what the worker had noted to whoever holds the case now.</summary>
    HandedOn,
}

/// <summary>The server's record of one entry, saved in the same transaction as what it did. 现场记录登记</summary>
public sealed class Entry : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>Made on the device: the same id is never done twice.</summary>
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }
    public Guid DeviceId { get; init; }

    /// <summary>E.g. <c>hand-in</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The case it is about, or the one it opened; null when it is about none.</summary>
    public Guid? CaseId { get; set; }

    /// <summary>Version of the case that the worker saw.</summary>
    public int? BaseVersion { get; init; }

    /// <summary>Time of the device, UTC.</summary>
    public DateTime MadeAt { get; init; }

    /// <summary>Time of the server, UTC, when it came the first time.</summary>
    public DateTime ReceivedAt { get; init; }

    /// <summary>By how much the device's clock was ahead of the server's; negative when behind.</summary>
    public int SkewSeconds { get; init; }

    /// <summary>WGS-84 degrees where it was made; null when not known, and after 90 days.</summary>
    public double? Lon { get; set; }

    /// <summary>WGS-84 degrees.</summary>
    public double? Lat { get; set; }

    /// <summary>As the device said.</summary>
    public double? AccuracyMetres { get; set; }

    /// <summary>SHA-256 over the entry as sent, 64 hex digits; see EntryText.</summary>
    public string Hash { get; init; } = "";

    public EntryState State { get; set; }

    /// <summary>UTC; when the state was reached.</summary>
    public DateTime DecidedAt { get; set; }

    /// <summary>Code of the refusal; null when accepted.</summary>
    public string? ProblemCode { get; init; }

    /// <summary>As the worker was told, in the language of that moment; null when accepted.</summary>
    public string? ProblemTitle { get; init; }

    /// <summary>What to do next, likewise.</summary>
    public string? ProblemDetail { get; init; }

    /// <summary>Of the receipt, Base64; null unless accepted, or decided by a supervisor.</summary>
    public string? Signature { get; set; }

    /// <summary>The entry whose place it took.</summary>
    public Guid? InsteadOf { get; init; }

    /// <summary>The supervisor who decided in the worker's place; null when the worker did.</summary>
    public Guid? DecidedBy { get; set; }

    /// <summary>Title of the supervisor's post; empty when the worker decided.</summary>
    public string DecidedPost { get; set; } = "";

    /// <summary>What the supervisor wrote to the worker; empty when the worker decided.</summary>
    public string DecidedWhy { get; set; } = "";

    /// <summary>Where the matter lies, else the ground of the worker: 6 to 17 digits; empty when neither is known. Says whose lists show it.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>Fields of the command, sealed, while it needs the worker: a lost phone does not lose them.</summary>
    [Sensitive("待本人处理的现场记录", What = "现场记录", Until = "本人处理完毕时删除", Field = TakeEntry.Sealed)]
    public byte[]? Said { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class EntryTable : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> row)
    {
        row.ToTable("field_entry");
        row.HasKey(e => new { e.DistrictId, e.Id });
        row.Property(e => e.Kind).HasMaxLength(32);
        row.Property(e => e.Hash).HasMaxLength(64);
        row.Property(e => e.ProblemCode).HasMaxLength(60);
        row.Property(e => e.ProblemTitle).HasMaxLength(400);
        row.Property(e => e.ProblemDetail).HasMaxLength(2000);
        row.Property(e => e.Signature).HasMaxLength(120);
        row.Property(e => e.DecidedWhy).HasMaxLength(400);
        row.Property(e => e.DecidedPost).HasMaxLength(120);
        row.Property(e => e.AreaCode).HasMaxLength(17);
        row.HasIndex(e => new
        {
            e.DistrictId,
            e.AccountId,
            e.State,
        });
        row.HasIndex(e => new
        {
            e.DistrictId,
            e.State,
            e.ReceivedAt,
            e.Id,
        });
        row.HasIndex(e => new { e.DistrictId, e.CaseId });
        row.HasIndex(e => new { e.DistrictId, e.ReceivedAt });
    }
}
