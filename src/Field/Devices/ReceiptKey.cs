using System.Security.Cryptography;
using System.Text;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Field.Devices;

/// <summary>Signs receipts for entries, so that a device lets go of an entry only when this installation says that it has it. 回执签名</summary>
/// <remarks>
/// ECDSA P-256 with SHA-256, signature as r and s (IEEE P1363, 64 bytes). The private key is worked out of 32 bytes in
/// <c>Storage:Root/keys/receipt.key</c>, made at the first use, or of <c>Field:ReceiptKey</c> (Base64) when several nodes have no folder in common. Losing
/// it means that devices enrol anew before they believe a receipt.
/// </remarks>
public sealed class ReceiptKey(IConfiguration configuration, StorageRoot root) : IDisposable
{
    private readonly Lock one = new();
    private readonly Lazy<ECDsa> pair = new(() => Pair(configuration["Field:ReceiptKey"], root));

    /// <summary>The public key as SubjectPublicKeyInfo, Base64.</summary>
    public string PublicKey
    {
        get
        {
            lock (one)
                return Convert.ToBase64String(pair.Value.ExportSubjectPublicKeyInfo());
        }
    }

    /// <summary>Signature over the UTF-8 of the text, Base64.</summary>
    public string Sign(string text)
    {
        lock (one)
            return Convert.ToBase64String(pair.Value.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256));
    }

    public void Dispose()
    {
        if (pair.IsValueCreated)
            pair.Value.Dispose();
    }

    private static ECDsa Pair(string? given, StorageRoot root)
    {
        var seed = given is { Length: > 0 } ? Convert.FromBase64String(given) : root.Key("receipt.key");
        return seed.Length == 32
            ? SigningPair.Of(seed, "gezhi receipt")
            : throw new InvalidOperationException("Field:ReceiptKey must be 32 bytes in Base64");
    }
}
