using Microsoft.AspNetCore.Http;

namespace Gezhi.Identity.Sessions;

/// <summary>Where a sign-in comes from. 登录来源</summary>
/// <param name="Address">IP address, as far as the proxy in front tells it.</param>
/// <param name="Device">Browser and system in few words; not used to recognise anybody.</param>
/// <param name="Before">The session of this browser so far; it ends when another begins.</param>
internal sealed record Visitor(string Address, string Device, Ticket? Before = null)
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "微信"),
        ("Edg/", "Edge"),
        ("HuaweiBrowser", "华为浏览器"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];

    public static Visitor Of(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        string[] parts = [First(Browsers, agent), First(Systems, agent)];
        return new Visitor(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            string.Join(" · ", parts.Where(p => p != "")),
            context.Features.Get<Ticket>()
        );
    }

    private static string First((string Mark, string Name)[] names, string agent) =>
        names.FirstOrDefault(n => agent.Contains(n.Mark, StringComparison.Ordinal)).Name ?? "";
}
