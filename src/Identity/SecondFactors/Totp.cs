using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gezhi.Identity.SecondFactors;

/// <summary>Six digits that change every thirty seconds, as every authenticator app makes them (RFC 6238 over HMAC-SHA-1). 动态验证码</summary>
internal static class Totp
{
    /// <summary>Bytes of a secret (RFC 4226 recommends 20).</summary>
    public const int SecretBytes = 20;

    public const int Digits = 6;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>A new secret in Base32 (RFC 4648), 32 characters.</summary>
    public static string NewSecret() => Encode(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The thirty seconds in which an instant lies, counted from 1970.</summary>
    public static long StepOf(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / Step.Ticks;

    /// <summary>The code of one step.</summary>
    /// <param name="secret">Base32.</param>
    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // authenticator apps know no other; HMAC does not rest on the collisions that broke SHA-1
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(Decode(secret), counter, hash);
#pragma warning restore CA5350
        var at = hash[^1] & 0x0F;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash[at..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, at most one step early or late; null when none fits, or when it was used before.</summary>
    /// <param name="typed">Six digits; spaces pass.</param>
    /// <param name="lastStep">The last step that opened something: neither it nor an earlier one opens again.</param>
    public static long? Match(string secret, string typed, DateTime now, long lastStep)
    {
        var digits = Encoding.ASCII.GetBytes(string.Concat(typed.Where(c => !char.IsWhiteSpace(c))));
        if (digits.Length != Digits)
            return null;
        var present = StepOf(now);
        long? found = null;
        for (var step = present - 1; step <= present + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), digits) && step > lastStep)
                found = step;
        return found;
    }

    /// <summary>What an authenticator app reads from the picture.</summary>
    /// <param name="issuer">Name of the installation.</param>
    public static string Link(string issuer, string userName, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (bits, held) = (0, 0);
        foreach (var value in bytes)
        {
            (bits, held) = ((bits << 8) | value, held + 8);
            while (held >= 5)
            {
                held -= 5;
                text.Append(Base32[(bits >> held) & 31]);
                bits &= (1 << held) - 1;
            }
        }
        return held == 0 ? text.ToString() : text.Append(Base32[(bits << (5 - held)) & 31]).ToString();
    }

    private static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        var (bits, held, at) = (0, 0, 0);
        foreach (var letter in text)
        {
            (bits, held) = ((bits << 5) | Base32.IndexOf(letter, StringComparison.Ordinal), held + 5);
            if (held < 8)
                continue;
            held -= 8;
            bytes[at++] = (byte)(bits >> held);
            bits &= (1 << held) - 1;
        }
        return bytes;
    }
}
