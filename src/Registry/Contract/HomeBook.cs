using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Registry.Homes;
using Gezhi.Registry.Keeping;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Contract;

/// <summary>A resident whom the grid confirmed behind a door. 认证住户</summary>
/// <param name="BuildingLabel">百年里3号楼, as the registry calls it; no door.</param>
/// <param name="CommunityCode">12 digits.</param>
/// <param name="Since">UTC; when it was confirmed.</param>
public sealed record VerifiedHome(
    Guid ResidentId,
    Guid DwellingId,
    Guid BuildingId,
    string BuildingLabel,
    string CommunityCode,
    DateTimeOffset Since
)
{
    /// <summary>单元 without the word; empty where the building has none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Of the dwelling, 15 or 17 digits.</summary>
    public string AreaCode { get; init; } = "";
}

/// <summary>A building by its short name. 楼栋</summary>
/// <param name="Label">百年里3号楼.</param>
/// <param name="AreaCode">15 or 17 digits.</param>
/// <param name="Verified">Confirmed residents.</param>
public sealed record HomeBuilding(Guid Id, string Label, string AreaCode, int Verified);

/// <summary>Who is confirmed to live where, for other modules; homes whose door left the registry count no more. 认证住户名册</summary>
/// <remarks>It does not ask who reads: the caller shows a resident nothing of other residents, and staff only what lies in their areas.</remarks>
public sealed class HomeBook(GezhiDb db, ResidentPhones residents)
{
    private const int CommunityLength = 12;

    /// <summary>The resident's one confirmed home; null without. 本人的住处</summary>
    public async Task<VerifiedHome?> Of(Guid residentId, CancellationToken ct)
    {
        var row = await Standing()
            .Where(h => h.ResidentId == residentId)
            .Join(db.Set<Dwelling>(), h => h.DwellingId, d => d.Id, (h, d) => new { h, d })
            .Join(
                db.Set<Building>(),
                r => r.d.BuildingId,
                b => b.Id,
                (r, b) =>
                    new
                    {
                        r.h.DwellingId,
                        r.h.ConfirmedAt,
                        r.d.AreaCode,
                        r.d.Unit,
                        BuildingId = b.Id,
                        b.Compound,
                        b.BuildingNo,
                        b.Road,
                        b.DoorNo,
                    }
            )
            .FirstOrDefaultAsync(ct);
        return row is null
            ? null
            : new VerifiedHome(
                residentId,
                row.DwellingId,
                row.BuildingId,
                LabelOf(row.Compound, row.BuildingNo, row.Road, row.DoorNo),
                row.AreaCode[..CommunityLength],
                new DateTimeOffset(row.ConfirmedAt!.Value, TimeSpan.Zero)
            )
            {
                Unit = row.Unit,
                AreaCode = row.AreaCode,
            };
    }

    /// <summary>Ids alone of the confirmed residents of a building, in their order. 楼内认证住户</summary>
    public async Task<IReadOnlyList<Guid>> ResidentsOf(Guid buildingId, CancellationToken ct) =>
        await Standing().Where(h => h.BuildingId == buildingId).OrderBy(h => h.ResidentId).Select(h => h.ResidentId!.Value).ToListAsync(ct);

    /// <summary>How many confirmed residents each of these buildings has; one without any is left out. 各楼认证住户数</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountsOf(IReadOnlyCollection<Guid> buildingIds, CancellationToken ct) =>
        await Standing()
            .Where(h => buildingIds.Contains(h.BuildingId))
            .GroupBy(h => h.BuildingId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    /// <summary>Whether the resident is confirmed behind a door of this community. 是否本社区住户</summary>
    /// <param name="communityCode">12 digits.</param>
    public async Task<bool> BelongsTo(Guid residentId, string communityCode, CancellationToken ct) =>
        await Of(residentId, ct) is { } home && home.CommunityCode == communityCode;

    /// <summary>A building in force. 楼栋</summary>
    /// <returns>Null when it is not there.</returns>
    public async Task<HomeBuilding?> Building(Guid buildingId, CancellationToken ct) =>
        (await Told(db.Set<Building>().Where(b => b.Id == buildingId && b.ValidTo == null), 1, ct)).SingleOrDefault();

    /// <summary>Buildings of an area with confirmed residents. 有认证住户的楼栋</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    public async Task<IReadOnlyList<HomeBuilding>> Buildings(string areaCode, int most, CancellationToken ct)
    {
        var last = RegistryScope.LastIn(areaCode);
        return await Told(
            db.Set<Building>()
                .Where(b =>
                    b.AreaCode.CompareTo(areaCode) >= 0
                    && b.AreaCode.CompareTo(last) <= 0
                    && b.ValidTo == null
                    && db.Set<Home>().Any(h => h.BuildingId == b.Id && h.State == HomeState.Confirmed)
                ),
            most,
            ct
        );
    }

    private async Task<IReadOnlyList<HomeBuilding>> Told(IQueryable<Building> buildings, int most, CancellationToken ct)
    {
        var rows = await buildings
            .AsNoTracking()
            .OrderBy(b => b.Compound)
            .ThenBy(b => b.BuildingNo)
            .ThenBy(b => b.Id)
            .Take(most)
            .Select(b => new
            {
                b.Id,
                b.AreaCode,
                b.Compound,
                b.BuildingNo,
                b.Road,
                b.DoorNo,
            })
            .ToListAsync(ct);
        var counts = await CountsOf(rows.ConvertAll(r => r.Id), ct);
        return
        [
            .. rows.Select(r => new HomeBuilding(
                r.Id,
                LabelOf(r.Compound, r.BuildingNo, r.Road, r.DoorNo),
                r.AreaCode,
                counts.GetValueOrDefault(r.Id)
            )),
        ];
    }

    /// <summary>Confirmed, behind a door in force, of somebody who can still sign in.</summary>
    private IQueryable<Home> Standing()
    {
        var known = residents.Ids;
        return db.Set<Home>()
            .AsNoTracking()
            .Where(h =>
                h.State == HomeState.Confirmed
                && h.ResidentId != null
                && known.Contains(h.ResidentId.Value)
                && db.Set<Dwelling>().Any(d => d.Id == h.DwellingId && d.ValidTo == null)
            );
    }

    internal static string LabelOf(string compound, string buildingNo, string road, string doorNo) =>
        Doors.Building(compound, buildingNo, $"{road}{(doorNo.Length > 0 ? doorNo + "号" : "")}");
}
