using System.Globalization;
using System.Text.Json;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.HandOver;

/// <summary>Puts a place on the register, or writes down its hand-over; from the day on the proposal names the new unit. 登记移交</summary>
public sealed class SavePlace(CaseDesk desk, DraftDesk drafts, UnitDirectory units, RuleShelves shelves)
{
    /// <param name="AreaPrefix">Area code; null when a circle or an outline says where.</param>
    /// <param name="Lon">Centre of a circle, WGS-84 degrees.</param>
    /// <param name="Lat">Centre of a circle, WGS-84 degrees.</param>
    /// <param name="Outline">"lon,lat lon,lat …", WGS-84, at least three points.</param>
    /// <param name="CategoryPrefixes">Beginnings of category keys, separated by commas.</param>
    /// <param name="BuiltOn">Null while under construction.</param>
    /// <param name="KeeperUnitCode">Who answers until the hand-over; null: nobody.</param>
    /// <param name="ToUnitCode">Who takes it over; together with the day.</param>
    /// <param name="IsRemoved">Takes it off the register.</param>
    /// <param name="Version">The version the person saw; needed for a change, null for a new place.</param>
    public sealed record Command(
        [property: Needed, Longest(PlaceInBetween.LongestName)] string Name,
        PlaceSort Sort,
        [property: Needed, Longest(1000)] string CategoryPrefixes,
        [property: Longest(17)] string? AreaPrefix = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        [property: Between(1, 5000)] int? RadiusMetres = null,
        [property: Longest(10_000)] string? Outline = null,
        DateOnly? BuiltOn = null,
        [property: Longest(40)] string? KeeperUnitCode = null,
        [property: Longest(40)] string? ToUnitCode = null,
        DateOnly? HandedOverOn = null,
        [property: Longest(PlaceInBetween.LongestNote)] string? Note = null,
        bool IsRemoved = false,
        int? Version = null
    );

    /// <param name="State">As of today.</param>
    public sealed record Answer(Guid Id, HandOverState State, int Version);

    public static void Map(IEndpointRouteBuilder places)
    {
        places
            .MapPost("", (Command command, SavePlace feature, Actor actor, CancellationToken ct) => feature.Run(null, command, actor, ct))
            .WithSummary("登记在建与未移交地物 · Register a place in between");
        places
            .MapPut(
                "/{placeId:guid}",
                (Guid placeId, Command command, SavePlace feature, Actor actor, CancellationToken ct) =>
                    feature.Run(placeId, command, actor, ct)
            )
            .WithSummary("修改或移交 · Change or hand over a place");
    }

    /// <param name="placeId">Null registers a new place.</param>
    /// <exception cref="InvalidInput">
    /// <c>place.where</c>, <c>place.wide</c>, <c>place.ring</c>, <c>place.date</c>, <c>place.past</c>, <c>category.prefix</c>, <c>unit.unknown</c>,
    /// <c>area.prefix</c>.
    /// </exception>
    /// <exception cref="Forbidden">The person keeps no rules where the place lies, or where it would lie.</exception>
    public async Task<Answer> Run(Guid? placeId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        MayKeep(command.AreaPrefix, actor);
        var (now, db) = (desk.Now, desk.Db);
        PlaceInBetween? place;
        if (placeId is { } id)
        {
            place = await db.Set<PlaceInBetween>().FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFound("place");
            MayKeep(place.AreaPrefix, actor);
            if ((command.Version ?? throw new InvalidInput(nameof(command.Version), "input.required")) != place.Version)
                throw new StaleVersion(place.Version);
        }
        else
            db.Add(place = new PlaceInBetween { DistrictId = db.DistrictId, Id = Ids.New(now) });
        var before = placeId is null ? null : PlaceWords.Of(place);
        await Fill(place, command, ct);
        place.ChangedAt = now;
        db.Audit(actor, "place.saved", place.Id, PlaceWords.Change(before, PlaceWords.Of(place)), now);
        await db.Save(ct);
        shelves.Forget(db.DistrictId);
        return new Answer(place.Id, place.StateOn(desk.Calendar.LocalDay(now)), place.Version);
    }

