using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Staffing;

/// <summary>Opens the phone of somebody on a seat for a stated purpose; every opening is on the audit trail. 查看席位电话</summary>
public sealed class OpenSeatPhone(GezhiDb db, FieldCipher cipher, TimeProvider clock)
{
    /// <summary>How long an opened phone may stay on a screen.</summary>
    public const int ShownSeconds = 60;

    /// <param name="Purpose">Why it is needed; kept on the trail.</param>
    public sealed record Command([property: Needed, Longest(100)] string Purpose);

    /// <param name="UntilAt">UTC; the screen must hide it then.</param>
    public sealed record Opened(Guid SeatId, string Phone, DateTime UntilAt);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/api/seats/{seatId:guid}/phone",
                async (Guid seatId, Command command, OpenSeatPhone feature, Actor actor, HttpResponse response, CancellationToken ct) =>
                {
                    response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Run(seatId, command, actor, ct));
                }
            )
            .WithTags("Grids 网格")
            .WithSummary("查看席位电话 · Open the phone of a seat, with a purpose")
            .RequirePermission(Permission.SeeStaffing);

    /// <exception cref="NotFound">No such seat, out of reach, or no phone is kept.</exception>
    public async Task<Opened> Run(Guid seatId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var seat = await db.Seats.AsNoTracking().FirstOrDefaultAsync(s => s.Id == seatId, ct) ?? throw new NotFound("seat");
        if (actor.PostFor(Permission.SeeStaffing, seat.AreaCode) is null || seat.PhoneSealed is null)
            throw new NotFound("seat");
        var now = clock.UtcNow;
        db.Audit(actor, "seat.phone-opened", seatId, PlainText.CleanLine(command.Purpose), now);
        await db.Save(ct);
        return new Opened(seatId, cipher.Open(seat.DistrictId, Seat.PhoneField, seat.PhoneSealed)!, now.AddSeconds(ShownSeconds));
    }
}
