using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gezhi.Platform.Audit;

/// <summary>Hashes of append-only rows: version byte, then length-prefixed UTF-8 fields, SHA-256. 哈希链</summary>
public static class Chain
{
    private const byte Version = 1;

    /// <summary>What stands before the first row.</summary>
    public static readonly byte[] Start = new byte[32];

    /// <summary>Hash of one row: the previous hash first, then its fields in a fixed order; null and empty differ.</summary>
    public static byte[] Hash(byte[] previous, params ReadOnlySpan<object?> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Version]);
        Append(hash, previous);
        foreach (var field in fields)
            Append(hash, Bytes(field));
        return hash.GetHashAndReset();
    }

    /// <summary>Salted hash of text that may have to be erased one day: the chain keeps this, the text lies elsewhere.</summary>
    public static byte[] Salted(byte[] salt, string text) => Hash(salt, text);

    private static void Append(IncrementalHash hash, byte[]? bytes)
    {
        Span<byte> length = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, bytes?.Length ?? -1);
        hash.AppendData(length);
        if (bytes is not null)
            hash.AppendData(bytes);
    }

    private static byte[]? Bytes(object? field) =>
        field switch
        {
            null => null,
            byte[] bytes => bytes,
            string text => Encoding.UTF8.GetBytes(text),
            Guid id => id.ToByteArray(true),
            DateTime time => Encoding.UTF8.GetBytes(time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
            IFormattable other => Encoding.UTF8.GetBytes(other.ToString(null, CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException("cannot hash " + field.GetType().Name, nameof(field)),
        };
}
