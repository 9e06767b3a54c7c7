using System.Net;
using System.Net.Sockets;
using Gezhi.Platform.Problems;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Notify;

/// <summary>Which addresses this server may call on behalf of others: http or https, and nothing inside our own network. 回调地址</summary>
/// <remarks>
/// <c>Callbacks:AllowPrivate</c> lets loopback and private ranges through, for a partner in the same machine room. A name may lead somewhere else tomorrow, so
/// the same rule is asked again for the address that is really dialled: use <see cref="Connect"/> in the handler of the client.
/// </remarks>
public sealed class CallbackAddress
{
    /// <summary>Longest address, characters.</summary>
    public const int Longest = 400;

    private readonly bool allowsPrivate;
    private readonly ResolveName resolve;
    private readonly DialAddresses dial;

    public CallbackAddress(IConfiguration configuration)
        : this(configuration, Dns.GetHostAddressesAsync, Dial) { }

    /// <param name="resolve">Asked once for each connection: what it answers is checked, and only that is dialled.</param>
    internal CallbackAddress(IConfiguration configuration, ResolveName resolve, DialAddresses dial)
    {
        allowsPrivate = configuration.GetValue("Callbacks:AllowPrivate", false);
        (this.resolve, this.dial) = (resolve, dial);
    }

    /// <summary>The address as it is kept; null for none.</summary>
    /// <param name="field">Field of the form, for the refusal.</param>
    /// <param name="longest">Characters.</param>
    /// <exception cref="InvalidInput"><c>callback.form</c>, <c>callback.private</c>.</exception>
    public string? Check(string field, string? typed, int longest = Longest)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var isWeb =
            Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address.UserInfo.Length == 0
            && address.Fragment.Length == 0;
        if (!isWeb || address!.AbsoluteUri.Length > longest)
            throw new InvalidInput(field, "callback.form");
        var isOurs =
            address.IdnHost is "localhost"
            || address.IdnHost.EndsWith(".localhost", StringComparison.Ordinal)
            || (IPAddress.TryParse(address.IdnHost, out var ip) && !IsPublic(ip));
        return isOurs && !allowsPrivate ? throw new InvalidInput(field, "callback.private") : address.AbsoluteUri;
    }

    /// <summary>A client that dials only what may be called, follows no redirects, keeps no cookies and uses no proxy, which would dial for us.</summary>
    /// <remarks>Long-lived; whoever asks for it disposes of it.</remarks>
    public HttpClient Client(TimeSpan timeout) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = Connect,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                AllowAutoRedirect = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                UseCookies = false,
                UseProxy = false,
            }
        )
        {
            Timeout = timeout,
            MaxResponseContentBufferSize = 64 * 1024,
        };

    /// <summary>Dials the first address of the name that may be called. For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <remarks>The name is asked once: an answer that changes between the check and the dialling (DNS rebinding) never comes into play.</remarks>
    /// <exception cref="HttpRequestException">The name leads nowhere, or only into our own network.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await resolve(context.DnsEndPoint.Host, ct);
        var allowed = addresses.Where(a => allowsPrivate || IsPublic(a)).ToArray();
        if (allowed.Length == 0)
            throw new HttpRequestException("the callback's name leads to no address that may be called");
        return await dial(allowed, context.DnsEndPoint.Port, ct);
    }

    private static async ValueTask<Stream> Dial(IPAddress[] allowed, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether an address belongs to the public internet: not loopback, private, link-local, shared, multicast or documentation ranges (RFC 6890).</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return IsPublic(address.MapToIPv4());
        var b = address.GetAddressBytes();
        if (b.Length == 4)
            return !(
                b[0] is 0 or 10 or 127 or >= 224
                || (b[0] == 100 && b[1] is >= 64 and < 128)
                || (b[0] == 169 && b[1] == 254)
                || (b[0] == 172 && b[1] is >= 16 and < 32)
                || (b[0] == 192 && b[1] == 168)
                || (b[0] == 192 && b[1] == 0 && b[2] is 0 or 2)
                || (b[0] == 192 && b[1] == 88 && b[2] == 99)
                || (b[0] == 198 && b[1] is 18 or 19)
                || (b[0] == 198 && b[1] == 51 && b[2] == 100)
                || (b[0] == 203 && b[1] == 0 && b[2] == 113)
            );
        var isGlobal = (b[0] & 0xE0) == 0x20;
        var isSpecial = b[0] == 0x20 && b[1] == 0x01 && (b[2] < 2 || (b[2] == 0x0D && b[3] == 0xB8)); // 2001::/23 with Teredo, and documentation
        return isGlobal && !isSpecial && !(b[0] == 0x20 && b[1] == 0x02) && !(b[0] == 0x3F && b[1] == 0xFF && b[2] < 0x10);
    }
}

/// <summary>The addresses of a name. 解析域名</summary>
internal delegate Task<IPAddress[]> ResolveName(string host, CancellationToken ct);

/// <summary>Opens a connection to one of these addresses and to no other. 建立连接</summary>
internal delegate ValueTask<Stream> DialAddresses(IPAddress[] allowed, int port, CancellationToken ct);
