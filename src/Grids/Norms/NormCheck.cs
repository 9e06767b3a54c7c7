using System.Globalization;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Norms;

/// <summary>What to do about a grid outside the norm. 调整建议</summary>
internal enum AdviceKind
{
    /// <summary>拆分</summary>
    Split,

    /// <summary>合并</summary>
    Merge,

    /// <summary>No neighbour fits, or nothing to divide by: a person has to look. 人工调整</summary>
    Look,
}

/// <summary>One proposal. 调整建议</summary>
/// <param name="Groups">Split: the micro-grids of each part; Merge: one list with the grids that become one.</param>
/// <param name="Households">Of each result, in the order of the groups.</param>
/// <param name="Line">Split of a micro-grid: a line right through its middle; empty otherwise.</param>
internal sealed record Advice(AdviceKind Kind, IReadOnlyList<string[]> Groups, IReadOnlyList<int> Households, IReadOnlyList<LonLat> Line);

/// <summary>A grid or micro-grid outside the norm. 不在标准内</summary>
internal sealed record NormRow(PlannedArea Area, int Households, int Least, int Most, Advice Advice);

/// <summary>Finds grids and micro-grids outside the norm and works out how to bring them in. 户数标准检查</summary>
internal static class NormCheck
{
    /// <param name="areas">All areas of the district on a day.</param>
    /// <param name="under">Only what lies in this area.</param>
    public static IReadOnlyList<NormRow> Of(IReadOnlyList<PlannedArea> areas, GridSettings settings, string under)
    {
        var inside = areas
            .Where(a => a.Kind == AreaKind.Ordinary && a.Code.StartsWith(under[..Math.Min(12, under.Length)], StringComparison.Ordinal))
            .ToList();
        var plane = Plane.Around(inside);
        var micros = inside.Where(a => a.Code.Length == 17).ToLookup(a => a.ParentCode!);
        var rural = areas.Where(a => a is { IsRural: true, Code.Length: 9 or 12 }).Select(a => a.Code).ToList();
        var (counts, rows) = (new Dictionary<string, int>(), new List<NormRow>());
        foreach (var area in inside.Where(a => a.Code.Length >= 15))
            if (
                (
                    area.Households
                    ?? (micros[area.Code].Any(m => m.Households is not null) ? micros[area.Code].Sum(m => m.Households) : null)
                ) is
                { } count
            )
                counts[area.Code] = count;
        foreach (var level in new[] { AreaLevel.Grid, AreaLevel.MicroGrid })
            rows.AddRange(Level(level));
        return [.. rows.Where(r => r.Area.Code.StartsWith(under, StringComparison.Ordinal))];

        IEnumerable<NormRow> Level(AreaLevel level)
        {
            var all = inside.Where(a => a.Code.Length == (level == AreaLevel.Grid ? 15 : 17)).ToList();
            var (beside, taken) = (new Neighbours(all, plane), new Dictionary<string, string>());
            foreach (var area in all.Where(a => counts.ContainsKey(a.Code)).OrderBy(a => a.Code, StringComparer.Ordinal))
            {
                var isRural = area.IsRural || rural.Exists(r => area.Code.StartsWith(r, StringComparison.Ordinal));
                if (settings.NormOf(level, isRural) is not { } norm || (counts[area.Code] >= norm.Least && counts[area.Code] <= norm.Most))
                    continue;
                var advice =
                    counts[area.Code] > norm.Most
                        ? Split(area, norm, [.. micros[area.Code].Where(m => m.Households is not null)], plane)
                        : Merge(area, norm, counts, beside, taken);
                yield return new NormRow(area, counts[area.Code], norm.Least, norm.Most, advice);
            }
        }
    }

