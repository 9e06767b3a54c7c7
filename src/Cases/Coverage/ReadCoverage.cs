using Gezhi.Cases.Rules;
using Gezhi.Grids.Areas;
using Gezhi.Identity.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Coverage;

/// <summary>The last map made, per district. 覆盖图缓存</summary>
internal sealed class CoverageCache
{
    public System.Collections.Concurrent.ConcurrentDictionary<int, (string Key, CoverageMap Map)> Maps { get; } = new();
}

/// <summary>Works out the coverage of today's areas and matters. 权责覆盖计算</summary>
internal sealed class ReadCoverage(CaseDesk desk, UnitDirectory units, CoverageCache cache)
{
    /// <summary>The coverage of the live book; kept until book, units, areas or categories change.</summary>
    public async Task<CoverageMap> Live(CancellationToken ct)
    {
        var shelf = await desk.Rules(ct);
        var active = await units.Active(ct);
        var catalogue = await desk.Catalogue(ct);
        var areas = await Codes(ct);
        var key =
            $"{shelf.BookAt(desk.Now)}/{active.Count}/{areas.Count}/{catalogue.Categories.Count}/{string.Join(',', active.Select(u => u.Code)).GetHashCode(StringComparison.Ordinal)}";
        if (cache.Maps.TryGetValue(desk.Db.DistrictId, out var known) && known.Key == key)
            return known.Map;
        var map = await Of(shelf.At(desk.Now), areas, ct);
        cache.Maps[desk.Db.DistrictId] = (key, map);
        return map;
    }

    /// <summary>The coverage of any rules.</summary>
    public async Task<CoverageMap> Of(RuleIndex index, CancellationToken ct) => await Of(index, await Codes(ct), ct);

    private async Task<CoverageMap> Of(RuleIndex index, IReadOnlyList<string> areas, CancellationToken ct)
    {
        var catalogue = await desk.Catalogue(ct);
        var active = (await units.Active(ct)).Select(u => u.Code).ToHashSet(StringComparer.Ordinal);
        return CoverageMap.Of(index, [.. catalogue.Categories.Where(c => c.IsInUse).Select(c => c.Key)], areas, active.Contains);
    }

    private async Task<IReadOnlyList<string>> Codes(CancellationToken ct)
    {
        var today = desk.Calendar.LocalDay(desk.Now);
        return await desk
            .Db.Areas.AsNoTracking()
            .Where(a => a.ValidFrom <= today && (a.ValidTo == null || a.ValidTo >= today) && a.Kind == AreaKind.Ordinary)
            .Select(a => a.Code)
            .ToListAsync(ct);
    }
}
