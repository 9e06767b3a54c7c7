using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Channels;

/// <summary>The signature, clock or freshness of a message is wrong: 401 with a code. 签名不对</summary>
internal sealed class WrongSignature(string code) : Exception(code)
{
    public string Code { get; } = code;
}

/// <summary>Signs what leaves and checks what comes: HMAC-SHA-256 over <c>time.body</c>. 签名</summary>
/// <remarks>
/// <c>X-Gezhi-Time</c>: Unix seconds. <c>X-Gezhi-Signature</c>: <c>v1=</c> and the hex of HMAC-SHA-256(secret, time + "." + body bytes).
/// A message that was taken in is refused when the very same one comes again; this node remembers it as long as its time is fresh. Another node, or this one
/// after a start, would take it, and find the number already there: nothing is doubled.
/// </remarks>
internal sealed class SourceSignatures(FieldCipher cipher, TimeProvider clock)
{
    public const string TimeHeader = "X-Gezhi-Time";
    public const string SignatureHeader = "X-Gezhi-Signature";

    /// <summary>How far the two clocks may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const string Form = "v1=";
    private readonly ConcurrentDictionary<string, DateTime> seen = new(StringComparer.Ordinal);

    /// <summary>Reads the body to its end and goes back to its beginning.</summary>
    /// <returns>What to remember when it was taken in; null when the source need not sign.</returns>
    /// <exception cref="WrongSignature"><c>source.unsigned</c>, <c>source.clock</c>, <c>source.signature</c>.</exception>
    /// <exception cref="RuleViolation"><c>source.replay</c>.</exception>
    public async Task<string?> Check(ChannelSource source, HttpRequest request, CancellationToken ct)
    {
        if (source.View().Has(SourceSwitches.Unsigned))
            return null;
        var (time, signature) = (request.Headers[TimeHeader].ToString(), request.Headers[SignatureHeader].ToString());
        if (time.Length == 0 || signature.Length == 0)
            throw new WrongSignature("source.unsigned");
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || !IsFresh(seconds))
            throw new WrongSignature("source.clock");
        var expected = await Hash(source, time, request.Body, ct);
        request.Body.Position = 0;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
            throw new WrongSignature("source.signature");
        var seal = $"{source.Id:N} {signature}";
        return seen.ContainsKey(seal) ? throw new RuleViolation("source.replay") : seal;
    }

    /// <summary>The message was taken in: the very same one is not taken again.</summary>
    public void Done(string? seal)
    {
        if (seal is null)
            return;
        var now = clock.UtcNow;
        seen[seal] = now + Skew + Skew;
        if (seen.Count % 256 == 0)
            foreach (var (old, until) in seen)
                if (until < now)
                    seen.TryRemove(old, out _);
    }

    /// <summary>Signature of a body that leaves.</summary>
    public string Of(ChannelSource source, string time, byte[] body)
    {
        using var hmac = Begin(source, time);
        hmac.AppendData(body);
        return Form + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    private async Task<string> Hash(ChannelSource source, string time, Stream body, CancellationToken ct)
    {
        using var hmac = Begin(source, time);
        var piece = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(piece, ct)) > 0)
            hmac.AppendData(piece, 0, read);
        return Form + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    private IncrementalHash Begin(ChannelSource source, string time)
    {
        var secret = cipher.Open(source.DistrictId, SourceSecret.Field, source.Secret)!;
        var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(time + "."));
        return hmac;
    }

    private bool IsFresh(long seconds)
    {
        var now = new DateTimeOffset(clock.UtcNow, TimeSpan.Zero).ToUnixTimeSeconds();
        return Math.Abs(now - Math.Min(seconds, now * 2)) <= (long)Skew.TotalSeconds;
    }
}
