using Gezhi.Platform.Data;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Contract;

/// <summary>What other modules ask of the registry: households and places of an area by the fewest fields. 台账名册</summary>
/// <remarks>It does not ask who reads: the caller limits the area to the post it works for. Nothing of a person is in it.</remarks>
public sealed class RegistryBook(GezhiDb db)
{
    /// <summary>Most rows of one page.</summary>
    public const int MostRows = 500;

    /// <summary>Short doors (3-2-501) of the dwellings in force of a compound, in order of building, unit and room: for a roll of owners. 小区房号</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    public async Task<IReadOnlyList<string>> Doors(string areaCode, string compound, int most, CancellationToken ct)
    {
        var last = RegistryScope.LastIn(areaCode);
        var doors = await db.Set<Dwelling>()
            .Where(d => d.AreaCode.CompareTo(areaCode) >= 0 && d.AreaCode.CompareTo(last) <= 0 && d.ValidTo == null)
            .Join(
                db.Set<Building>().Where(b => b.Compound == compound),
                d => d.BuildingId,
                b => b.Id,
                (d, b) =>
                    new
                    {
                        b.BuildingNo,
                        d.Unit,
                        d.Room,
                        d.Id,
                    }
            )
            .OrderBy(d => d.BuildingNo)
            .ThenBy(d => d.Unit)
            .ThenBy(d => d.Room)
            .ThenBy(d => d.Id)
            .Take(most)
            .ToListAsync(ct);
        return [.. doors.Select(d => Keeping.Doors.Short(d.BuildingNo, d.Unit, d.Room))];
    }

    /// <param name="areaCode">6 to 17 digits.</param>
    /// <param name="after">Id of the last one of the page before; null for the first.</param>
    public async Task<IReadOnlyList<HouseholdRow>> Households(string areaCode, Guid? after, CancellationToken ct)
    {
        var last = RegistryScope.LastIn(areaCode);
        return await db.Set<Household>()
            .Where(h =>
                h.AreaCode.CompareTo(areaCode) >= 0
                && h.AreaCode.CompareTo(last) <= 0
                && h.ValidTo == null
                && (after == null || h.Id > after)
            )
            .Join(db.Set<Dwelling>(), h => h.DwellingId, d => d.Id, (h, d) => new { h, d })
            .Join(
                db.Set<Building>(),
                r => r.d.BuildingId,
                b => b.Id,
                (r, b) =>
                    new
                    {
                        r.h,
                        r.d,
                        b,
                    }
            )
            .Join(
                db.Set<RegistryEntry>(),
                r => r.h.Id,
                e => e.Id,
                (r, e) =>
                    new
                    {
                        r.h,
                        r.d,
                        r.b,
                        e,
                    }
            )
            .OrderBy(r => r.h.Id)
            .Take(MostRows)
            .Select(r => new HouseholdRow(
                r.h.Id,
                r.d.BuildingId,
                r.h.AreaCode,
                r.e.Title,
                r.e.Address,
                r.h.Residents,
                r.h.ConfirmedOn,
                r.e.FreshUntilOn
            )
            {
                Version = r.h.Version,
                Compound = r.b.Compound,
                BuildingNo = r.b.BuildingNo,
                Unit = r.d.Unit,
                Room = r.d.Room,
                Lon = r.b.Lon,
                Lat = r.b.Lat,
            })
            .ToListAsync(ct);
    }

    /// <param name="areaCode">6 to 17 digits.</param>
    /// <param name="kind">Null for all.</param>
    /// <param name="after">Id of the last one of the page before; null for the first.</param>
    public async Task<IReadOnlyList<PlaceRow>> Places(string areaCode, PlaceKind? kind, Guid? after, CancellationToken ct)
    {
        var last = RegistryScope.LastIn(areaCode);
        return await db.Set<Place>()
            .Where(p =>
                p.AreaCode.CompareTo(areaCode) >= 0
                && p.AreaCode.CompareTo(last) <= 0
                && p.ValidTo == null
                && (kind == null || p.Type == kind)
                && (after == null || p.Id > after)
            )
            .OrderBy(p => p.Id)
            .Take(MostRows)
            .Select(p => new PlaceRow(p.Id, p.Type, p.Name, p.Address, p.AreaCode, p.Lon, p.Lat, p.OrganisationId, p.ConfirmedOn))
            .ToListAsync(ct);
    }

    /// <summary>Places in force whose name or address holds the words, by name.</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    /// <param name="words">Empty for all.</param>
    public async Task<IReadOnlyList<PlaceRow>> PlacesNamed(string areaCode, string words, int most, CancellationToken ct)
    {
        var last = RegistryScope.LastIn(areaCode);
        return await db.Set<Place>()
            .Where(p =>
                p.AreaCode.CompareTo(areaCode) >= 0
                && p.AreaCode.CompareTo(last) <= 0
                && p.ValidTo == null
                && (words == "" || p.Name.Contains(words) || p.Address.Contains(words))
            )
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Take(most)
            .Select(p => new PlaceRow(p.Id, p.Type, p.Name, p.Address, p.AreaCode, p.Lon, p.Lat, p.OrganisationId, p.ConfirmedOn))
            .ToListAsync(ct);
    }
}

/// <summary>A household by its door. 户</summary>
/// <param name="DoorText">百年里3号楼2单元501室.</param>
/// <param name="Residents">As they say; null when not asked.</param>
/// <param name="FreshUntilOn">Last local day on which the record counts as confirmed in time.</param>
public sealed record HouseholdRow(
    Guid Id,
    Guid BuildingId,
    string AreaCode,
    string DoorText,
    string Address,
    int? Residents,
    DateOnly ConfirmedOn,
    DateOnly FreshUntilOn
)
{
    /// <summary>Of the record of the household.</summary>
    public int Version { get; init; }

    /// <summary>小区、院; empty when the building stands in none.</summary>
    public string Compound { get; init; } = "";

    /// <summary>楼号 without 号楼; empty for a house that stands alone.</summary>
    public string BuildingNo { get; init; } = "";

    /// <summary>单元 without the word; empty where there is none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>室 without the word.</summary>
    public string Room { get; init; } = "";

    /// <summary>Of the building, WGS-84 degrees; null when not placed.</summary>
    public double? Lon { get; init; }

    /// <summary>Of the building, WGS-84 degrees; null when not placed.</summary>
    public double? Lat { get; init; }

    /// <summary>3-2-501; the door with its words where the building has no number.</summary>
    public string Short => Doors.Short(BuildingNo, Unit, Room);

    /// <summary>百年里3号楼; the address where there is no compound.</summary>
    public string Building => Doors.Building(Compound, BuildingNo, Address);
}

/// <summary>A place that is inspected. 场所</summary>
/// <param name="Lon">WGS-84 degrees; null when not placed.</param>
/// <param name="Lat">WGS-84 degrees; null when not placed.</param>
/// <param name="OrganisationId">Who runs it; null when nobody is on the books.</param>
public sealed record PlaceRow(
    Guid Id,
    PlaceKind Kind,
    string Name,
    string Address,
    string AreaCode,
    double? Lon,
    double? Lat,
    Guid? OrganisationId,
    DateOnly ConfirmedOn
);
