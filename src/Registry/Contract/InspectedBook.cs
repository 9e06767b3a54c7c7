using Gezhi.Platform.Data;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Contract;

/// <summary>What is inspected: the kinds of places, and dwellings, buildings and merchants by what they are. 检查对象类型</summary>
/// <remarks>The first names are those of <see cref="PlaceKind"/>. Of a dwelling the dwelling is inspected; who lives there is not asked.</remarks>
public enum InspectedKind
{
    /// <summary>小学校或幼儿园</summary>
    SmallSchool,

    /// <summary>小医院</summary>
    SmallClinic,

    /// <summary>小商店</summary>
    SmallShop,

    /// <summary>小餐饮</summary>
    SmallEatery,

    /// <summary>小旅馆</summary>
    SmallInn,

    /// <summary>小歌舞娱乐</summary>
    SmallEntertainment,

    /// <summary>小网吧</summary>
    SmallNetBar,

    /// <summary>小美容洗浴</summary>
    SmallBeauty,

    /// <summary>小生产加工</summary>
    SmallWorkshop,

    /// <summary>市场</summary>
    Market,

    /// <summary>充电点</summary>
    Charging,

    /// <summary>出租房（登记为场所的）</summary>
    RentedRoom,

    /// <summary>摊位</summary>
    Stall,

    /// <summary>人员密集场所</summary>
    Crowded,

    /// <summary>林地</summary>
    Woodland,

    /// <summary>农田</summary>
    Farmland,

    /// <summary>其他场所</summary>
    Other,

    /// <summary>出租房屋</summary>
    RentedDwelling,

    /// <summary>高层建筑: ten storeys and more.</summary>
    HighRise,

    /// <summary>商住混用楼</summary>
    MixedBuilding,

    /// <summary>自建房</summary>
    SelfBuilt,

    /// <summary>商户</summary>
    Merchant,
}

/// <summary>A record that can be inspected, without anybody who lives or works there. 检查对象</summary>
/// <param name="Kinds">All that it is: a building may be high and mixed.</param>
/// <param name="Coarse">As the title, of a dwelling the building only: for readers who do not see the registry.</param>
/// <param name="Lon">WGS-84 degrees, of the record or its building; null when not placed.</param>
/// <param name="Lat">WGS-84 degrees.</param>
public sealed record InspectedRecord(
    RecordKind Record,
    Guid Id,
    IReadOnlyList<InspectedKind> Kinds,
    string Title,
    string Coarse,
    string Address,
    string AreaCode,
    double? Lon,
    double? Lat
);

/// <summary>Finds what can be inspected. 检查对象名册</summary>
/// <remarks>It does not ask who reads: the caller limits the area to the post it works for.</remarks>
public sealed class InspectedBook(GezhiDb db)
{
    /// <summary>Storeys from which a building counts as high.</summary>
    public const int HighFrom = 10;

    /// <summary>One record in force.</summary>
    /// <returns>Null when it is not there, has ended, or is a person or household.</returns>
    public async Task<InspectedRecord?> Find(RecordKind record, Guid id, CancellationToken ct)
    {
        switch (record)
        {
            case RecordKind.Place:
                return await In(db.Set<Place>().Where(p => p.Id == id), 1, ct) is [var place] ? place : null;
            case RecordKind.Dwelling:
                return await In(db.Set<Dwelling>().Where(d => d.Id == id), 1, ct) is [var dwelling] ? dwelling : null;
            case RecordKind.Building:
                return await In(db.Set<Building>().Where(b => b.Id == id), 1, ct) is [var building] ? building : null;
            case RecordKind.Organisation:
                return await In(db.Set<Organisation>().Where(o => o.Id == id), 1, ct) is [var organisation] ? organisation : null;
            default:
                return null;
        }
    }

    /// <summary>Everything of some kinds in an area, each record once, by address.</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    /// <param name="most">Most rows of each of the four sorts of records.</param>
    public async Task<IReadOnlyList<InspectedRecord>> In(
        string areaCode,
        IReadOnlyCollection<InspectedKind> kinds,
        int most,
        CancellationToken ct
    )
    {
        var last = RegistryScope.LastIn(areaCode);
        var places = kinds.Select(Place).OfType<PlaceKind>().ToList();
        var found = new List<InspectedRecord>();
        if (places.Count > 0)
            found.AddRange(
                await In(
                    db.Set<Place>()
                        .Where(p => p.AreaCode.CompareTo(areaCode) >= 0 && p.AreaCode.CompareTo(last) <= 0 && places.Contains(p.Type)),
                    most,
                    ct
                )
            );
        if (kinds.Contains(InspectedKind.RentedDwelling))
            found.AddRange(
                await In(
                    db.Set<Dwelling>()
                        .Where(d => d.AreaCode.CompareTo(areaCode) >= 0 && d.AreaCode.CompareTo(last) <= 0 && d.Use == DwellingUse.Rented),
                    most,
                    ct
                )
            );
        var (high, mixed, own) = (
            kinds.Contains(InspectedKind.HighRise),
            kinds.Contains(InspectedKind.MixedBuilding),
            kinds.Contains(InspectedKind.SelfBuilt)
        );
        if (high || mixed || own)
            found.AddRange(
                await In(
                    db.Set<Building>()
                        .Where(b =>
                            b.AreaCode.CompareTo(areaCode) >= 0
                            && b.AreaCode.CompareTo(last) <= 0
                            && (
                                (high && b.Floors >= HighFrom)
                                || (mixed && b.Use == BuildingUse.Mixed)
                                || (own && b.Use == BuildingUse.SelfBuilt)
                            )
                        ),
                    most,
                    ct
                )
            );
        if (kinds.Contains(InspectedKind.Merchant))
            found.AddRange(
                await In(
                    db.Set<Organisation>()
                        .Where(o =>
                            o.AreaCode.CompareTo(areaCode) >= 0 && o.AreaCode.CompareTo(last) <= 0 && o.Type == OrganisationKind.Merchant
                        ),
                    most,
                    ct
                )
            );
        return [.. found.OrderBy(f => f.AreaCode, StringComparer.Ordinal).ThenBy(f => f.Address, StringComparer.Ordinal).ThenBy(f => f.Id)];
    }

