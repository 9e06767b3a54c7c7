using System.Collections.Concurrent;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;

namespace Gezhi.Cases.Dispatch;

/// <summary>In which kind of dedicated grid (专属网格) a place lies: market, school, hospital… 场所类别</summary>
/// <remarks>By today's boundaries. Read again after a minute: dedicated grids change rarely and a rule that asks for them may wait that long.</remarks>
public sealed class PlaceKinds(AreaBook book, StandingAreas areas, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<int, (IReadOnlyDictionary<string, AreaKind> Kinds, DateTime At)> cache = new();

    /// <summary>Answers for any point of the district, in memory.</summary>
    /// <returns>A function of longitude, latitude (WGS-84 degrees, null when not known) and area code.</returns>
    public async ValueTask<Func<double?, double?, string, AreaKind?>> Of(GezhiDb db, CancellationToken ct)
    {
        var now = clock.UtcNow;
        if (!cache.TryGetValue(db.DistrictId, out var known) || now < known.At || now - known.At >= Life)
        {
            known = (await areas.Dedicated(db, ct), now);
            cache[db.DistrictId] = known;
        }
        if (known.Kinds.Count == 0)
            return (_, _, _) => null;
        var dedicated = book.DedicatedToday();
        return (lon, lat, areaCode) => Kind(lon is { } x && lat is { } y ? dedicated(x, y) : null) ?? Kind(areaCode);

        AreaKind? Kind(string? code) => code is not null && known.Kinds.TryGetValue(code, out var kind) ? kind : null;
    }
}
