using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>A push service on a loopback port with one browser behind it, which checks the sender's signature and reads what comes.</summary>
internal sealed class PushService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ECDiffieHellman browser = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(16);
    private readonly string path = "/push/" + RandomNumberGenerator.GetHexString(32, lowercase: true);

    private PushService(WebApplication app) => this.app = app;

    /// <param name="Headers">Names in lower case.</param>
    public sealed record Call(IReadOnlyDictionary<string, string> Headers, JsonNode Claims, string Key, string Text)
    {
        public JsonNode Said => JsonNode.Parse(Text)!;
    }

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Status of the next answers.</summary>
    public int Status { get; set; } = 201;

    public string Origin => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>What the browser hands in.</summary>
    public object Subscription =>
        new
        {
            endpoint = Origin + path,
            p256dh = Base64Url.EncodeToString(Point),
            auth = Base64Url.EncodeToString(secret),
        };

    private byte[] Point
    {
        get
        {
            var q = browser.ExportParameters(false).Q;
            return [4, .. q.X!, .. q.Y!];
        }
    }

    public static async Task<PushService> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var service = new PushService(builder.Build());
        service.app.Run(service.Take);
        await service.app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        browser.Dispose();
    }

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString());
        var (claims, key) = Sender(headers["authorization"]);
        if (http.Request.Path != path || headers["content-encoding"] != "aes128gcm" || claims is null)
        {
            http.Response.StatusCode = 400;
            return;
        }
        Calls.Enqueue(new Call(headers, claims, key, Encoding.UTF8.GetString(Read(body.ToArray()))));
        http.Response.StatusCode = Status;
    }

    /// <summary>RFC 8292, 3: the token and the key with which it was signed; null when the signature is wrong.</summary>
    private static (JsonNode? Claims, string Key) Sender(string authorization)
    {
        var parts = authorization["vapid ".Length..].Split(", ").ToDictionary(p => p[..1], p => p[2..]);
        var point = Base64Url.DecodeFromChars(parts["k"]);
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );
        var token = parts["t"].Split('.');
        var isRight = key.VerifyData(
            Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"),
            Base64Url.DecodeFromChars(token[2]),
            HashAlgorithmName.SHA256
        );
        return (isRight ? JsonNode.Parse(Base64Url.DecodeFromChars(token[1])) : null, parts["k"]);
    }

    /// <summary>RFC 8291, 4 and RFC 8188, 2, written from the other side.</summary>
    private byte[] Read(byte[] body)
    {
        var (salt, point, record) = (body[..16], body[21..86], body[86..]);
        using var sender = ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..] },
            }
        );
        var mixed = HMACSHA256.HashData(secret, (byte[])browser.DeriveRawSecretAgreement(sender.PublicKey));
        var input = HMACSHA256.HashData(mixed, (byte[])[.. "WebPush: info\0"u8, .. Point, .. point, 1]);
        var pseudo = HMACSHA256.HashData(salt, input);
        var key = HMACSHA256.HashData(pseudo, (byte[])[.. "Content-Encoding: aes128gcm\0"u8, 1])[..16];
        var nonce = HMACSHA256.HashData(pseudo, (byte[])[.. "Content-Encoding: nonce\0"u8, 1])[..12];
        var plain = new byte[record.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, record.AsSpan(..^16), record.AsSpan(^16..), plain);
        return plain[^1] == 2 ? plain[..^1] : throw new CryptographicException("not the last record");
    }
}
