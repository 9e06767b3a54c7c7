using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Mornings;

/// <summary>A worker was at a place of this morning and found nothing; what is found is reported as anything found on patrol. 看过没有</summary>
public sealed class LookAtMorning(GezhiDb db, NoteGroundLook onGround, DrawMornings mornings)
{
    /// <param name="Lon">WGS-84 degrees, of the device.</param>
    /// <param name="Lat">WGS-84 degrees, of the device.</param>
    /// <param name="AccuracyMetres">As the device said; null when it did not.</param>
    public sealed record Command(
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        [property: Between(0, 100_000)] double? AccuracyMetres = null
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/{gridCode}/{no:int}/look",
                async (string gridCode, int no, Command command, LookAtMorning feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(gridCode, no, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("看过没有 · Looked at a place of this morning, found nothing");
        api.MapDelete(
                "/{gridCode}/{no:int}/look",
                async (string gridCode, int no, LookAtMorning feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.TakeBack(gridCode, no, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("撤回看过 · Take a look of today back");
    }

    /// <summary>Said twice, it is said once.</summary>
    /// <exception cref="NotFound">No such place this morning, or not on the worker's ground.</exception>
    /// <exception cref="RuleViolation"><c>patrol.off-duty</c>, <c>patrol.no-place</c>, <c>patrol.too-far</c>.</exception>
    public async Task Run(string gridCode, int no, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var place = await Own(gridCode, no, actor, ct);
        LonLat? here = command is { Lon: { } lon, Lat: { } lat } ? new LonLat(lon, lat) : null;
        await onGround(place.At, here, command.AccuracyMetres, actor, ct);
        if (await Find(gridCode, no).AnyAsync(ct))
        {
            await db.Save(ct);
            return;
        }
        db.Add(
            new MorningLook
            {
                DistrictId = db.DistrictId,
                DrawnOn = mornings.Today,
                AreaCode = gridCode,
                No = no,
                Lon = place.Lon,
                Lat = place.Lat,
            }
        );
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            db.Forget(); // a colleague said so at the same moment
        }
    }

    /// <summary>A slip of the finger; today only.</summary>
    /// <exception cref="NotFound">No such place this morning, or not on the worker's ground.</exception>
    public async Task TakeBack(string gridCode, int no, Actor actor, CancellationToken ct)
    {
        await Own(gridCode, no, actor, ct);
        if (await Find(gridCode, no).FirstOrDefaultAsync(ct) is not { } look)
            return;
        db.Remove(look);
        await db.Save(ct);
    }

    private IQueryable<MorningLook> Find(string gridCode, int no)
    {
        var today = mornings.Today;
        return db.Set<MorningLook>().Where(l => l.DrawnOn == today && l.AreaCode == gridCode && l.No == no);
    }

    private async Task<DrawnPlace> Own(string gridCode, int no, Actor actor, CancellationToken ct)
    {
        var today = mornings.Today;
        var morning = await db.Set<Morning>().AsNoTracking().FirstOrDefaultAsync(m => m.DrawnOn == today && m.AreaCode == gridCode, ct);
        return
            morning?.Read().Places.FirstOrDefault(p => p.No == no) is { } place
            && WidestAreas
                .Of(actor.Posts.Where(p => p.Role == Role.GridWorker))
                .Any(a => place.AreaCode.StartsWith(a, StringComparison.Ordinal))
            ? place
            : throw new NotFound("morning place");
    }
}
