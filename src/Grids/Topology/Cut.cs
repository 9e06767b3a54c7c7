using Gezhi.Platform.Geo;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Polygonize;

namespace Gezhi.Grids.Topology;

/// <summary>Cuts areas along a drawn line so that all of them get the same corners where it crosses their borders. 沿线拆分</summary>
internal sealed class Cut
{
    /// <summary>A crossing nearer than this to a corner goes through the corner: no slivers. Metres.</summary>
    public const double CornerMetres = 0.3;

    private readonly Plane plane;
    private readonly Dictionary<(LonLat, LonLat), List<LonLat>> crossings = [];
    private readonly List<LonLat> line = [];

    /// <param name="drawn">The line, two points or more.</param>
    /// <param name="areas">The area to be cut and all inside it.</param>
    public Cut(Plane plane, IReadOnlyList<LonLat> drawn, IReadOnlyList<PlannedArea> areas)
    {
        this.plane = plane;
        var points = drawn.Select(Rings.Rounded).ToList();
        var edges = areas.SelectMany(a => a.AllRings).SelectMany(Rings.Edges).Select(e => Key(e.From, e.To)).Distinct().ToList();
        line.AddRange(points);
        for (var round = 0; round < 2; round++) // drawn onto corners, the line has moved a little and may meet another edge
            Cross(edges);
    }

    /// <summary>The area with a corner wherever the line crosses its border.</summary>
    public PlannedArea Noded(PlannedArea area) => area with { Polygons = [.. area.Polygons.Select(p => p.Select(Noded).ToArray())] };

    /// <summary>The parts of an area, the largest first; one when the line does not divide it.</summary>
    public IReadOnlyList<LonLat[][]> Parts(PlannedArea area)
    {
        var noded = Noded(area);
        var polygonizer = new Polygonizer(extractOnlyPolygonal: false);
        var edges = noded.AllRings.SelectMany(Rings.Edges).ToHashSet();
        foreach (var (from, to) in edges)
            polygonizer.Add(Segment(from, to));
        for (var i = 0; i + 1 < line.Count; i++)
        {
            var (from, to) = (line[i], line[i + 1]);
            if (!edges.Contains((from, to)) && !edges.Contains((to, from)) && RingTest.Holds(area.Polygons, Middle(from, to)))
                polygonizer.Add(Segment(from, to));
        }
        var faces = polygonizer
            .GetPolygons()
            .Cast<Polygon>()
            .Where(face => RingTest.Holds(area.Polygons, Place(face.InteriorPoint.Coordinate)))
            .Select(face =>
                (LonLat[][])[.. face.InteriorRings.Prepend(face.ExteriorRing).Select(r => r.Coordinates.Select(Place).ToArray())]
            )
            .ToList();
        return [.. Rings.Normal(faces).OrderByDescending(face => plane.SquareMetres([face]))];
    }

    /// <summary>Whether the line crosses itself: then nobody knows which side is which.</summary>
    public bool CrossesItself => line.Count > 3 && !GeometryFactory.Default.CreateLineString([.. line.Select(At)]).IsSimple;

    private LonLat[] Noded(LonLat[] ring)
    {
        var noded = new List<LonLat>(ring.Length + 4);
        foreach (var (from, to) in Rings.Edges(ring))
        {
            noded.Add(from);
            if (crossings.TryGetValue(Key(from, to), out var on))
                noded.AddRange(on.OrderBy(p => plane.Distance(from, p)));
        }
        return [.. noded];
    }

    private void Cross(List<(LonLat A, LonLat B)> edges)
    {
        List<LonLat> crossed = [];
        for (var i = 0; i + 1 < line.Count; i++)
        {
            crossed.Add(line[i]);
            crossed.AddRange(Cross(line[i], line[i + 1], edges));
        }
        crossed.Add(line[^1]);
        line.Clear();
        foreach (var point in crossed)
            if (line.Count == 0 || line[^1] != point)
                line.Add(point);
    }

    private List<LonLat> Cross(LonLat from, LonLat to, List<(LonLat A, LonLat B)> edges)
    {
        var found = new List<LonLat>();
        foreach (var edge in edges)
        {
            if (Meeting(from, to, edge.A, edge.B) is not { } meeting)
                continue;
            var at = Onto(meeting, edge);
            found.Add(at);
            if (at == edge.A || at == edge.B)
                continue;
            if (!crossings.TryGetValue(edge, out var on))
                crossings[edge] = on = [];
            if (!on.Contains(at))
                on.Add(at);
        }
        return [.. found.Where(p => p != from && p != to).Distinct().OrderBy(p => plane.Distance(from, p))];
    }

    /// <summary>The corner it nearly meets, or a place of its own on the edge.</summary>
    private LonLat Onto(LonLat meeting, (LonLat A, LonLat B) edge) =>
        (crossings.GetValueOrDefault(edge) ?? [])
            .Prepend(edge.B)
            .Prepend(edge.A)
            .Cast<LonLat?>()
            .FirstOrDefault(c => plane.Distance(meeting, c!.Value) < CornerMetres)
        ?? Rings.Rounded(meeting);

    /// <summary>Where two segments meet; ends count, so that a line snapped to a corner goes through it.</summary>
    private static LonLat? Meeting(LonLat p, LonLat q, LonLat a, LonLat b)
    {
        var (rx, ry, sx, sy) = (q.Lon - p.Lon, q.Lat - p.Lat, b.Lon - a.Lon, b.Lat - a.Lat);
        var cross = (rx * sy) - (ry * sx);
        if (Math.Abs(cross) < 1e-20)
            return null;
        var t = (((a.Lon - p.Lon) * sy) - ((a.Lat - p.Lat) * sx)) / cross;
        var u = (((a.Lon - p.Lon) * ry) - ((a.Lat - p.Lat) * rx)) / cross;
        const double Slack = 1e-6;
        return t is >= -Slack and <= 1 + Slack && u is >= -Slack and <= 1 + Slack ? new LonLat(p.Lon + (t * rx), p.Lat + (t * ry)) : null;
    }

    private static (LonLat, LonLat) Key(LonLat a, LonLat b) => a.Lon < b.Lon || (a.Lon == b.Lon && a.Lat < b.Lat) ? (a, b) : (b, a);

    private static LonLat Middle(LonLat a, LonLat b) => new((a.Lon + b.Lon) / 2, (a.Lat + b.Lat) / 2);

    private static LineString Segment(LonLat from, LonLat to) => GeometryFactory.Default.CreateLineString([At(from), At(to)]);

    private static Coordinate At(LonLat p) => new(p.Lon, p.Lat);

    private static LonLat Place(Coordinate c) => new(c.X, c.Y);
}
