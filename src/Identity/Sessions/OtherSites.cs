using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Identity.Sessions;

/// <summary>A page of another site cannot act with the session of this one. 跨站请求</summary>
/// <remarks>
/// Every browser since 2023 says where a request comes from (Sec-Fetch-Site, W3C Fetch Metadata); programs and older browsers say nothing and
/// are held by SameSite=Lax, the antiforgery token of forms and JSON bodies. Neighbours below the same registered domain count as others.
/// </remarks>
internal static class OtherSites
{
    /// <summary>Goes on, or answers 403 <c>actor.other-site</c>. After the session is known.</summary>
    public static Task Refuse(HttpContext context, RequestDelegate next) =>
        Changes(context.Request) && context.Features.Get<Ticket>() is not null && ComesFromAnother(context.Request)
            ? context
                .RequestServices.GetRequiredService<ProblemMapper>()
                .Refuse(context, StatusCodes.Status403Forbidden, "actor.other-site")
            : next(context);

    private static bool Changes(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    private static bool ComesFromAnother(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