    private async Task<List<InspectedRecord>> In(IQueryable<Place> places, int most, CancellationToken ct) =>
        (
            await (
                from p in places.AsNoTracking().Where(p => p.ValidTo == null).OrderBy(p => p.Id).Take(most)
                join b in db.Set<Building>() on p.BuildingId equals b.Id into buildings
                from b in buildings.DefaultIfEmpty()
                select new
                {
                    p.Id,
                    p.Type,
                    p.Name,
                    p.Address,
                    p.AreaCode,
                    Lon = p.Lon ?? b.Lon,
                    Lat = p.Lat ?? b.Lat,
                }
            ).ToListAsync(ct)
        ).ConvertAll(p => new InspectedRecord(
            RecordKind.Place,
            p.Id,
            [Enum.Parse<InspectedKind>(p.Type.ToString())],
            p.Name,
            p.Name,
            p.Address,
            p.AreaCode,
            p.Lon,
            p.Lat
        ));

    private async Task<List<InspectedRecord>> In(IQueryable<Dwelling> dwellings, int most, CancellationToken ct) =>
        (
            await dwellings
                .AsNoTracking()
                .Where(d => d.ValidTo == null)
                .OrderBy(d => d.Id)
                .Take(most)
                .Join(db.Set<Building>(), d => d.BuildingId, b => b.Id, (d, b) => new { d, b })
                .ToListAsync(ct)
        ).ConvertAll(r => new InspectedRecord(
            RecordKind.Dwelling,
            r.d.Id,
            r.d.Use == DwellingUse.Rented ? [InspectedKind.RentedDwelling] : [],
            EntryFace.Short(r.b) + r.d.DoorText,
            EntryFace.Short(r.b),
            r.b.Address + r.d.DoorText,
            r.d.AreaCode,
            r.b.Lon,
            r.b.Lat
        ));

    private static async Task<List<InspectedRecord>> In(IQueryable<Building> buildings, int most, CancellationToken ct) =>
        (await buildings.AsNoTracking().Where(b => b.ValidTo == null).OrderBy(b => b.Id).Take(most).ToListAsync(ct)).ConvertAll(
            b => new InspectedRecord(
                RecordKind.Building,
                b.Id,
                [.. Kinds(b)],
                EntryFace.Short(b),
                EntryFace.Short(b),
                b.Address,
                b.AreaCode,
                b.Lon,
                b.Lat
            )
        );

    private async Task<List<InspectedRecord>> In(IQueryable<Organisation> organisations, int most, CancellationToken ct) =>
        (
            await (
                from o in organisations.AsNoTracking().Where(o => o.ValidTo == null).OrderBy(o => o.Id).Take(most)
                join b in db.Set<Building>() on o.BuildingId equals b.Id into buildings
                from b in buildings.DefaultIfEmpty()
                select new
                {
                    o.Id,
                    o.Type,
                    o.Name,
                    o.Address,
                    o.AreaCode,
                    b.Lon,
                    b.Lat,
                }
            ).ToListAsync(ct)
        ).ConvertAll(o => new InspectedRecord(
            RecordKind.Organisation,
            o.Id,
            o.Type == OrganisationKind.Merchant ? [InspectedKind.Merchant] : [],
            o.Name,
            o.Name,
            o.Address,
            o.AreaCode,
            o.Lon,
            o.Lat
        ));

    private static IEnumerable<InspectedKind> Kinds(Building building)
    {
        if (building.Floors >= HighFrom)
            yield return InspectedKind.HighRise;
        if (building.Use == BuildingUse.Mixed)
            yield return InspectedKind.MixedBuilding;
        if (building.Use == BuildingUse.SelfBuilt)
            yield return InspectedKind.SelfBuilt;
    }

    private static PlaceKind? Place(InspectedKind kind) => Enum.TryParse<PlaceKind>(kind.ToString(), out var place) ? place : null;
}
