using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Patrols;

/// <summary>Gives the photo of a check-in to who made it and to who supervises the plan; the preview only, without EXIF. 打卡照片</summary>
public sealed class VisitPhotos(PatrolScope scope, BlobStore blobs)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/patrols/photos/{visitId:guid}",
                (Guid visitId, VisitPhotos feature, Actor actor, HttpContext http, CancellationToken ct) =>
                    feature.Run(visitId, actor, http, ct)
            )
            .ExcludeFromDescription();

    /// <exception cref="NotFound">No such photo for this person, or its preview is not made yet.</exception>
    private async Task<IResult> Run(Guid visitId, Actor actor, HttpContext http, CancellationToken ct)
    {
        var db = scope.Db;
        var found = await (
            from visit in db.Set<PlaceVisit>().AsNoTracking()
            join place in db.Set<KeyPlace>() on visit.KeyPlaceId equals place.Id
            join plan in db.Set<PatrolPlan>() on place.PlanId equals plan.Id
            join file in db.Set<StoredFile>() on visit.PhotoHash equals file.Hash
            where visit.Id == visitId && file.Preview == PreviewState.Ready
            select new
            {
                visit.AccountId,
                plan.AreaCode,
                File = file,
            }
        ).FirstOrDefaultAsync(ct);
        if (found is null || (found.AccountId != actor.AccountId && actor.PostFor(Permission.Supervise, found.AreaCode) is null))
            throw new NotFound("photo");
        http.Response.Headers.CacheControl = "private, max-age=300";
        return Results.File(blobs.Place(found.File.DistrictId, found.File.Folder, $"{found.File.Hash}.screen.webp"), "image/webp");
    }
}
