using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Gezhi.Registry.Homes;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Contract;

/// <summary>Writes confirmed homes for the seed town. 认证住户示例写入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class HomeFill(GezhiDb db)
{
    /// <param name="Label">百年里3号楼.</param>
    public sealed record Door(Guid DwellingId, Guid BuildingId, string Label, string Unit, string AreaCode);

    /// <summary>Doors in force of the first buildings of an area, in the order of their ids.</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    public async Task<IReadOnlyList<Door>> Doors(string areaCode, int buildings, CancellationToken ct)
    {
        var last = RegistryScope.LastIn(areaCode);
        var first = await db.Set<Building>()
            .AsNoTracking()
            .Where(b => b.AreaCode.CompareTo(areaCode) >= 0 && b.AreaCode.CompareTo(last) <= 0 && b.ValidTo == null && b.Compound != "")
            .OrderBy(b => b.Id)
            .Take(buildings)
            .ToListAsync(ct);
        var ids = first.ConvertAll(b => b.Id);
        var doors = await db.Set<Dwelling>()
            .AsNoTracking()
            .Where(d => ids.Contains(d.BuildingId) && d.ValidTo == null)
            .OrderBy(d => d.Id)
            .ToListAsync(ct);
        return
        [
            .. doors.Select(d =>
            {
                var building = first.First(b => b.Id == d.BuildingId);
                return new Door(
                    d.Id,
                    d.BuildingId,
                    HomeBook.LabelOf(building.Compound, building.BuildingNo, building.Road, building.DoorNo),
                    d.Unit,
                    d.AreaCode
                );
            }),
        ];
    }

    /// <param name="isConfirmed">False: it still waits.</param>
    /// <param name="askedAt">UTC.</param>
    public void Add(Guid residentId, Door door, bool isConfirmed, DateTime askedAt)
    {
        var home = new Home
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(askedAt),
            No = ReceiptNo.New().Value[..6],
            DwellingId = door.DwellingId,
            BuildingId = door.BuildingId,
            AreaCode = door.AreaCode,
            AskedAt = askedAt,
        };
        home.Ask(residentId);
        if (isConfirmed)
            home.Confirm(HomeProof.Visit, askedAt.AddDays(1));
        db.Add(home);
    }
}
