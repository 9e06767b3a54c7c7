using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Files;

/// <summary>How far the fingerprint of a photo is. 照片指纹状态</summary>
public enum PrintState
{
    /// <summary>Waits for the preview, then for the image tool; video and audio stay here.</summary>
    Waiting,

    /// <summary>Can be looked up.</summary>
    Ready,

    /// <summary>One colour and little else: it resembles everything of its kind, so it is not compared.</summary>
    Flat,

    /// <summary>Known to stand on many matters, e.g. a form or a drawing of the demonstration: not compared.</summary>
    Stock,

    /// <summary>The image tool could not read it.</summary>
    Failed,
}

/// <summary>What a photo looks like in 64 bits, kept for the whole picture and for two centred cuts of it. 照片指纹</summary>
/// <remarks>
/// Cut into four bands of 16 bits with an index each: two prints that differ in at most <see cref="Fingerprint.Near"/> bits have a band that differs in
/// at most one, so a database finds all of them by 17 values a band, the same on both engines. Says nothing about who is on a photo.
/// </remarks>
public sealed class PhotoPrint : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>Of the stored file.</summary>
    public string Hash { get; init; } = "";

    /// <summary>0 the whole picture, then the cuts.</summary>
    public int Cut { get; init; }

    /// <summary>All 64 bits.</summary>
    public long Bits { get; init; }

    /// <summary>0–65535.</summary>
    public int Band0 { get; init; }

    /// <summary>0–65535.</summary>
    public int Band1 { get; init; }

    /// <summary>0–65535.</summary>
    public int Band2 { get; init; }

    /// <summary>0–65535.</summary>
    public int Band3 { get; init; }

    internal static PhotoPrint Of(StoredFile file, int cut, ulong bits) =>
        new()
        {
            DistrictId = file.DistrictId,
            Hash = file.Hash,
            Cut = cut,
            Bits = unchecked((long)bits),
            Band0 = Fingerprint.Band(bits, 0),
            Band1 = Fingerprint.Band(bits, 1),
            Band2 = Fingerprint.Band(bits, 2),
            Band3 = Fingerprint.Band(bits, 3),
        };
}

internal sealed class PhotoPrintTable : IEntityTypeConfiguration<PhotoPrint>
{
    public void Configure(EntityTypeBuilder<PhotoPrint> row)
    {
        row.ToTable("platform_photo_print");
        row.HasKey(p => new
        {
            p.DistrictId,
            p.Hash,
            p.Cut,
        });
        row.Property(p => p.Hash).HasMaxLength(64);
        row.HasIndex(p => new { p.DistrictId, p.Band0 });
        row.HasIndex(p => new { p.DistrictId, p.Band1 });
        row.HasIndex(p => new { p.DistrictId, p.Band2 });
        row.HasIndex(p => new { p.DistrictId, p.Band3 });
    }
}
