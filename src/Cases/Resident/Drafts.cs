using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Platform.Files;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases.Resident;

/// <summary>A file kept for a report that could not be sent yet. 草稿文件</summary>
/// <param name="Hash">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="Kind">By the bytes.</param>
/// <param name="Length">Bytes.</param>
public sealed record DraftFile(string Hash, FileKind Kind, long Length);

/// <summary>
/// Keeps what somebody already uploaded while the form is put right: browsers cannot give a file back. Whoever holds the token
/// holds the files; after <see cref="Life"/> they are gone. 草稿箱
/// </summary>
/// <remarks>Folders: <c>drafts/{yyyyMMddHH}/{32 hex digits}/{order}-{hash}.{kind}</c>; the token is the two folder names in one.</remarks>
public sealed class Drafts(StorageRoot root, IConfiguration configuration, VirusScan scan)
{
    /// <summary>How long a draft is kept, at least.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Most files of one draft.</summary>
    private const int MostFiles = 12;

    private const string HourFormat = "yyyyMMddHH";
    private readonly string folder = root.Folder("drafts");

    /// <summary>All drafts together; beyond that files are not kept and the person chooses them again.</summary>
    private readonly long mostBytes = configuration.GetValue("Cases:Drafts:MostMegabytes", 4096L) << 20;

    /// <summary>Adds files to a draft; the same bytes are kept once.</summary>
    /// <param name="token">Of an earlier call; null, unknown or outlived begins a new draft.</param>
    /// <returns>The token; null when nothing was kept. Where all drafts together are full, nothing is added.</returns>
    internal async Task<string?> Keep(string? token, IReadOnlyList<IncomingFile> files, DateTime now, CancellationToken ct)
    {
        var hasRoom = files.Count > 0 && Bytes() + files.Sum(f => (long)f.Bytes.Length) <= mostBytes;
        if (!hasRoom)
            return Place(token) is null ? null : token;
        if (Place(token) is not { } place)
        {
            token = now.ToString(HourFormat, CultureInfo.InvariantCulture) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            place = Directory.CreateDirectory(PathOf(token)).FullName;
        }
        var known = Files(place).ToList();
        foreach (var file in files)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(file.Bytes));
            if (known.Count >= MostFiles || known.Any(f => f.Hash == hash))
                continue;
            if (await scan.Look(file.Bytes, ct) is not (null or Verdict.Clean))
                continue; // is not kept; when it is sent for good the intake says why
            var kind = FileIntake.Check(file).Kind;
            var name = string.Create(CultureInfo.InvariantCulture, $"{known.Count:00}-{hash}.{kind.ToString().ToLowerInvariant()}");
            await File.WriteAllBytesAsync(Path.Combine(place, name), file.Bytes, ct);
            known.Add(new DraftFile(hash, kind, file.Bytes.Length));
        }
        return token;
    }

    /// <summary>What a draft holds, in the order it came; empty for an unknown token.</summary>
    internal IReadOnlyList<DraftFile> List(string? token) => Place(token) is { } place ? [.. Files(place)] : [];

    /// <summary>The files themselves, in the order they came.</summary>
    internal async Task<IReadOnlyList<IncomingFile>> Read(string? token, CancellationToken ct)
    {
        var read = new List<IncomingFile>();
        if (Place(token) is { } place)
            foreach (var path in Paths(place))
                read.Add(new IncomingFile(Path.GetFileName(path)[3..15], await File.ReadAllBytesAsync(path, ct)));
        return read;
    }

    /// <summary>Path of one file of a draft; null when it is not there.</summary>
    internal string? Find(string? token, string hash) =>
        Place(token) is { } place ? Paths(place).FirstOrDefault(p => Of(p).Hash == hash) : null;

    /// <summary>Takes one file out.</summary>
    internal void Drop(string? token, string hash)
    {
        if (Find(token, hash) is { } path)
            File.Delete(path);
    }

    /// <summary>Deletes the drafts that have outlived <see cref="Life"/>.</summary>
    internal void Sweep(DateTime now)
    {
        foreach (var hour in Directory.EnumerateDirectories(folder))
            if (!IsHour(Path.GetFileName(hour), out var began) || began + TimeSpan.FromHours(1) + Life < now)
                Directory.Delete(hour, recursive: true);
    }

    private string? Place(string? token) =>
        token is { Length: 42 } && token.All(char.IsAsciiHexDigitLower) && Directory.Exists(PathOf(token)) ? PathOf(token) : null;

    private string PathOf(string token) => Path.Combine(folder, token[..HourFormat.Length], token[HourFormat.Length..]);

    private long Bytes() => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    private static IEnumerable<string> Paths(string place) => Directory.EnumerateFiles(place).Order(StringComparer.Ordinal);

    private static IEnumerable<DraftFile> Files(string place) => Paths(place).Select(Of);

    private static DraftFile Of(string path) =>
        new(
            Path.GetFileNameWithoutExtension(path)[3..],
            Enum.Parse<FileKind>(Path.GetExtension(path)[1..], ignoreCase: true),
            new FileInfo(path).Length
        );

    private static bool IsHour(string name, out DateTime began) =>
        DateTime.TryParseExact(
            name,
            HourFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out began
        );
}
