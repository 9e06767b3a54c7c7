using Gezhi.Platform.Data;
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
                db.Set<RegistryEntry>(),
                r => r.h.Id,
                e => e.Id,
                (r, e) =>
                    new
                    {
                        r.h,
                        r.d,
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
            ))
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
);

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
