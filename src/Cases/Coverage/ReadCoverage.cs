using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Rules;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;

namespace Gezhi.Cases.Coverage;

/// <summary>The last map made, per district. 覆盖图缓存</summary>
internal sealed class CoverageCache
{
    public System.Collections.Concurrent.ConcurrentDictionary<int, (string Key, CoverageMap Map)> Maps { get; } = new();
}

/// <summary>Works out the coverage of today's areas and matters. 权责覆盖计算</summary>
internal sealed class ReadCoverage(CaseDesk desk, UnitDirectory units, StandingAreas areas, CoverageCache cache)
{
    /// <summary>The coverage of the live book; kept until book, units, areas or categories change.</summary>
    public async Task<CoverageMap> Live(CancellationToken ct)
    {
        var shelf = await desk.Rules(ct);
        var key = $"{shelf.BookAt(desk.Now)}/{await Edition(ct)}";
        if (cache.Maps.TryGetValue(desk.Db.DistrictId, out var known) && known.Key == key)
            return known.Map;
        var map = await Of(shelf.At(desk.Now), ct);
        cache.Maps[desk.Db.DistrictId] = (key, map);
        return map;
    }

    /// <summary>Another one whenever units, categories or areas of today are others than before: by what they are, not by how many.</summary>
    public async Task<string> Edition(CancellationToken ct)
    {
        var text = new StringBuilder();
        foreach (var unit in await units.Active(ct))
            text.Append(unit.Code).Append(' ').Append(unit.Kind).Append(' ').Append(unit.AreaCode).Append('\n');
        foreach (var category in (await desk.Catalogue(ct)).Categories.Where(c => c.IsInUse))
            text.Append(category.Key).Append('\n');
        foreach (var area in await areas.Of(desk.Db, ct))
            text.Append(area.Code).Append(' ').Append(area.Kind).Append(' ').Append(area.ValidFrom.DayNumber).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The coverage of any rules.</summary>
    public async Task<CoverageMap> Of(RuleIndex index, CancellationToken ct)
    {
        var catalogue = await desk.Catalogue(ct);
        var active = (await units.Active(ct)).Select(u => u.Code).ToHashSet(StringComparer.Ordinal);
        return CoverageMap.Of(index, [.. catalogue.Categories.Where(c => c.IsInUse).Select(c => c.Key)], await Codes(ct), active.Contains);
    }

    private async Task<IReadOnlyList<string>> Codes(CancellationToken ct) =>
        [.. (await areas.Of(desk.Db, ct)).Where(a => a.Kind == AreaKind.Ordinary).Select(a => a.Code)];
}
