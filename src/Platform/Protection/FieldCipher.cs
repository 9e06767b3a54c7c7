using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Protection;

/// <summary>Encrypts single sensitive fields and makes their blind indexes. 字段加密</summary>
/// <remarks>
/// AES-256-GCM; stored as version byte, 12-byte nonce, ciphertext, 16-byte tag; bound to district and field, so that a value cannot be moved to
/// another column. Blind index: first 16 bytes of HMAC-SHA-256 under a second key. The key lies in <c>Storage:Root/keys/field.key</c> (made at the first
/// start, readable by the owner only) or in <c>Protection:FieldKey</c> (Base64, 32 bytes). Losing it loses the fields: back it up apart from the database.
/// </remarks>
public sealed class FieldCipher
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private readonly byte[] fieldKey;
    private readonly byte[] indexKey;

    [ThreadStatic]
    private static (byte[] Key, IncrementalHash Hash) keyed;

    public FieldCipher(IConfiguration configuration, StorageRoot root)
    {
        var master = configuration["Protection:FieldKey"] is { Length: > 0 } given
            ? Convert.FromBase64String(given)
            : root.Key("field.key");
        if (master.Length != 32)
            throw new InvalidOperationException("Protection:FieldKey must be 32 bytes in Base64");
        fieldKey = HKDF.Expand(HashAlgorithmName.SHA256, master, 32, "gezhi field"u8.ToArray());
        indexKey = HKDF.Expand(HashAlgorithmName.SHA256, master, 32, "gezhi blind index"u8.ToArray());
    }

    /// <summary>Encrypts; null stays null.</summary>
    public byte[]? Seal(int districtId, string field, string? plain) =>
        plain is null ? null : SealBytes(districtId, field, Encoding.UTF8.GetBytes(plain));

    /// <summary>Encrypts what is no text, such as a part of a file.</summary>
    public byte[] SealBytes(int districtId, string field, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[1 + NonceLength + plain.Length + TagLength];
        sealedBytes[0] = Version;
        var nonce = sealedBytes.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(fieldKey, TagLength);
        aes.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(1 + NonceLength, plain.Length),
            sealedBytes.AsSpan(1 + NonceLength + plain.Length),
            Bound(districtId, field)
        );
        return sealedBytes;
    }

    /// <summary>Decrypts; null stays null.</summary>
    /// <exception cref="CryptographicException">Wrong key, or the value was changed or moved.</exception>
    public string? Open(int districtId, string field, byte[]? sealedBytes) =>
        sealedBytes is null ? null : Encoding.UTF8.GetString(OpenBytes(districtId, field, sealedBytes));

    /// <summary>Decrypts what <see cref="SealBytes"/> made.</summary>
    /// <exception cref="CryptographicException">Wrong key, or the value was changed or moved.</exception>
    public byte[] OpenBytes(int districtId, string field, byte[] sealedBytes)
    {
        if (sealedBytes.Length < 1 + NonceLength + TagLength || sealedBytes[0] != Version)
            throw new CryptographicException("unknown field format");
        var plain = new byte[sealedBytes.Length - 1 - NonceLength - TagLength];
        using var aes = new AesGcm(fieldKey, TagLength);
        aes.Decrypt(
            sealedBytes.AsSpan(1, NonceLength),
            sealedBytes.AsSpan(1 + NonceLength, plain.Length),
            sealedBytes.AsSpan(1 + NonceLength + plain.Length),
            plain,
            Bound(districtId, field)
        );
        return plain;
    }

    /// <summary>Finds equal values without opening them; null stays null. Normalise before.</summary>
    public byte[]? Index(int districtId, string field, string? plain) =>
        plain is null ? null : Digest([.. Bound(districtId, field), .. Encoding.UTF8.GetBytes(plain)])[..16];

    /// <summary>With a keyed hash of the thread's own: to set the key anew costs more than to hash a short text.</summary>
    private byte[] Digest(ReadOnlySpan<byte> bytes)
    {
        if (!ReferenceEquals(keyed.Key, indexKey))
            keyed = (indexKey, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, indexKey));
        var hash = keyed.Hash;
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }

    private static byte[] Bound(int districtId, string field)
    {
        var bound = new byte[4 + Encoding.UTF8.GetByteCount(field)];
        BinaryPrimitives.WriteInt32BigEndian(bound, districtId);
        Encoding.UTF8.GetBytes(field, bound.AsSpan(4));
        return bound;
    }
}
