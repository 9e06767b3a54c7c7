using Gezhi.Platform.Data;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Keeping;

/// <summary>The door behind which a household lives. 户址</summary>
internal static class Doors
{
    /// <summary>3-2-501, as people say it; 2单元501室 where the building has no number.</summary>
    public static string Short(string buildingNo, string unit, string room) =>
        buildingNo.Length == 0 ? $"{(unit.Length > 0 ? unit + "单元" : "")}{room}室"
        : unit.Length == 0 ? $"{buildingNo}-{room}"
        : $"{buildingNo}-{unit}-{room}";

    /// <summary>百年里3号楼; what stands before the door where there is no compound.</summary>
    /// <param name="address">Of the door.</param>
    public static string Building(string compound, string buildingNo, string address) =>
        compound.Length == 0 ? address
        : buildingNo.Length == 0 ? compound
        : $"{compound}{buildingNo}号楼";

    public static async Task<(Dwelling?, Building?)> Of(GezhiDb db, Guid householdId, CancellationToken ct)
    {
        var household = await db.Set<Household>().FirstAsync(h => h.Id == householdId, ct);
        var dwelling = await db.Set<Dwelling>().FirstAsync(d => d.Id == household.DwellingId, ct);
        return (dwelling, await db.Set<Building>().FirstAsync(b => b.Id == dwelling.BuildingId, ct));
    }
}
