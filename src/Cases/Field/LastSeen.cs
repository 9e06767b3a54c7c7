using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Field;

/// <summary>When this device last showed the messages: a cookie is enough, nobody else needs to know. 已读时间</summary>
public static class LastSeen
{
    private const string Cookie = "gz-messages";

    /// <summary>UTC; null when never.</summary>
    public static DateTime? Of(HttpContext? http) =>
        long.TryParse(http?.Request.Cookies[Cookie], NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253402300799999
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime
            : null;

    internal static void Keep(HttpContext? http, DateTime now) =>
        http?.Response.Cookies.Append(
            Cookie,
            new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(30),
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                IsEssential = true,
                Path = "/",
            }
        );
}
