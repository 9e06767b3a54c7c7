using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Notify;

/// <summary>Says to push services who sends: the key pair of this installation and its signature (VAPID, RFC 8292). 推送身份</summary>
/// <remarks>
/// On as soon as <c>Messages:Push:Contact</c> names a mail or web address at which a push service reaches whoever runs this. The private key is worked out of
/// 32 bytes in <c>Storage:Root/keys/push.key</c>, made at the first use, or of <c>Messages:Push:Key</c> (Base64) when several nodes have no folder in common.
/// Losing it silences every browser until people switch it on again.
/// </remarks>
public sealed class PushKeys(IConfiguration configuration, StorageRoot root) : IDisposable
{
    /// <summary>Push services refuse more than 24 hours.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private readonly Lazy<ECDsa> pair = new(() => Pair(configuration["Messages:Push:Key"], root));
    private readonly string? contact = Contact(configuration["Messages:Push:Contact"]);

    /// <summary>Whether somebody set it up.</summary>
    public bool IsOn => contact is not null;

    /// <summary>What browsers ask for: the uncompressed point, Base64url.</summary>
    public string PublicKey => Base64Url.EncodeToString(PushCipher.Write(pair.Value.ExportParameters(includePrivateParameters: false).Q));

    /// <summary>The header <c>Authorization</c> for one push service.</summary>
    /// <param name="endpoint">Its origin is signed.</param>
    /// <param name="now">UTC.</param>
    public string Authorization(Uri endpoint, DateTime now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object?>
            {
                ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
                ["exp"] = new DateTimeOffset(now + Life, TimeSpan.Zero).ToUnixTimeSeconds(),
                ["sub"] = contact,
            }
        );
        var said = $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8)}.{Base64Url.EncodeToString(claims)}";
        var signature = pair.Value.SignData(System.Text.Encoding.ASCII.GetBytes(said), HashAlgorithmName.SHA256);
        return $"vapid t={said}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    public void Dispose()
    {
        if (pair.IsValueCreated)
            pair.Value.Dispose();
    }

    private static ECDsa Pair(string? given, StorageRoot root)
    {
        var seed = given is { Length: > 0 } ? Convert.FromBase64String(given) : root.Key("push.key");
        return seed.Length == 32
            ? SigningPair.Of(seed, "gezhi push")
            : throw new InvalidOperationException("Messages:Push:Key must be 32 bytes in Base64");
    }

    private static string? Contact(string? given) =>
        given is not { Length: > 0 } ? null
        : given.StartsWith("mailto:", StringComparison.Ordinal) || given.StartsWith("https://", StringComparison.Ordinal) ? given
        : throw new InvalidOperationException("Messages:Push:Contact must begin with mailto: or https://");
}
