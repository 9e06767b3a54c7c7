using Gezhi.Platform.Data;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Addresses;

/// <summary>What an address needs to know of a building. 楼栋地址</summary>
internal sealed record KnownBuilding(
    Guid Id,
    string AreaCode,
    string Road,
    string DoorNo,
    string Compound,
    string BuildingNo,
    string Aliases,
    double? Lon,
    double? Lat
);

/// <summary>Finds buildings by the parts of an address, by what people call them, with parts missing. 楼栋地址索引</summary>
/// <remarks>Held in memory for one piece of work: a district has some ten thousand buildings.</remarks>
internal sealed class BuildingIndex
{
    private readonly Dictionary<string, List<KnownBuilding>> byKey = new(StringComparer.Ordinal);

    /// <summary>Most buildings of one piece of work.</summary>
    public const int MostBuildings = 300_000;

    public static async Task<BuildingIndex> Load(GezhiDb db, IReadOnlyList<string> areas, CancellationToken ct)
    {
        var index = new BuildingIndex();
        foreach (var area in areas)
        {
            var last = RegistryScope.LastIn(area);
            var rows = await db.Set<Building>()
                .Where(b => b.AreaCode.CompareTo(area) >= 0 && b.AreaCode.CompareTo(last) <= 0 && b.ValidTo == null)
                .OrderBy(b => b.Id)
                .Select(b => new KnownBuilding(b.Id, b.AreaCode, b.Road, b.DoorNo, b.Compound, b.BuildingNo, b.Aliases, b.Lon, b.Lat))
                .Take(MostBuildings)
                .ToListAsync(ct);
            rows.ForEach(index.Add);
        }
        return index;
    }

    public void Add(KnownBuilding building)
    {
        foreach (var key in Keys(building))
        {
            if (!byKey.TryGetValue(key, out var known))
                byKey.Add(key, known = []);
            known.Add(building);
        }
    }

    /// <summary>Buildings the parts may mean; the surest way of reading them that finds any.</summary>
    /// <param name="areaCode">Narrows to an area; null for all.</param>
    public IReadOnlyList<KnownBuilding> Find(AddressParts parts, string? areaCode)
    {
        foreach (var key in Questions(parts))
        {
            var found = byKey
                .GetValueOrDefault(key)
                ?.Where(b => areaCode is null || IsNear(b.AreaCode, areaCode))
                .DistinctBy(b => b.Id)
                .ToList();
            if (found is not { Count: > 0 })
                continue;
            if (found.Count > 1 && parts.Road.Length > 0 && found.FindAll(b => b.Road == parts.Road) is { Count: > 0 } onRoad)
                found = onRoad;
            return found;
        }
        return [];
    }

    /// <summary>In the same grid: lists seldom know the micro-grid, and a building is not added again because they guess it wrong.</summary>
    private static bool IsNear(string one, string other)
    {
        var length = Math.Min(15, Math.Min(one.Length, other.Length));
        return string.CompareOrdinal(one, 0, other, 0, length) == 0;
    }

    private static IEnumerable<string> Keys(KnownBuilding b)
    {
        if (b.Compound.Length > 0)
            yield return Compound(b.Compound, b.BuildingNo);
        if (b.Road.Length > 0)
            yield return Road(b.Road, b.DoorNo, b.BuildingNo);
        if (b.Compound.Length > 0 && b.Road.Length > 0)
            yield return Whole(b.Road, b.DoorNo, b.Compound, b.BuildingNo);
        foreach (
            var alias in b.Aliases.Split(
                [',', '，', '、', ';', '；', ' '],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            yield return Compound(alias, b.BuildingNo);
            if (b.BuildingNo.Length > 0)
                yield return Compound(alias, "");
        }
    }

    /// <summary>From the surest to the loosest. A compound without a building number means a building only where it has one alone.</summary>
    private static IEnumerable<string> Questions(AddressParts p)
    {
        if (p.Compound.Length > 0 && p.Road.Length > 0)
            yield return Whole(p.Road, p.DoorNo, p.Compound, p.BuildingNo);
        if (p.Compound.Length > 0)
            yield return Compound(p.Compound, p.BuildingNo);
        if (p.Road.Length > 0 && p.DoorNo.Length > 0)
            yield return Road(p.Road, p.DoorNo, p.BuildingNo);
    }

    private static string Whole(string road, string door, string compound, string no) =>
        $"w{road}|{door}|{AddressText.Fold(compound)}|{no}";

    private static string Compound(string compound, string no) => $"c{AddressText.Fold(compound)}|{no}";

    private static string Road(string road, string door, string no) => $"r{road}|{door}|{no}";
}
