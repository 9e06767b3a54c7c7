using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Platform.Ui;

/// <summary>How a person wants the pages to look; kept in cookies, so that it works without an account and without script. 显示偏好</summary>
/// <param name="Elder">Large type, large targets, darker ink. 长辈版</param>
/// <param name="Theme">"light", "dark", or null to follow the device.</param>
public sealed record Preferences(bool Elder, string? Theme)
{
    private const string ElderCookie = "gz-elder",
        ThemeCookie = "gz-theme";

    /// <summary>Reads the choices of this request.</summary>
    public static Preferences Of(HttpContext? context) =>
        new(
            context?.Request.Cookies[ElderCookie] == "1",
            context?.Request.Cookies[ThemeCookie] is "light" or "dark" ? context.Request.Cookies[ThemeCookie] : null
        );

    /// <summary>The link that sets choices and comes back to this page.</summary>
    /// <param name="context">The page's request; null gives the start page.</param>
    /// <param name="choice">For example "elder=1", "theme=dark" or "lang=en".</param>
    public static string Link(HttpContext? context, string choice)
    {
        return $"/preferences?{choice}&back={Uri.EscapeDataString(Here(context))}";
    }

    /// <summary>The address the reader typed, also on an error page that another address was led to.</summary>
    private static string Here(HttpContext? context)
    {
        if (context is null)
            return "/";
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is { } sent)
            return sent.OriginalPathBase + sent.OriginalPath + sent.OriginalQueryString;
        if (context.Features.Get<IExceptionHandlerPathFeature>() is { } thrown)
            return thrown.Path;
        return context.Request.PathBase + context.Request.Path + context.Request.QueryString;
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/preferences", Set).AllowAnonymous().ExcludeFromDescription();

    private static IResult Set(HttpContext context, string? elder, string? theme, string? lang, string? back)
    {
        if (elder is "0" or "1")
            Keep(context, ElderCookie, elder);
        if (theme is "light" or "dark" or "auto")
            Keep(context, ThemeCookie, theme);
        if (lang is not null && Texts.TextServices.Cultures.Contains(lang))
            Keep(
                context,
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(lang))
            );
        return Results.LocalRedirect(IsOwnPath(back) ? back! : "/");
    }

    private static bool IsOwnPath(string? path) =>
        path is { Length: > 0 }
        && path[0] == '/'
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.StartsWith("/\\", StringComparison.Ordinal)
        && !path.Any(char.IsControl);

    private static void Keep(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(
            name,
            value,
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                Path = "/",
            }
        );
}
