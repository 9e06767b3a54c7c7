using Gezhi.Grids.Contract;
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

/// <summary>Fills a seat of the staffing or corrects who sits on it. 登记席位</summary>
public sealed class KeepSeat(GezhiDb db, StaffAreas areas, FieldCipher cipher, TimeProvider clock)
{
    /// <param name="Name">For colleagues.</param>
    /// <param name="Title">For the public; names no person.</param>
    /// <param name="Phone">The person's own; null leaves what is kept of the same person.</param>
    /// <param name="PublicPhone">Of the office; null for none.</param>
    /// <param name="Hours">Reception hours; null for none.</param>
    /// <param name="ValidFrom">First local day; null: today.</param>
    /// <param name="LastDay">Last local day; null: until further notice.</param>
    /// <param name="SeatId">The seat to be corrected, or, with another name, to be followed by a new one; null fills a new one.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed] StaffKind? Kind,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Needed, Longest(20)] string Name,
        [property: Needed, Longest(30)] string Title,
        [property: Longest(20)] string? Phone = null,
        [property: Longest(30)] string? PublicPhone = null,
        [property: Longest(100)] string? Hours = null,
        DateOnly? ValidFrom = null,
        DateOnly? LastDay = null,
        Guid? SeatId = null,
        int? Version = null
    );

    /// <param name="On">First local day on which it is empty; null or past: today.</param>
    public sealed record Leave(DateOnly? On = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var seats = routes.MapGroup("/api/seats").WithTags("Grids 网格").RequirePermission(Permission.KeepStaffing);
        seats
            .MapPost(
                "",
                async (Command command, KeepSeat feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Run(command, actor, ct)))
            )
            .WithSummary("登记席位 · Enter a seat");
        seats
            .MapPost(
                "/{seatId:guid}/end",
                async (Guid seatId, Leave command, KeepSeat feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.End(seatId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("结束席位 · End a seat");
    }

    /// <exception cref="Forbidden">No post that keeps the staffing reaches the area.</exception>
    /// <exception cref="RuleViolation"><c>seat.is-post</c>: the kind carries rights and is given as a post.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = await Area(command, actor, ct);
        var now = clock.UtcNow;
        var seat = command.SeatId is { } id ? await Find(id, command.Version, actor, ct) : null;
        if (seat is { } held && held.Name != PlainText.CleanLine(command.Name))
            (seat, command) = Followed(held, command);
        if (seat is null)
            db.Add(
                seat = new Seat
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Kind = command.Kind!.Value,
                    AreaCode = area,
                }
            );
        Write(seat, command);
        db.Audit(actor, "seat.kept", seat.Id, $"{seat.Kind} {seat.AreaCode} {seat.ValidFrom:O}", now);
        await db.Save(ct);
        return seat.Id;
    }

    /// <summary>Empties a seat, today or on a later day.</summary>
    public async Task End(Guid seatId, Leave command, Actor actor, CancellationToken ct)
    {
        var seat = await Find(seatId, null, actor, ct);
        var on = command.On is { Year: <= 2100 } asked && asked > areas.Today ? asked : areas.Today;
        seat.ValidTo = on > seat.ValidFrom ? on : seat.ValidFrom;
        db.Audit(actor, "seat.ended", seat.Id, $"{seat.Kind} {seat.AreaCode} {seat.ValidTo:O}", clock.UtcNow);
        await db.Save(ct);
    }

    /// <summary>Another person: who sat there stays on the record with their days; their phone goes to nobody else.</summary>
    /// <returns>The seat to be written, null for a new one. One that has not begun yet was a slip of the pen and is written over.</returns>
    private (Seat? Seat, Command Command) Followed(Seat seat, Command command)
    {
        var on = command.ValidFrom is { } asked && asked > seat.ValidFrom ? asked : areas.Today;
        if (on <= seat.ValidFrom)
        {
            seat.PhoneSealed = null;
            return (seat, command);
        }
        if (seat.ValidTo is null || seat.ValidTo > on)
            seat.ValidTo = on;
        return (null, command with { ValidFrom = on, Kind = seat.Kind, AreaCode = seat.AreaCode });
    }

    private void Write(Seat seat, Command command)
    {
        if (command.ValidFrom is { Year: < 1990 or > 2100 })
            throw new InvalidInput(nameof(Command.ValidFrom), "input.out-of-range");
        if (command.LastDay is { Year: < 1990 or > 2100 })
            throw new InvalidInput(nameof(Command.LastDay), "input.out-of-range");
        (seat.Name, seat.Title) = (PlainText.CleanLine(command.Name), PlainText.CleanLine(command.Title));
        if (seat.Title.Contains(seat.Name, StringComparison.OrdinalIgnoreCase))
            throw new InvalidInput(nameof(Command.Title), "seat.title-names-person");
        seat.PhoneSealed = Phone(command.Phone) is { } phone ? cipher.Seal(db.DistrictId, Seat.PhoneField, phone) : seat.PhoneSealed;
        (seat.PublicPhone, seat.Hours) = (Line(command.PublicPhone), Line(command.Hours));
        seat.ValidFrom = command.ValidFrom ?? (seat.ValidFrom == default ? areas.Today : seat.ValidFrom);
        seat.ValidTo = command.LastDay?.AddDays(1);
        if (seat.ValidTo <= seat.ValidFrom)
            throw new InvalidInput(nameof(Command.LastDay), "seat.days");
    }

    private async Task<string> Area(Command command, Actor actor, CancellationToken ct)
    {
        if (!command.Kind!.Value.IsSeat())
            throw new RuleViolation("seat.is-post");
        if (!AreaCode.TryParse(command.AreaCode, out var area) || area.DistrictId != actor.DistrictId || !await areas.Stands(area, ct))
            throw new InvalidInput(nameof(command.AreaCode), "seat.no-area");
        actor.Require(Permission.KeepStaffing, area.Value);
        return area.Value;
    }

    private async Task<Seat> Find(Guid seatId, int? version, Actor actor, CancellationToken ct)
    {
        var seat = await db.Seats.FirstOrDefaultAsync(s => s.Id == seatId, ct) ?? throw new NotFound("seat");
        if (actor.PostFor(Permission.KeepStaffing, seat.AreaCode) is null)
            throw new NotFound("seat");
        return version is null || version == seat.Version ? seat : throw new StaleVersion(seat.Version);
    }

    private static string? Phone(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : Platform.Text.Phone.TryParse(typed, out var phone) && phone.ReachesPerson ? phone.Value
        : throw new InvalidInput(nameof(Command.Phone), "seat.phone");

    private static string? Line(string? typed) => PlainText.CleanLine(typed) is { Length: > 0 } line ? line : null;
}
