using Gezhi.Platform.Geo;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Gezhi.Grids.Topology;

/// <summary>Gives neighbours the same corners along a shared border, so that it stays shared. 公共边对点</summary>
/// <remarks>
/// A corner within <see cref="ToleranceMetres"/> of another area's corner is moved onto it; one that lies so near another area's edge becomes a
/// corner of that area too. The ground changes by less than a rounding of the stored degrees.
/// </remarks>
internal static class Noding
{
    /// <summary>Twice the rounding of the seventh decimal.</summary>
    public const double ToleranceMetres = 0.025;

    private static readonly double Tolerance = Plane.DegreesOf(ToleranceMetres);

    /// <summary>All areas of a plan, with corners shared around those that change.</summary>
    /// <param name="areas">Areas as they would stand.</param>
    /// <param name="changed">Codes whose boundaries are new.</param>
    public static List<PlannedArea> Apply(IReadOnlyList<PlannedArea> areas, IReadOnlySet<string> changed)
    {
        var fresh = areas.Where(a => changed.Contains(a.Code) && a.Polygons.Count > 0).ToList();
        if (fresh.Count == 0)
            return [.. areas];
        var reach = new Envelope();
        foreach (var point in fresh.SelectMany(a => a.AllRings).SelectMany(r => r))
            reach.ExpandToInclude(point.Lon, point.Lat);
        reach.ExpandBy(Tolerance * 2);
        var snapped = Snapped(areas, changed, reach);
        var near = snapped.Where(a => Meets(a, reach)).ToHashSet(ReferenceEqualityComparer.Instance);
        var (corners, owners) = (Corners(snapped.Where(a => changed.Contains(a.Code))), OwnCorners(near.Cast<PlannedArea>()));
        return [.. snapped.Select(a => near.Contains(a) ? Noded(a, corners, owners) : a)];
    }

    /// <summary>New corners go onto the old ones they nearly are.</summary>
    private static List<PlannedArea> Snapped(IReadOnlyList<PlannedArea> areas, IReadOnlySet<string> changed, Envelope reach)
    {
        var old = Corners(areas.Where(a => !changed.Contains(a.Code) && Meets(a, reach)));
        if (old.Count == 0)
            return [.. areas];
        return [.. areas.Select(a => changed.Contains(a.Code) ? a with { Polygons = Rings.Normal(a.Polygons.Select(Snap)) } : a)];

        LonLat[][] Snap(LonLat[][] polygon) => [.. polygon.Select(ring => ring.Select(Onto).ToArray())];
        LonLat Onto(LonLat p) => Near(old, p).Cast<LonLat?>().MinBy(c => Square(c!.Value, p)) ?? p;
    }

    /// <summary>Edge → corners of the areas it belongs to: at an acute tip a corner may lie near the other edge of its own ring, and must stay off it.</summary>
    private static Dictionary<(LonLat, LonLat), List<HashSet<LonLat>>> OwnCorners(IEnumerable<PlannedArea> areas)
    {
        var owners = new Dictionary<(LonLat, LonLat), List<HashSet<LonLat>>>();
        foreach (var area in areas)
        {
            HashSet<LonLat> own = [.. area.AllRings.SelectMany(r => r)];
            foreach (var (from, to) in area.AllRings.SelectMany(Rings.Edges))
            {
                if (!owners.TryGetValue(Key(from, to), out var known))
                    owners[Key(from, to)] = known = [];
                known.Add(own);
            }
        }
        return owners;
    }

    private static PlannedArea Noded(PlannedArea area, STRtree<LonLat> corners, Dictionary<(LonLat, LonLat), List<HashSet<LonLat>>> owners)
    {
        var isChanged = false;
        var polygons = area.Polygons.Select(polygon => polygon.Select(Ring).ToArray()).ToArray();
        return isChanged ? area with { Polygons = polygons } : area;

        LonLat[] Ring(LonLat[] ring)
        {
            var noded = new List<LonLat>(ring.Length + 4);
            foreach (var (from, to) in Rings.Edges(ring))
            {
                noded.Add(from);
                foreach (var corner in OnEdge(corners, from, to))
                {
                    if (corner == noded[^1] || owners[Key(from, to)].Exists(own => own.Contains(corner)))
                        continue;
                    noded.Add(corner);
                    isChanged = true;
                }
            }
            return noded.Count == ring.Length ? ring : [.. noded];
        }
    }

    private static IEnumerable<LonLat> OnEdge(STRtree<LonLat> corners, LonLat from, LonLat to)
    {
        var envelope = new Envelope(from.Lon, to.Lon, from.Lat, to.Lat);
        envelope.ExpandBy(Tolerance);
        return corners
            .Query(envelope)
            .Where(p => p != from && p != to)
            .Select(p => (Point: p, Along: Along(from, to, p)))
            .Where(p => p.Along is > 0 and < 1 && Square(p.Point, At(from, to, p.Along)) < Tolerance * Tolerance)
            .OrderBy(p => p.Along)
            .Select(p => p.Point)
            .Distinct();
    }

    private static STRtree<LonLat> Corners(IEnumerable<PlannedArea> areas)
    {
        var tree = new STRtree<LonLat>();
        foreach (var corner in areas.SelectMany(a => a.AllRings).SelectMany(r => r).Distinct())
            tree.Insert(new Envelope(corner.Lon, corner.Lon, corner.Lat, corner.Lat), corner);
        tree.Build();
        return tree;
    }

    private static IEnumerable<LonLat> Near(STRtree<LonLat> corners, LonLat p)
    {
        var envelope = new Envelope(p.Lon, p.Lon, p.Lat, p.Lat);
        envelope.ExpandBy(Tolerance);
        return corners.Query(envelope);
    }

    private static bool Meets(PlannedArea area, Envelope reach) => area.AllRings.SelectMany(r => r).Any() && Box(area).Intersects(reach);

    private static Envelope Box(PlannedArea area)
    {
        var box = new Envelope();
        foreach (var point in area.Polygons.SelectMany(p => p[0]))
            box.ExpandToInclude(point.Lon, point.Lat);
        return box;
    }

    private static (LonLat, LonLat) Key(LonLat a, LonLat b) => a.Lon < b.Lon || (a.Lon == b.Lon && a.Lat < b.Lat) ? (a, b) : (b, a);

    private static double Along(LonLat a, LonLat b, LonLat p)
    {
        var (dx, dy) = (b.Lon - a.Lon, b.Lat - a.Lat);
        return (((p.Lon - a.Lon) * dx) + ((p.Lat - a.Lat) * dy)) / ((dx * dx) + (dy * dy));
    }

    private static LonLat At(LonLat a, LonLat b, double along) => new(a.Lon + ((b.Lon - a.Lon) * along), a.Lat + ((b.Lat - a.Lat) * along));

    private static double Square(LonLat a, LonLat b) => ((a.Lon - b.Lon) * (a.Lon - b.Lon)) + ((a.Lat - b.Lat) * (a.Lat - b.Lat));
}
