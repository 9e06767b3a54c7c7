using Gezhi.Platform.Data;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Keeping;

/// <summary>The door behind which a household lives. 户址</summary>
internal static class Doors
{
    public static async Task<(Dwelling?, Building?)> Of(GezhiDb db, Guid householdId, CancellationToken ct)
    {
        var household = await db.Set<Household>().FirstAsync(h => h.Id == householdId, ct);
        var dwelling = await db.Set<Dwelling>().FirstAsync(d => d.Id == household.DwellingId, ct);
        return (dwelling, await db.Set<Building>().FirstAsync(b => b.Id == dwelling.BuildingId, ct));
    }
}
