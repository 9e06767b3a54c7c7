using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Open311.Wire;

/// <summary>Under which address the interface tells clients to come back. 对外地址</summary>
/// <remarks>
/// <c>Open311:PublicUrl</c> when it is set. Else the host that was asked, but only one of <c>AllowedHosts</c>, this computer by name, or the address the
/// request came in by: a host that a stranger made up is repeated to nobody, and no cache keeps it.
/// </remarks>
internal static class PublicAddress
{
    /// <returns>Without a slash at its end.</returns>
    public static string Of(HttpRequest request, IConfiguration configuration)
    {
        if (configuration["Open311:PublicUrl"] is { Length: > 0 } set)
            return set.TrimEnd('/');
        var host = IsOurs(request, configuration["AllowedHosts"]) ? request.Host : Here(request.HttpContext.Connection);
        return $"{request.Scheme}://{host}{request.PathBase}";
    }

    private static bool IsOurs(HttpRequest request, string? allowed)
    {
        var host = request.Host.Host;
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return IPAddress.IsLoopback(address)
                || Plain(request.HttpContext.Connection.LocalIpAddress) is { } local && local.Equals(Plain(address));
        return (allowed ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Any(name =>
                name.StartsWith("*.", StringComparison.Ordinal)
                    ? host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)
                    : string.Equals(host, name, StringComparison.OrdinalIgnoreCase)
            );
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static HostString Here(ConnectionInfo connection) =>
        Plain(connection.LocalIpAddress) is { } address
            ? new HostString(
                address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString(),
                connection.LocalPort
            )
            : new HostString("localhost");
}
