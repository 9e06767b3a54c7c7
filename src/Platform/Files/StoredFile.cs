using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Files;

/// <summary>Kind of a stored file. 文件类别</summary>
public enum FileKind
{
    Photo,
    Video,
    Audio,
}

/// <summary>How far the preview of a photo is. 缩略图状态</summary>
public enum PreviewState
{
    /// <summary>Waits for the image tool.</summary>
    Waiting,

    /// <summary>Thumbnail and screen size are there, without EXIF.</summary>
    Ready,

    /// <summary>The tool could not read the photo; the original is kept for evidence.</summary>
    Failed,

    /// <summary>Video and audio need none.</summary>
    NotNeeded,
}

/// <summary>What the virus scanner said. 查毒状态</summary>
public enum ScanState
{
    /// <summary>No scanner was configured when the file came.</summary>
    NotScanned,

    /// <summary>In quarantine (隔离): the scanner could not be asked yet, so nobody sees the file.</summary>
    Waiting,

    Clean,

    /// <summary>The bytes are gone; the row stays and says why.</summary>
    Infected,
}

/// <summary>One stored file; its bytes lie in the blob store under their hash. 文件</summary>
public sealed class StoredFile : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>SHA-256 of the bytes, 64 lower-case hex digits.</summary>
    public string Hash { get; init; } = "";

    public FileKind Kind { get; init; }

    /// <summary>Found in the bytes, never taken from the sender.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Length { get; init; }

    /// <summary>Pixels after rotation; null for video and audio.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels after rotation; null for video and audio.</summary>
    public int? Height { get; init; }

    /// <summary>Month folder of the blob, <c>yyyy/MM</c>.</summary>
    public string Folder { get; init; } = "";

    public DateTime StoredAt { get; init; }
    public PreviewState Preview { get; set; }

    /// <summary>When the preview is tried next; null when there is nothing to do.</summary>
    public DateTime? PreviewAt { get; set; }

    public int PreviewAttempts { get; set; }

    /// <summary>How far its fingerprint is; rows of before begin as Waiting and are made little by little.</summary>
    public PrintState Print { get; set; }

    /// <summary>Shown to people unless it waits for the scanner or was found infected.</summary>
    public ScanState Scan { get; set; }

    /// <summary>The scanner found nothing: the preview can be made. 放行</summary>
    internal void Release(DateTime now)
    {
        Scan = ScanState.Clean;
        if (Preview == PreviewState.Waiting)
            PreviewAt = now;
    }

    /// <summary>The scanner found something. 查出病毒</summary>
    internal void Condemn() => (Scan, Preview, PreviewAt) = (ScanState.Infected, PreviewState.Failed, null);
}

internal sealed class StoredFileTable : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> row)
    {
        row.ToTable("platform_file");
        row.HasKey(r => new { r.DistrictId, r.Hash });
        row.Property(r => r.Hash).HasMaxLength(64);
        row.Property(r => r.MediaType).HasMaxLength(40);
        row.Property(r => r.Folder).HasMaxLength(7);
        row.Property(r => r.Print).HasDefaultValue(PrintState.Waiting).ValueGeneratedNever(); // rows of before have none
        row.Property(r => r.Scan).HasDefaultValue(ScanState.NotScanned).ValueGeneratedNever();
        row.HasIndex(r => new { r.DistrictId, r.PreviewAt });
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.Scan,
            r.StoredAt,
        });
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.Print,
            r.Preview,
        });
    }
}
