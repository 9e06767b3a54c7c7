using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Resident;

/// <summary>Shows a photo of a draft to the person who just uploaded it. 草稿照片</summary>
internal static class DraftPhotos
{
    /// <summary>Larger photos are named, not shown: sending them back would cost the person's data.</summary>
    public const long LargestShown = 1 << 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/drafts/{token}/{hash}", Show).AllowAnonymous().ExcludeFromDescription().RequireRateLimiting(ReceiptLimit.Name);

    private static async Task<IResult> Show(string token, string hash, Drafts drafts, HttpContext http, CancellationToken ct)
    {
        if (drafts.Find(token, hash) is not { } path || new FileInfo(path).Length > LargestShown)
            throw new NotFound("draft");
        var bytes = await File.ReadAllBytesAsync(path, ct);
        if (FileSniffer.Look(bytes) is not { Kind: FileKind.Photo } photo)
            throw new NotFound("draft");
        http.NotForOthers();
        return TypedResults.Bytes(bytes, photo.MediaType);
    }
}
