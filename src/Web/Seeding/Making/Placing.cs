namespace Gezhi.Web.Seeding.Making;

/// <summary>Decides which made block gets which name. 落位</summary>
internal static class Placing
{
    /// <summary>Rows from north to south, each from west to east, as grids are numbered (standards of the trade).</summary>
    public static List<List<int>> ReadingOrder(List<List<int>> rings, Func<List<int>, List<Spot>> spots)
    {
        var rowLength = (int)Math.Ceiling(Math.Sqrt(rings.Count));
        return
        [
            .. rings
                .Select(ring => (Ring: ring, Centre: RingMeasure.Centre(spots(ring))))
                .OrderByDescending(r => r.Centre.Y)
                .Chunk(rowLength)
                .SelectMany(row => row.OrderBy(r => r.Centre.X))
                .Select(r => r.Ring),
        ];
    }

    /// <summary>Areas with a known centre take the nearest block; the others follow in reading order.</summary>
    public static List<(PlannedArea Area, List<int> Ring)> Assign(
        List<PlannedArea> areas,
        List<List<int>> rings,
        Func<PlannedArea, Spot?> at,
        Func<List<int>, List<Spot>> spots
    )
    {
        var free = ReadingOrder(rings, spots);
        var placed = new List<(PlannedArea Area, List<int> Ring)>();
        foreach (var area in areas)
        {
            if (at(area) is not { } known)
                continue;
            var ring =
                free.Find(r => RingMeasure.Contains(spots(r), known)) ?? free.MinBy(r => (RingMeasure.Centre(spots(r)) - known).Length)!;
            free.Remove(ring);
            placed.Add((area, ring));
        }
        return [.. placed, .. areas.Where(a => at(a) is null).Zip(free)];
    }
}
