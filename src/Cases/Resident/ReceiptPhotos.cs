using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Cases.Resident;

/// <summary>The reporter's own photos, as stripped previews only: never the original, never anybody else's. 回执照片</summary>
internal static class ReceiptPhotos
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/receipt/{receiptNo}/photos/{hash}", Show)
            .AllowAnonymous()
            .ExcludeFromDescription()
            .RequireRateLimiting(ReceiptLimit.Name);

    private static async Task<IResult> Show(
        string receiptNo,
        string hash,
        string? size,
        GezhiDb db,
        BlobStore blobs,
        HttpContext http,
        CancellationToken ct
    )
    {
        var no = ReceiptNo.TryParse(receiptNo, out var parsed) ? parsed.Value : throw new NotFound("receipt");
        var file =
            await db
                .Reports.Where(r => r.ReceiptNo == no)
                .Join(db.Evidence.Where(e => e.FileHash == hash), r => r.Id, e => e.ReportId, (r, e) => e.FileHash)
                .Join(db.Set<StoredFile>(), h => h, f => f.Hash, (h, f) => f)
                .AsNoTracking()
                .FirstOrDefaultAsync(ct)
            ?? throw new NotFound("photo");
        http.NotForOthers();
        var path = blobs.Place(file.DistrictId, file.Folder, file.Hash + (size == "screen" ? ".screen.webp" : ".thumb.webp"));
        if (file is not { Kind: FileKind.Photo, Preview: PreviewState.Ready } || !File.Exists(path))
            throw new NotFound("photo");
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.PhysicalFile(path, "image/webp", entityTag: new EntityTagHeaderValue($"\"{file.Hash[..16]}\""));
    }
}
