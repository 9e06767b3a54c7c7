using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Gezhi.Grids.Editing;

/// <summary>Makes one grid or micro-grid of neighbours. 合并</summary>
internal static class MergeAreas
{
    /// <param name="before">All areas of the district.</param>
    /// <param name="merged">Codes of one level below one parent, two or more.</param>
    /// <param name="keepsCode">The one with most households gives its code, so that fewest posts and rules have to follow.</param>
    public static Draft Of(IReadOnlyList<PlannedArea> before, IReadOnlyList<string> merged, bool keepsCode, NextCodes codes)
    {
        var areas = before.Where(a => merged.Contains(a.Code)).ToList();
        if (Union(areas) is not { Count: 1 } ground)
            return Draft.Impossible(
                BoundaryChangeKind.Merge,
                new Finding(0, FindingKind.NotAdjacent, areas[0].Code, string.Join('、', merged))
            );
        var micros = before
            .Where(a => a.Kind == AreaKind.Ordinary && a.ParentCode is { } p && merged.Contains(p))
            .ToLookup(a => a.ParentCode!);
        var leader = areas.MaxBy(a => a.Households ?? micros[a.Code].Sum(m => m.Households ?? 0))!;
        var code = keepsCode ? leader.Code : codes.Below(leader.ParentCode!, leader.Kind);
        var name = keepsCode
            ? leader.NameZh
            : AreaNames.Of(
                before.FirstOrDefault(a => a.Code == leader.ParentCode)?.NameZh ?? "",
                code,
                leader.Kind == AreaKind.Ordinary ? null : leader.NameZh
            );
        var counted = areas.Where(a => a.Households is not null).ToList();
        List<PlannedArea> began =
        [
            leader with
            {
                Code = code,
                NameZh = name,
                Households = counted.Count == 0 ? null : counted.Sum(a => a.Households),
                IsRural = areas.TrueForAll(a => a.IsRural),
                Polygons = ground,
            },
        ];
        var successions = areas.Where(a => a.Code != code).Select(a => new Succession(a.Code, code)).ToList();
        foreach (var micro in areas.Where(a => a.Code != code).SelectMany(a => micros[a.Code]))
        {
            var next = codes.Below(code);
            began.Add(micro with { Code = next, NameZh = AreaNames.Of(name, next) });
            successions.Add(new Succession(micro.Code, next));
        }
        return new Draft(BoundaryChangeKind.Merge, began, [.. successions.Select(s => s.Old)], successions, []);
    }

    /// <summary>The ground of areas together: by their shared borders where these are exact, else by overlay.</summary>
    internal static IReadOnlyList<LonLat[][]> Union(IReadOnlyList<PlannedArea> areas)
    {
        var noded = Noding.Apply(areas, areas.Select(a => a.Code).ToHashSet());
        if (
            EdgeChain.Of(noded).Polygons() is { } exact
            && exact.All(p => p.Length == 1 || p.Skip(1).All(h => Math.Abs(Geometry.RingArea.SquareDegrees(h)) > 1e-9))
        )
            return exact;
        var plane = Plane.Around(areas);
        var union = OverlayNGRobust.Union(areas.Select(a => plane.Shape(a.Polygons)));
        return Rings.Normal(
            Rings.Rounded(
                Enumerable
                    .Range(0, union.NumGeometries)
                    .Select(union.GetGeometryN)
                    .OfType<Polygon>()
                    .Select(p =>
                        p.InteriorRings.Prepend(p.ExteriorRing).Select(r => r.Coordinates.Select(plane.Degrees).ToArray()).ToArray()
                    )
            )
        );
    }
}
