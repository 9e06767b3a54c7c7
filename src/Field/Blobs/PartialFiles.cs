using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Platform;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;

namespace Gezhi.Field.Blobs;

/// <summary>Photos on their way, chunk after chunk, until the entry that names them is done: <c>partial/{district}/{account}/{sha256}</c>. 断点续传</summary>
/// <remarks>
/// How much has come is the length of the file: a kill in the middle leaves a shorter file and nothing else. Whole and checked, it loses the ending
/// <c>.part</c>. Only the account that sends it can see it; the same photo of another person is another file.
/// </remarks>
public sealed class PartialFiles(StorageRoot root, TimeProvider clock)
{
    /// <summary>Largest file.</summary>
    public const long Largest = FileIntake.LongestVideo;

    /// <summary>Largest chunk.</summary>
    public const int LargestChunk = 4 << 20;

    /// <summary>What one person may have on the way: a shift's photos many times over.</summary>
    public const long MostOnTheWay = 400L << 20;

    /// <summary>What nobody asked for so long is deleted.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly string folder = root.Folder("partial");

    /// <param name="Have">Bytes that are here.</param>
    /// <param name="Whole">All of them, and the hash is right.</param>
    public sealed record State(long Have, bool Whole);

    /// <summary>Whether it is 64 lower-case hex digits.</summary>
    public static bool IsHash(string? hash) => hash is { Length: 64 } && hash.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    /// <summary>How much has come.</summary>
    public State Look(Owner owner, string hash)
    {
        var whole = new FileInfo(PathOf(owner, hash));
        if (whole.Exists)
            return new State(whole.Length, true);
        var part = new FileInfo(PathOf(owner, hash) + ".part");
        return new State(part.Exists ? part.Length : 0, false);
    }

    /// <summary>Adds a chunk.</summary>
    /// <returns>Null: the chunk does not begin where the file ends, or another one is being written; ask how much has come.</returns>
    /// <exception cref="WrongHash">The file was whole and is another one; it is gone.</exception>
    /// <exception cref="FileNotKept">The disk is full or broken.</exception>
    public async Task<State?> Add(Owner owner, string hash, long offset, long size, ReadOnlyMemory<byte> chunk, CancellationToken ct)
    {
        if (Look(owner, hash) is { Whole: true } there)
            return there;
        var part = PathOf(owner, hash) + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        if (offset == 0 && !File.Exists(part) && OnTheWay(owner) + size > MostOnTheWay)
            throw new RuleViolation("blob.too-much", MostOnTheWay >> 20);
        var have = await Append(part, offset, size, chunk, ct);
        if (have < 0)
            return null;
        File.SetLastWriteTimeUtc(part, clock.UtcNow);
        return have < size ? new State(have, false) : Finish(owner, hash, part, have);
    }

    /// <summary>The bytes of a file that is whole; null when it is not.</summary>
    public async Task<byte[]?> Read(Owner owner, string hash, CancellationToken ct)
    {
        var path = PathOf(owner, hash);
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, ct) : null;
    }

    /// <summary>The entry is done: its files lie with the case.</summary>
    public void Delete(Owner owner, string hash) => File.Delete(PathOf(owner, hash));

    /// <summary>Deletes what nobody has added to for <see cref="Kept"/>.</summary>
    /// <returns>How many files went.</returns>
    public int DeleteOld(DateTime now)
    {
        var old = new DirectoryInfo(folder)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => f.LastWriteTimeUtc < now - Kept)
            .ToList();
        foreach (var file in old)
            file.Delete();
        return old.Count;
    }

    /// <returns>Length after the chunk; -1 when it does not fit.</returns>
    private static async Task<long> Append(string part, long offset, long size, ReadOnlyMemory<byte> chunk, CancellationToken ct)
    {
        try
        {
            await using var stream = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
            if (stream.Length != offset || offset + chunk.Length > size)
                return -1;
            stream.Seek(offset, SeekOrigin.Begin);
            await stream.WriteAsync(chunk, ct);
            stream.Flush(flushToDisk: true);
            return stream.Length;
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return IsTaken(e) ? -1 : throw new FileNotKept(e);
        }
    }

    /// <summary>Another request of the same device writes to it at this moment: EWOULDBLOCK, or a sharing violation on Windows.</summary>
    private static bool IsTaken(IOException e) => (e.HResult & 0xFFFF) is 11 or 32;

    private State Finish(Owner owner, string hash, string part, long have)
    {
        using (var stream = File.OpenRead(part))
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != hash)
            {
                stream.Close();
                File.Delete(part);
                throw new WrongHash();
            }
        File.Move(part, PathOf(owner, hash), overwrite: true);
        return new State(have, true);
    }

    private long OnTheWay(Owner owner) =>
        Directory.Exists(Home(owner)) ? new DirectoryInfo(Home(owner)).EnumerateFiles().Sum(f => f.Length) : 0;

    private string Home(Owner owner) =>
        Path.Combine(folder, owner.DistrictId.ToString(CultureInfo.InvariantCulture), owner.AccountId.ToString("N"));

    private string PathOf(Owner owner, string hash) =>
        IsHash(hash) ? Path.Combine(Home(owner), hash) : throw new ArgumentException("not a hash", nameof(hash));
}

/// <summary>Whose files they are.</summary>
public sealed record Owner(int DistrictId, Guid AccountId);

/// <summary>The bytes are not those that the hash stands for.</summary>
public sealed class WrongHash() : Exception("wrong hash");
