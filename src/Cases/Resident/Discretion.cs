using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Resident;

/// <summary>Rate limit of everything that is opened by a receipt number or a draft token, by address. 查询限速</summary>
public static class ReceiptLimit
{
    public const string Name = "receipts";
}

/// <summary>Pages whose address is their key: no search engine, cache or history server keeps them. 不留痕</summary>
internal static class Discretion
{
    public static void NotForOthers(this HttpContext http)
    {
        // The form token asks for exactly this as well, and would complain about anything else.
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers.Pragma = "no-cache";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
