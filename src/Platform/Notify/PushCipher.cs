using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gezhi.Platform.Notify;

/// <summary>Where a browser is reached, and the keys for which its notifications are written. 浏览器推送订阅</summary>
/// <param name="Endpoint">Address at the browser maker's push service.</param>
/// <param name="PublicKey">Uncompressed point on P-256, 65 bytes.</param>
/// <param name="Secret">16 bytes.</param>
public sealed record PushSubscription(string Endpoint, byte[] PublicKey, byte[] Secret)
{
    /// <summary>The endpoint is a capability: it stays out of whatever prints this.</summary>
    public override string ToString() => "subscription";
}

/// <summary>Writes a notification so that only the browser reads it: RFC 8291 over the aes128gcm coding of RFC 8188, in one record. 推送加密</summary>
public static class PushCipher
{
    /// <summary>Longest text, bytes: what every push service takes (RFC 8291, 4) less header, padding mark and tag.</summary>
    public const int Longest = 3993;

    private const int PointLength = 65;
    private const int SecretLength = 16;
    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int RecordLength = 4096;

    /// <summary>A P-256 public key from its uncompressed point.</summary>
    /// <exception cref="CryptographicException">It is none.</exception>
    public static ECParameters Point(ReadOnlySpan<byte> point) =>
        point.Length == PointLength && point[0] == 4
            ? new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() },
            }
            : throw new CryptographicException("no uncompressed point of P-256");

    /// <summary>Whether these are keys of a browser: a point that lies on the curve, and 16 bytes.</summary>
    public static bool AreKeys(byte[] publicKey, byte[] secret)
    {
        try
        {
            using var key = ECDiffieHellman.Create(Point(publicKey));
            return secret.Length == SecretLength;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Seals with a key pair and a salt of its own.</summary>
    public static byte[] Seal(PushSubscription to, ReadOnlySpan<byte> plain)
    {
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(to, plain, ours, RandomNumberGenerator.GetBytes(SaltLength));
    }

    /// <summary>Header (salt, record length, our public key) and one record.</summary>
    /// <param name="ours">Used once.</param>
    /// <param name="salt">16 bytes, used once.</param>
    internal static byte[] Seal(PushSubscription to, ReadOnlySpan<byte> plain, ECDiffieHellman ours, byte[] salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain.Length, Longest);
        var ourPoint = Write(ours.ExportParameters(includePrivateParameters: false).Q);
        using var theirs = ECDiffieHellman.Create(Point(to.PublicKey));
        var shared = ours.DeriveRawSecretAgreement(theirs.PublicKey);
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, to.Secret, [.. "WebPush: info\0"u8, .. to.PublicKey, .. ourPoint]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, [.. "Content-Encoding: aes128gcm\0"u8]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, [.. "Content-Encoding: nonce\0"u8]);
        byte[] padded = [.. plain, 2]; // 2: the last record, no padding
        var body = new byte[SaltLength + 5 + PointLength + padded.Length + TagLength];
        salt.CopyTo(body, 0);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(SaltLength), RecordLength);
        body[SaltLength + 4] = PointLength;
        ourPoint.CopyTo(body, SaltLength + 5);
        var record = body.AsSpan(SaltLength + 5 + PointLength);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, padded, record[..padded.Length], record[padded.Length..]);
        return body;
    }

    internal static byte[] Write(ECPoint point) => [4, .. point.X!, .. point.Y!];
}
