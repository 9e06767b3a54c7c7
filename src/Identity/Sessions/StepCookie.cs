using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gezhi.Identity.Sessions;

/// <summary>Keeps the token of the second step in the browser, out of addresses and pages. 第二步 Cookie</summary>
internal static class StepCookie
{
    public static void Write(HttpContext http, string step) => http.Response.Cookies.Append(Name(http), step, Options(http));

    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)];

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http));

    private static bool IsOpen(HttpContext http) => http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();

    private static string Name(HttpContext http) => IsOpen(http) ? "gezhi-step" : "__Host-gezhi-step";

    private static CookieOptions Options(HttpContext http) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax, // the way back from the government's provider begins on another site
            Secure = !IsOpen(http) || http.Request.IsHttps,
            Path = "/",
            MaxAge = ShortToken.Life,
        };
}
