using Gezhi.Grids.Contract;
using Gezhi.Grids.Staffing;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Charter;

/// <summary>Writes a coordination scheme with its seats, or ends it. 设定协同方案</summary>
public sealed class SaveScheme(GezhiDb db, StaffAreas areas, TimeProvider clock, ReadUnitNames? readUnits = null)
{
    /// <summary>Most seats of one scheme.</summary>
    public const int MostSeats = 40;

    /// <param name="UnitCode">A unit, with <c>{street}</c> and <c>{community}</c> for the place; null when a role sits here.</param>
    /// <param name="Role">Null when a unit sits here.</param>
    public sealed record SeatLine(
        [property: Needed, Longest(30)] string NameZh,
        [property: Longest(60)] string? NameEn,
        [property: Longest(60)] string? UnitCode,
        Role? Role,
        [property: Needed] bool? IsStanding
    );

    /// <param name="SchemeId">The scheme that this one follows: it ends today; null for a new one.</param>
    /// <param name="Version">Version of the scheme that is followed, as the person saw it; null: whatever stands.</param>
    public sealed record Command(
        [property: Needed, Longest(15)] string AreaCode,
        [property: Needed, Longest(30)] string NameZh,
        [property: Longest(60)] string? NameEn,
        IReadOnlyList<SeatLine>? Seats,
        Guid? SchemeId = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        var schemes = routes.MapGroup("/api/coordination").WithTags("Grids 网格");
        schemes
            .MapPost(
                "",
                async (Command command, SaveScheme feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Run(command, actor, ct)))
            )
            .WithSummary("保存协同方案 · Save a coordination scheme")
            .RequirePermission(Permission.KeepStaffing);
        schemes
            .MapGet("", Seats)
            .WithSummary("协同席位 · Seats of the scheme that holds at a place")
            .RequirePermission(Permission.SeeStaffing, Permission.SeeCases);
    }

    /// <exception cref="Forbidden">No post that keeps the staffing reaches the area.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        var area = await Checked(command, actor, ct);
        var now = clock.UtcNow;
        if (command.SchemeId is { } old)
            await Stop(old, command.Version, actor, ct);
        var scheme = new CoordinationScheme
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AreaCode = area,
            NameZh = PlainText.CleanLine(command.NameZh),
            NameEn = PlainText.CleanLine(command.NameEn),
            ValidFrom = areas.Today,
        };
        db.Add(scheme);
        db.AddRange(command.Seats!.Select((seat, i) => Row(scheme, i + 1, seat)));
        db.Audit(actor, "scheme.saved", scheme.Id, $"{scheme.AreaCode} {scheme.NameZh}", now);
        await db.Save(ct);
        return scheme.Id;
    }

    /// <summary>The scheme holds no longer.</summary>
    /// <exception cref="StaleVersion">Somebody else ended or followed it meanwhile.</exception>
    public async Task End(Guid schemeId, int? version, Actor actor, CancellationToken ct)
    {
        await Stop(schemeId, version, actor, ct);
        await db.Save(ct);
    }

    private static async Task<IResult> Seats(string? area, CoordinationSchemes schemes, Actor actor, CancellationToken ct) =>
        AreaCode.TryParse(area, out var code) && code.DistrictId == actor.DistrictId
            ? Results.Ok(await schemes.SeatsFor(code.Value, ct))
            : throw new NotFound("area");

    private async Task<string> Checked(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Seats is not { Count: > 0 and <= MostSeats })
            throw new InvalidInput(nameof(command.Seats), "scheme.seats");
        foreach (var seat in command.Seats)
        {
            if (seat is null)
                throw new InvalidInput(nameof(command.Seats), "scheme.seats");
            Input.Check(seat);
            if (seat.UnitCode is null == seat.Role is null)
                throw new InvalidInput(nameof(command.Seats), "scheme.unit-or-role");
        }
        await CheckUnits(command.Seats, ct);
        if (!AreaCode.TryParse(command.AreaCode, out var area) || area.DistrictId != actor.DistrictId || !await areas.Stands(area, ct))
            throw new InvalidInput(nameof(command.AreaCode), "seat.no-area");
        actor.Require(Permission.KeepStaffing, area.Value);
        return area.Value;
    }

    /// <summary>A code with a place in it is known when some unit fits the pattern.</summary>
    private async Task CheckUnits(IReadOnlyList<SeatLine> seats, CancellationToken ct)
    {
        if (readUnits is null)
            return;
        var known = (await readUnits(ct)).Select(u => u.Code).ToList();
        foreach (var code in seats.Select(s => s.UnitCode).OfType<string>())
            if (!known.Exists(k => Fits(k, code)))
                throw new RuleViolation("scheme.no-unit", code);
    }

    internal static bool Fits(string unit, string pattern)
    {
        var hole = pattern.IndexOf('{', StringComparison.Ordinal);
        return hole < 0 ? unit == pattern : unit.StartsWith(pattern[..hole], StringComparison.Ordinal) && unit.Length > hole;
    }

    private async Task Stop(Guid schemeId, int? version, Actor actor, CancellationToken ct)
    {
        var scheme = await db.CoordinationSchemeRows.FirstOrDefaultAsync(s => s.Id == schemeId, ct) ?? throw new NotFound("scheme");
        if (actor.PostFor(Permission.KeepStaffing, scheme.AreaCode) is null)
            throw new NotFound("scheme");
        if (version is { } seen && seen != scheme.Version)
            throw new StaleVersion(scheme.Version);
        scheme.ValidTo ??= areas.Today > scheme.ValidFrom ? areas.Today : scheme.ValidFrom;
        db.Audit(actor, "scheme.ended", scheme.Id, scheme.AreaCode, clock.UtcNow);
    }

    private static CoordinationSeatRow Row(CoordinationScheme scheme, int no, SeatLine seat) =>
        new()
        {
            DistrictId = scheme.DistrictId,
            SchemeId = scheme.Id,
            No = no,
            NameZh = PlainText.CleanLine(seat.NameZh),
            NameEn = PlainText.CleanLine(seat.NameEn),
            UnitCode = seat.UnitCode,
            Role = seat.Role,
            IsStanding = seat.IsStanding!.Value,
        };
}