    /// <summary>Where no area is said the place may lie anywhere in the district.</summary>
    private void MayKeep(string? areaPrefix, Actor actor) =>
        actor.Require(Permission.KeepRules, areaPrefix is { Length: > 0 } area ? area.Trim() : drafts.District);

    private async Task Fill(PlaceInBetween place, Command command, CancellationToken ct)
    {
        Where(place, command);
        if (!command.IsRemoved && new PlaceIndex.Ground(place).IsWide)
            throw new InvalidInput("AreaPrefix", "place.wide");
        (place.Name, place.Sort) = (
            PlainText.CleanLine(command.Name),
            Enum.IsDefined(command.Sort) ? command.Sort : throw new InvalidInput("Sort", "input.invalid")
        );
        place.CategoryPrefixes = await Categories(command.CategoryPrefixes, ct);
        if (command.ToUnitCode is { Length: > 0 } != command.HandedOverOn is not null)
            throw new InvalidInput("HandedOverOn", "place.date");
        var isNew = command.HandedOverOn != place.HandedOverOn || command.ToUnitCode != place.ToUnitCode;
        if (isNew && command.HandedOverOn < desk.Calendar.LocalDay(desk.Now))
            throw new InvalidInput("HandedOverOn", "place.past");
        place.KeeperUnitCode = await Unit("KeeperUnitCode", command.KeeperUnitCode, ct);
        place.ToUnitCode = await Unit("ToUnitCode", command.ToUnitCode, ct);
        (place.BuiltOn, place.HandedOverOn) = (command.BuiltOn, command.HandedOverOn);
        (place.Note, place.IsRemoved) = (CaseDesk.Text(command.Note), command.IsRemoved);
    }

    /// <summary>An area, a circle or an outline: one of the three.</summary>
    private void Where(PlaceInBetween place, Command command)
    {
        var area = string.IsNullOrWhiteSpace(command.AreaPrefix) ? null : command.AreaPrefix.Trim();
        if (area is not null && (!AreaCode.TryParse(area, out var code) || code.DistrictId != desk.Db.DistrictId))
            throw new InvalidInput("AreaPrefix", "area.prefix");
        var ring = string.IsNullOrWhiteSpace(command.Outline) ? null : Ring(command.Outline);
        var isCircle = command is { Lon: not null, Lat: not null, RadiusMetres: not null };
        if (ring is null && area is null && !isCircle)
            throw new InvalidInput("AreaPrefix", "place.where");
        (place.AreaPrefix, place.Ring) = (area, ring);
        (place.Lon, place.Lat, place.RadiusMetres) =
            ring is null && isCircle ? (command.Lon, command.Lat, command.RadiusMetres) : (null, null, null);
    }

    internal static string Ring(string outline)
    {
        var corners = new List<double[]>();
        foreach (
            var pair in outline.Split(
                [' ', '\n', '\r', ';', '；', '\t'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            var parts = pair.Split([',', '，'], StringSplitOptions.TrimEntries);
            if (
                parts.Length != 2
                || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var lon)
                || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat)
                || !(Math.Abs(lon) <= 180 && Math.Abs(lat) <= 90)
            )
                throw new InvalidInput("Outline", "place.ring");
            corners.Add([lon, lat]);
        }
        return corners.Count is >= 3 and <= 400 ? JsonSerializer.Serialize(corners) : throw new InvalidInput("Outline", "place.ring");
    }

    private async Task<string> Categories(string prefixes, CancellationToken ct)
    {
        var all = (await desk.Catalogue(ct)).Categories;
        var wanted = DraftDesk.Split(prefixes).Distinct(StringComparer.Ordinal).ToList();
        return wanted.Count > 0 && wanted.TrueForAll(w => all.Any(c => c.Key.StartsWith(w, StringComparison.Ordinal)))
            ? string.Join(',', wanted)
            : throw new InvalidInput("CategoryPrefixes", "category.prefix");
    }

    private async Task<string?> Unit(string field, string? code, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(code) ? null
        : await units.Find(code, ct) is { IsActive: true } unit ? unit.Code
        : throw new InvalidInput(field, "unit.unknown");
}