    private static Advice Split(PlannedArea area, (int Least, int Most) norm, List<PlannedArea> micros, Plane plane)
    {
        if (micros.Count > 1)
        {
            var members = micros.ToDictionary(m => m.Code, m => m.Households!.Value);
            var parts = (members.Values.Sum() + norm.Most - 1) / norm.Most;
            return Division.Of(members, new Neighbours(micros, plane), parts) is { } groups
                ? new Advice(AdviceKind.Split, groups, [.. groups.Select(g => g.Sum(c => members[c]))], [])
                : new Advice(AdviceKind.Look, [], [], []);
        }
        return area.Polygons.Count == 0
            ? new Advice(AdviceKind.Look, [], [], [])
            : new Advice(AdviceKind.Split, [], [], Across(area, plane));
    }

    /// <summary>The neighbour of the same parent that brings both into the norm: one that is too small as well first, then the longest common border.</summary>
    private static Advice Merge(
        PlannedArea area,
        (int Least, int Most) norm,
        Dictionary<string, int> counts,
        Neighbours beside,
        Dictionary<string, string> taken
    )
    {
        var own = counts[area.Code];
        if (taken.TryGetValue(area.Code, out var partner))
            return new Advice(
                AdviceKind.Merge,
                [
                    [area.Code, partner],
                ],
                [own + counts[partner]],
                []
            ); // the same merge, told from this side
        var best = beside
            .Of(area.Code)
            .Where(n => n.Key[..^(n.Key.Length == 17 ? 2 : 3)] == area.ParentCode && counts.ContainsKey(n.Key) && !taken.ContainsKey(n.Key))
            .Where(n => own + counts[n.Key] <= norm.Most)
            .OrderByDescending(n => counts[n.Key] < norm.Least)
            .ThenByDescending(n => own + counts[n.Key] >= norm.Least)
            .ThenByDescending(n => n.Value)
            .ThenBy(n => n.Key, StringComparer.Ordinal)
            .Select(n => n.Key)
            .FirstOrDefault();
        if (best is null)
            return new Advice(AdviceKind.Look, [], [], []);
        (taken[area.Code], taken[best]) = (best, area.Code);
        return new Advice(
            AdviceKind.Merge,
            [
                [area.Code, best],
            ],
            [own + counts[best]],
            []
        );
    }

    /// <summary>Across the longer side of the area, through its middle, a little beyond its border.</summary>
    private static List<LonLat> Across(PlannedArea area, Plane plane)
    {
        var shape = plane.Shape(area.Polygons);
        var (middle, corners) = (shape.Centroid.Coordinate, shape.ConvexHull().Coordinates);
        var far = corners.MaxBy(c => c.Distance(middle))!;
        var (dx, dy) = (far.X - middle.X, far.Y - middle.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var (nx, ny) = (-dy / length * (length + 5), dx / length * (length + 5));
        return
        [
            Rings.Rounded(plane.Degrees(new NetTopologySuite.Geometries.Coordinate(middle.X - nx, middle.Y - ny))),
            Rings.Rounded(plane.Degrees(new NetTopologySuite.Geometries.Coordinate(middle.X + nx, middle.Y + ny))),
        ];
    }

    /// <summary>Address of the editor with the proposal prepared.</summary>
    public static string EditorLink(NormRow row)
    {
        var scope = row.Area.Code[..12];
        return row.Advice switch
        {
            { Kind: AdviceKind.Merge } advice => $"/grids/edit?area={scope}&merge={string.Join(',', advice.Groups[0])}",
            { Kind: AdviceKind.Split, Groups.Count: > 0 } advice =>
                $"/grids/edit?area={scope}&split={row.Area.Code}&groups={string.Join('_', advice.Groups.Select(g => string.Join(',', g)))}",
            { Kind: AdviceKind.Split } advice =>
                $"/grids/edit?area={scope}&split={row.Area.Code}&line={string.Join('_', advice.Line.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Lon},{p.Lat}")))}",
            _ => $"/grids/edit?area={scope}&select={row.Area.Code}",
        };
    }
}
