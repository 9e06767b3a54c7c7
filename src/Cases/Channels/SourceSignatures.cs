using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
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
/// A message that was taken in is refused when the very same one comes again, on every node: it stands among the idempotency keys of the database, which
/// outlive the time for which it is fresh.
/// </remarks>
internal sealed class SourceSignatures(FieldCipher cipher, TimeProvider clock)
{
    public const string TimeHeader = "X-Gezhi-Time";
    public const string SignatureHeader = "X-Gezhi-Signature";

    /// <summary>How far the two clocks may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const string Form = "v1=";

    /// <summary>Scope of the messages that were taken in.</summary>
    private const string Taken = "source.seal";

    /// <summary>Reads the body to its end and goes back to its beginning.</summary>
    /// <returns>What to remember when it was taken in; null when the source need not sign.</returns>
    /// <exception cref="WrongSignature"><c>source.unsigned</c>, <c>source.clock</c>, <c>source.signature</c>.</exception>
    /// <exception cref="RuleViolation"><c>source.replay</c>.</exception>
    public async Task<string?> Check(ChannelSource source, HttpRequest request, GezhiDb db, CancellationToken ct)
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
        var seal = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Id:N} {signature}")));
        return await Once.IsKnown(db, Taken, seal, ct) ? throw new RuleViolation("source.replay") : seal;
    }

    /// <summary>The message was taken in: the very same one is not taken again.</summary>
    public Task Done(string? seal, GezhiDb db, CancellationToken ct) =>
        seal is null ? Task.CompletedTask : Once.Run(db, Taken, seal, seal, clock.UtcNow, () => Task.FromResult(true), ct);

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
