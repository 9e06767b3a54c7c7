using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Protection;

/// <summary>Encrypts single sensitive fields and makes their blind indexes. 字段加密</summary>
/// <remarks>
/// AES-256-GCM; stored as version byte 2, number of the key, 12-byte nonce, ciphertext, 16-byte tag; bound to version, key, district and field, so that a value
/// cannot be moved to another column. Version 1 (without number: key 1) is opened and written no more. Blind index: first 16 bytes of HMAC-SHA-256 under a
/// second key. Keys come from the <see cref="KeyRing"/>. Losing one loses the fields under it: back them up apart from the database.
/// </remarks>
public sealed class FieldCipher(KeyRing ring)
{
    private const byte Version = 2;
    private const byte VersionWithoutKey = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int IndexLength = 16;

    [ThreadStatic]
    private static (byte[] Key, IncrementalHash Hash) keyed;

    [ThreadStatic]
    private static (byte[] Key, AesGcm Aes) sealing;

    [ThreadStatic]
    private static (byte[] Key, AesGcm Aes) opening;

    public FieldCipher(IConfiguration configuration, StorageRoot root)
        : this(new KeyRing(configuration, root)) { }

    /// <summary>The keys.</summary>
    public KeyRing Ring => ring;

    /// <summary>Encrypts; null stays null.</summary>
    public byte[]? Seal(int districtId, string field, string? plain) =>
        plain is null ? null : SealBytes(districtId, field, Encoding.UTF8.GetBytes(plain));

    /// <summary>Encrypts what is no text, such as a part of a file.</summary>
    public byte[] SealBytes(int districtId, string field, ReadOnlySpan<byte> plain)
    {
        var key = ring.Current;
        var sealedBytes = new byte[2 + NonceLength + plain.Length + TagLength];
        (sealedBytes[0], sealedBytes[1]) = (Version, key.Number);
        var nonce = sealedBytes.AsSpan(2, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        Under(ref sealing, key.FieldKey)
            .Encrypt(
                nonce,
                plain,
                sealedBytes.AsSpan(2 + NonceLength, plain.Length),
                sealedBytes.AsSpan(2 + NonceLength + plain.Length),
                [Version, key.Number, .. Bound(districtId, field)]
            );
        return sealedBytes;
    }

    /// <summary>Decrypts; null stays null.</summary>
    /// <exception cref="CryptographicException">Wrong or withdrawn key, or the value was changed or moved.</exception>
    public string? Open(int districtId, string field, byte[]? sealedBytes) =>
        sealedBytes is null ? null : Encoding.UTF8.GetString(OpenBytes(districtId, field, sealedBytes));

    /// <summary>Decrypts what <see cref="SealBytes"/> made.</summary>
    /// <exception cref="CryptographicException">Wrong or withdrawn key, or the value was changed or moved.</exception>
    public byte[] OpenBytes(int districtId, string field, byte[] sealedBytes)
    {
        var isOld = sealedBytes is [VersionWithoutKey, ..];
        var head = isOld ? 1 : 2;
        if (sealedBytes.Length < head + NonceLength + TagLength || !(isOld || sealedBytes[0] == Version))
            throw new CryptographicException("unknown field format");
        var number = isOld ? KeyRing.First : sealedBytes[1];
        var key = ring.Find(number) ?? throw new CryptographicException($"key {number} is not in the ring");
        var plain = new byte[sealedBytes.Length - head - NonceLength - TagLength];
        var bound = Bound(districtId, field);
        Under(ref opening, key.FieldKey)
            .Decrypt(
                sealedBytes.AsSpan(head, NonceLength),
                sealedBytes.AsSpan(head + NonceLength, plain.Length),
                sealedBytes.AsSpan(head + NonceLength + plain.Length),
                plain,
                isOld ? bound : [Version, number, .. bound]
            );
        return plain;
    }

    /// <summary>The first two bytes of everything that is sealed now.</summary>
    internal byte[] Head => [Version, ring.Current.Number];

    /// <summary>By which a value is kept so that equal ones are found without opening them; null stays null. Normalise before.</summary>
    /// <remarks>To look for a value ask <see cref="Indexes"/>: while keys turn some rows still carry the old one.</remarks>
    public byte[]? Index(int districtId, string field, string? plain) =>
        plain is null ? null : Digest(ring.Current.IndexKey, districtId, field, plain);

    /// <summary>Under every key of the ring, the current one first: what a value may be kept by. Empty for null. 各密钥下的盲索引</summary>
    public byte[][] Indexes(int districtId, string field, string? plain) =>
        plain is null ? [] : [.. ring.Keys.Select(k => Digest(k.IndexKey, districtId, field, plain))];

    /// <summary>Under one key, for whoever makes several of a text.</summary>
    public static byte[] Index(RingKey key, int districtId, string field, string plain) => Digest(key.IndexKey, districtId, field, plain);

    /// <summary>
    /// A keyed hash of what is kept nowhere else: codes, fingerprints, people who want no more. It can never be made anew, so its key stays when those of the
    /// fields turn. 标记
    /// </summary>
    public byte[] Mark(int districtId, string field, string plain) => Digest(ring.MarkKey, districtId, field, plain);

    /// <summary>The cipher of this thread under a key: setting a key anew costs more than to seal a short field. One to seal and one to open, so that a turn of keys keeps both.</summary>
    private static AesGcm Under(ref (byte[] Key, AesGcm Aes) own, byte[] key)
    {
        if (ReferenceEquals(own.Key, key))
            return own.Aes;
        own.Aes?.Dispose();
        own = (key, new AesGcm(key, TagLength));
        return own.Aes;
    }

    private static byte[] Digest(byte[] key, int districtId, string field, string plain)
    {
        // With a keyed hash of the thread's own: to set the key anew costs more than to hash a short text.
        if (!ReferenceEquals(keyed.Key, key))
            keyed = (key, IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));
        var hash = keyed.Hash;
        hash.AppendData(Bound(districtId, field));
        hash.AppendData(Encoding.UTF8.GetBytes(plain));
        return hash.GetHashAndReset()[..IndexLength];
    }

    private static byte[] Bound(int districtId, string field)
    {
        var bound = new byte[4 + Encoding.UTF8.GetByteCount(field)];
        BinaryPrimitives.WriteInt32BigEndian(bound, districtId);
        Encoding.UTF8.GetBytes(field, bound.AsSpan(4));
        return bound;
    }
}
