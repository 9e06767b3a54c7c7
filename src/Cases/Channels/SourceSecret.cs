using System.Security.Cryptography;
using System.Text;

namespace Gezhi.Cases.Channels;

/// <summary>Makes keys and signing secrets of connected systems. 密钥与签名密码</summary>
internal static class SourceSecret
{
    /// <summary>Name under which signing secrets are sealed.</summary>
    public const string Field = "source.secret";

    /// <summary>No 0 O 1 l I: it is read aloud and copied. 36 characters of 55 are 208 bits.</summary>
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>For example <c>gz410103-…</c>: names its district, the rest is chance.</summary>
    public static string NewKey(int district) => $"gz{district}-{RandomNumberGenerator.GetString(Letters, 36)}";

    public static string NewSecret() => RandomNumberGenerator.GetString(Letters, 43);

    /// <summary>What is kept of a key. Chance needs no salt and no slow hash.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
