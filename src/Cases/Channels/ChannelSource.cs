using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Channels;

/// <summary>A system of another house that sends reports through one channel and hears what became of them. 来源系统</summary>
internal sealed class ChannelSource : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Channel Channel { get; init; }
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key; the key itself is shown once and not kept.</summary>
    public byte[] KeyHash { get; set; } = [];

    /// <summary>Its last four characters, by which people tell keys apart.</summary>
    public string KeyTail { get; set; } = "";

    /// <summary>Sealed secret of the signatures, ours and theirs.</summary>
    [Sensitive("校验对接系统的签名", What = "密钥", Class = DataClass.Secret, Until = "停用对接或更换时作废", Field = SourceSecret.Field)]
    public byte[] Secret { get; set; } = [];

    /// <summary>Where answers are posted; null: the system fetches them.</summary>
    public string? CallbackUrl { get; set; }

    /// <summary>Requests a minute.</summary>
    public int LimitAMinute { get; set; }

    /// <summary>Options, separated by spaces, see <see cref="SourceSwitches"/>.</summary>
    public string Switches { get; set; } = "";

    public DateTime CreatedAt { get; init; }

    /// <summary>Its key opens nothing any more; null while in use.</summary>
    public DateTime? RetiredAt { get; set; }

    /// <summary>To the minute; null when never used.</summary>
    public DateTime? LastUsedAt { get; set; }

    public int Version { get; set; } = 1;

    public string[] Options => Switches.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public Source View() => new(Id, DistrictId, Channel, Name, LimitAMinute, Options);
}

/// <summary>Something of a connected system that was refused, or an answer that did not reach it. 来源失败</summary>
internal sealed class SourceFailure : ITenantRow
{
    private const int LongestCode = 60;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid SourceId { get; init; }
    public DateTime At { get; init; }

    /// <summary>Problem code; never the content.</summary>
    public string Code { get; init; } = "";

    /// <summary>The system's own number; empty when it was not readable.</summary>
    public string No { get; init; } = "";

    public static SourceFailure Of(Source source, string code, string? no, DateTime now) =>
        new()
        {
            DistrictId = source.DistrictId,
            Id = Ids.New(now),
            SourceId = source.Id,
            At = now,
            Code = TextElements.Cut(code, LongestCode),
            No = TextElements.Cut(PlainText.CleanLine(no), 32), // a text element may be several characters long
        };
}

internal sealed class ChannelSourceTable : IEntityTypeConfiguration<ChannelSource>
{
    public void Configure(EntityTypeBuilder<ChannelSource> row)
    {
        row.ToTable("cases_source");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.Name).HasMaxLength(KeepSources.LongestName * 2);
        row.Property(s => s.KeyHash).HasMaxLength(32);
        row.Property(s => s.KeyTail).HasMaxLength(4);
        row.Property(s => s.Secret).HasMaxLength(200);
        row.Property(s => s.CallbackUrl).HasMaxLength(CallbackAddress.Longest);
        row.Property(s => s.Switches).HasMaxLength(400);
        row.HasIndex(s => new { s.DistrictId, s.KeyHash }).IsUnique();
    }
}

internal sealed class SourceFailureTable : IEntityTypeConfiguration<SourceFailure>
{
    public void Configure(EntityTypeBuilder<SourceFailure> row)
    {
        row.ToTable("cases_source_failure");
        row.HasKey(f => new { f.DistrictId, f.Id });
        row.Property(f => f.Code).HasMaxLength(120);
        row.Property(f => f.No).HasMaxLength(128);
        row.HasIndex(f => new
        {
            f.DistrictId,
            f.SourceId,
            f.At,
        });
    }
}
