using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Platform.Files;

/// <summary>Takes in what people send: checks the bytes, keeps them, queues the preview. 文件接收</summary>
public sealed class FileIntake(BlobStore blobs, VirusScan scan)
{
    /// <summary>Longest photo, bytes.</summary>
    public const int LongestPhoto = 20 * 1024 * 1024;

    /// <summary>Longest video or voice note, bytes.</summary>
    public const int LongestVideo = 50 * 1024 * 1024;

    /// <summary>Most pixels of a photo: a 100-megapixel phone still passes, a bomb does not.</summary>
    public const long MostPixels = 120_000_000;

    /// <summary>Keeps the file and adds its row to the change that is being made; the same bytes are kept once.</summary>
    /// <exception cref="RuleViolation"><c>file.empty</c>, <c>file.kind</c>, <c>file.too-large</c>, <c>file.broken</c>, <c>file.too-many-pixels</c>, <c>file.infected</c>.</exception>
    public async Task<StoredFile> Keep(GezhiDb db, IncomingFile file, DateTime now, CancellationToken ct)
    {
        var found = Check(file);
        var month = BlobStore.FolderOf(now);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Bytes));
        var known =
            db.Set<StoredFile>().Local.FirstOrDefault(f => f.Hash == hash)
            ?? await db.Set<StoredFile>().FirstOrDefaultAsync(f => f.Hash == hash, ct);
        if (known is { Scan: not ScanState.Infected })
            return known;
        var verdict = known is null ? await scan.Look(file.Bytes, ct) : Verdict.Infected;
        if (verdict == Verdict.Infected)
            throw new RuleViolation("file.infected", file.Name);
        await blobs.Put(db.DistrictId, month, file.Bytes, ct);
        var needsPreview = found.Kind == FileKind.Photo;
        var row = new StoredFile
        {
            DistrictId = db.DistrictId,
            Hash = hash,
            Kind = found.Kind,
            MediaType = found.MediaType,
            Length = file.Bytes.Length,
            Folder = month,
            StoredAt = now,
            Width = found.Width,
            Height = found.Height,
            Preview = needsPreview ? PreviewState.Waiting : PreviewState.NotNeeded,
            PreviewAt = needsPreview && verdict != Verdict.Unknown ? now : null, // no program of ours opens it before the scanner has
            Scan = verdict switch
            {
                null => ScanState.NotScanned,
                Verdict.Clean => ScanState.Clean,
                _ => ScanState.Waiting,
            },
        };
        db.Add(row);
        return row;
    }

    /// <summary>What the bytes are, by the bytes.</summary>
    public static FoundFile Check(IncomingFile file)
    {
        if (file.Bytes.Length == 0)
            throw new RuleViolation("file.empty", file.Name);
        var found = FileSniffer.Look(file.Bytes) ?? throw new RuleViolation("file.kind", file.Name);
        if (found.MediaType is "image/gif" or "image/tiff" && !PreviewWorker.HasTool)
            throw new RuleViolation("file.kind", file.Name); // without the image tool nobody here would see them
        if (file.Bytes.Length > (found.Kind == FileKind.Photo ? LongestPhoto : LongestVideo))
            throw new RuleViolation("file.too-large", file.Name, (found.Kind == FileKind.Photo ? LongestPhoto : LongestVideo) >> 20);
        if (!found.IsWhole || found.Width < 0 || found.Height < 0)
            throw new RuleViolation("file.broken", file.Name);
        if ((long)(found.Width ?? 0) * (found.Height ?? 0) > MostPixels)
            throw new RuleViolation("file.too-many-pixels", file.Name);
        return found;
    }
}

/// <summary>A file as it arrived. The name is only used to speak to its sender. 来件</summary>
public sealed record IncomingFile(string Name, byte[] Bytes)
{
    /// <summary>What the camera wrote, when the sender made the photo smaller and it is no longer in the bytes; null when it did not say.</summary>
    public PhotoFacts? Facts { get; init; }
}

/// <summary>Time and place that a camera wrote, as data beside the photo. 照片时空数据</summary>
/// <param name="TakenAt">Camera clock, without zone.</param>
/// <param name="Offset">Zone of that clock; null when the camera did not say.</param>
/// <param name="Lon">WGS-84 degrees; null when not known.</param>
/// <param name="Lat">WGS-84 degrees; null when not known.</param>
public sealed record PhotoFacts(DateTime? TakenAt, TimeSpan? Offset, double? Lon, double? Lat);

/// <summary>What the bytes turned out to be.</summary>
/// <param name="Kind">Photo, video or audio.</param>
/// <param name="MediaType">By the bytes.</param>
/// <param name="Width">Pixels; null unless a photo whose header says so.</param>
/// <param name="Height">Pixels.</param>
/// <param name="IsWhole">The end of the file is there.</param>
public sealed record FoundFile(FileKind Kind, string MediaType, int? Width, int? Height, bool IsWhole);
