using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Field.Inspections;

/// <summary>Gives the preview of a photo to whoever may see its inspection. 检查照片</summary>
/// <remarks>Previews only: they are made by us and carry no place.</remarks>
public sealed class InspectionPhotos(GezhiDb db, BlobStore blobs)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/inspections/{inspectionId:guid}/photos/{hash:length(64)}/{size}",
                (
                    Guid inspectionId,
                    string hash,
                    string size,
                    InspectionPhotos feature,
                    Actor actor,
                    HttpContext http,
                    CancellationToken ct
                ) => feature.Run(inspectionId, hash, size, actor, http, ct)
            )
            .ExcludeFromDescription();

    /// <summary>Addresses for a strip of photos.</summary>
    internal static string Path(Guid inspectionId, string hash, string size) => $"/inspections/{inspectionId}/photos/{hash}/{size}";

    private async Task<IResult> Run(Guid inspectionId, string hash, string size, Actor actor, HttpContext http, CancellationToken ct)
    {
        var inspection = InspectionScope.Seen(
            await db.Set<Inspection>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == inspectionId, ct),
            actor
        );
        if (size is not ("thumb" or "screen") || !inspection.Items().Any(i => i.Photos.Contains(hash) || i.After.Contains(hash)))
            throw new NotFound("photo");
        var file = await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == hash, ct);
        if (file is not { Preview: PreviewState.Ready })
            throw new NotFound("preview");
        http.Response.Headers.CacheControl = "private, max-age=300";
        http.Response.Headers.ContentDisposition = "inline";
        return Results.File(
            blobs.Place(file.DistrictId, file.Folder, $"{file.Hash}.{size}.webp"),
            "image/webp",
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}-{size}\"")
        );
    }
}
