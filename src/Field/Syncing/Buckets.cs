using System.Security.Cryptography;
using System.Text;

namespace Gezhi.Field.Syncing;

/// <summary>An item as it is compared. 同步比对项</summary>
public readonly record struct Mark(string Kind, string Id, string V);

/// <summary>256 hashes that tell two holders of items where they differ, without a cursor and without a list of what was deleted. 同步分桶</summary>
/// <remarks>
/// Bucket of an item: first byte of SHA-256 over <c>kind\nid</c>. Hash of a bucket: first 8 bytes of SHA-256 over the lines <c>kind\nid\nv\n</c> of its
/// items, ordinal by kind, then id; 8 zero bytes when it is empty. State: SHA-256 over the 2,048 bytes, lower-case hex. Devices do the same sum; the
/// vectors in tests/Unit/Field hold both sides to it. Decision 0018.
/// </remarks>
public static class Buckets
{
    public const int Count = 256;

    /// <summary>Bytes of one bucket's hash.</summary>
    public const int Width = 8;

    /// <summary>0–255.</summary>
    public static int Of(string kind, string id) => SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{id}"))[0];

    /// <summary>The hashes of all buckets, 2,048 bytes.</summary>
    public static byte[] Hashes(IEnumerable<Mark> items)
    {
        var lines = new StringBuilder?[Count];
        foreach (var item in Sorted(items))
            (lines[Of(item.Kind, item.Id)] ??= new StringBuilder())
                .Append(item.Kind)
                .Append('\n')
                .Append(item.Id)
                .Append('\n')
                .Append(item.V)
                .Append('\n');
        var hashes = new byte[Count * Width];
        for (var bucket = 0; bucket < Count; bucket++)
            if (lines[bucket] is { } text)
                SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, Width).CopyTo(hashes.AsSpan(bucket * Width));
        return hashes;
    }

    /// <summary>One hash over all buckets.</summary>
    public static string State(byte[] hashes) => Convert.ToHexStringLower(SHA256.HashData(hashes));

    /// <summary>Buckets whose hashes are not the same, ascending.</summary>
    public static IReadOnlyList<int> Differing(ReadOnlySpan<byte> ours, ReadOnlySpan<byte> theirs)
    {
        var differing = new List<int>();
        for (var bucket = 0; bucket < Count; bucket++)
            if (!ours.Slice(bucket * Width, Width).SequenceEqual(theirs.Slice(bucket * Width, Width)))
                differing.Add(bucket);
        return differing;
    }

    /// <summary>Ordinal by kind, then id.</summary>
    public static IEnumerable<Mark> Sorted(IEnumerable<Mark> items) =>
        items.OrderBy(i => i.Kind, StringComparer.Ordinal).ThenBy(i => i.Id, StringComparer.Ordinal);
}
