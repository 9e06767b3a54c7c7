using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Platform.Protection;

namespace Gezhi.Platform.Files;

/// <summary>Content-addressed files in a folder: <c>{district}/{yyyy}/{MM}/{sha256}</c>. Writing the same bytes twice is one file. 文件库</summary>
public sealed class BlobStore(StorageRoot root)
{
    private readonly string folder = root.Folder("blobs");

    /// <summary>Where a month's files of a district lie.</summary>
    public static string FolderOf(DateTime now) => now.ToString("yyyy/MM", CultureInfo.InvariantCulture);

    /// <summary>Writes durably: temporary file, flush to disk, rename.</summary>
    /// <exception cref="FileNotKept">The disk is full or broken; nothing of the file is left.</exception>
    public async Task<string> Put(int districtId, string month, byte[] bytes, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = Place(districtId, month, hash);
        if (File.Exists(path))
            return hash;
        var half = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var stream = new FileStream(half, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
            {
                await stream.WriteAsync(bytes, ct);
                stream.Flush(flushToDisk: true);
            }
            File.Move(half, path, overwrite: true);
        }
        catch (IOException e)
        {
            if (File.Exists(half))
                File.Delete(half);
            throw new FileNotKept(e);
        }
        return hash;
    }

    /// <summary>Once for each installation: previews made before carry what the image tool left in them.</summary>
    /// <returns>True: done, now or before.</returns>
    internal async Task<bool> StripOldPreviews(CancellationToken ct)
    {
        var mark = Path.Combine(folder, "previews-without-exif");
        if (File.Exists(mark))
            return true;
        foreach (var path in Directory.EnumerateFiles(folder, "*.webp", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(path, ct);
            if (WebpFile.Stripped(bytes) is { } clean && clean.Length < bytes.Length)
            {
                await File.WriteAllBytesAsync(path + ".part", clean, ct);
                File.Move(path + ".part", path, overwrite: true);
            }
        }
        await File.WriteAllTextAsync(mark, "", ct);
        return true;
    }

    /// <summary>Path of a file that may or may not be there.</summary>
    /// <param name="districtId">District.</param>
    /// <param name="month">As kept in <see cref="StoredFile.Folder"/>.</param>
    /// <param name="name">Hash, or hash with a preview's suffix.</param>
    public string Place(int districtId, string month, string name)
    {
        if (!name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-'))
            throw new ArgumentException("not a blob name", nameof(name));
        return Path.Combine(folder, districtId.ToString(CultureInfo.InvariantCulture), month, name[..2], name);
    }
}

/// <summary>The file store could not keep a file: 503, so that the sender tries again later. 文件未保存</summary>
public sealed class FileNotKept(Exception inner) : Exception("the file store cannot write", inner);
