using System.Collections.Concurrent;
using Gezhi.Grids.Areas;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Places;

/// <summary>The landmarks of each district, in memory. 地标缓存</summary>
public sealed class Landmarks
{
    private readonly ConcurrentDictionary<int, IReadOnlyList<Landmark>> byDistrict = new();

    /// <summary>All landmarks of the context's district.</summary>
    public async ValueTask<IReadOnlyList<Landmark>> Of(GezhiDb db, CancellationToken ct)
    {
        if (byDistrict.TryGetValue(db.DistrictId, out var known))
            return known;
        var read = await db.Landmarks.AsNoTracking().OrderBy(l => l.Id).ToListAsync(ct);
        return read.Count == 0 ? read : byDistrict.GetOrAdd(db.DistrictId, read);
    }

    /// <summary>After a change.</summary>
    public void Forget(int districtId) => byDistrict.TryRemove(districtId, out _);
}
