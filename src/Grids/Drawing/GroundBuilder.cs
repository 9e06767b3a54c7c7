using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Places;
using Gezhi.Platform.Geo;
using NetTopologySuite.Geometries;

namespace Gezhi.Grids.Drawing;

/// <summary>Gathers the rows of all districts into one ground. 底图汇集</summary>
internal sealed class GroundBuilder : IDisposable
{
    private const double UsualWaterMetres = 15;

    /// <summary>Goes up when tiles tell more of the same rows: browsers keep what they have for a version.</summary>
    private const byte Form = 3;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<DrawnArea> areas = [];
    private readonly List<DrawnRoad> roads = [];
    private readonly List<DrawnPatch> waters = [];
    private readonly List<DrawnPatch> parks = [];
    private readonly List<DrawnPlace> places = [];
    private readonly List<DrawnCell> cells = [];

    /// <summary>Which names go when there is no room for all: kinds not named here come first, then these in order.</summary>
    private static readonly string[] Prominent =
    [
        "Park",
        "School",
        "Market",
        "Clinic",
        "Compound",
        "MetroExit",
        "BusStop",
        "Crossing",
        "Address",
    ];

    /// <summary>Adds one district; shapes are given so that nobody parses them twice.</summary>
    public void Add(
        IEnumerable<(Area Row, IReadOnlyList<LonLat[][]> Polygons)> rows,
        IEnumerable<MapFeature> features,
        IEnumerable<Landmark> landmarks
    )
    {
        foreach (var (row, polygons) in rows.OrderBy(r => r.Row.Code.Length).ThenBy(r => r.Row.Code, StringComparer.Ordinal))
        {
            areas.Add(new DrawnArea(row.Code, row.Level, row.Kind, row.NameZh, polygons) { NameEn = row.NameEn });
            Count(row.Id, row.Version);
        }
        foreach (var feature in features.OrderBy(f => f.Id))
        {
            Add(feature);
            Count(feature.Id, 1);
        }
        foreach (var landmark in landmarks.OrderBy(l => Array.IndexOf(Prominent, l.Kind)).ThenBy(l => l.Name, StringComparer.Ordinal))
        {
            places.Add(new DrawnPlace(landmark.Name, landmark.Kind, new LonLat(landmark.Lon, landmark.Lat)) { NameEn = landmark.NameEn });
            Count(landmark.Id, 1);
        }
    }

    /// <summary>Adds the unit grids, as they are located.</summary>
    public void Add(IEnumerable<Locating.GridShape> unitCells)
    {
        foreach (var cell in unitCells)
        {
            cells.Add(new DrawnCell(cell.Code, cell.Polygons));
            hash.AppendData(System.Text.Encoding.ASCII.GetBytes(cell.Code));
            hash.AppendData(BitConverter.GetBytes(cell.Polygons[0][0].Sum(p => p.Lon + p.Lat)));
        }
    }

    public MapGround Build(DateOnly on)
    {
        hash.AppendData([Form]);
        return new(on, Convert.ToHexStringLower(hash.GetCurrentHash().AsSpan(0, 8)), areas, roads, waters, parks, places) { Cells = cells };
    }

    public void Dispose() => hash.Dispose();

    private void Count(Guid id, int version)
    {
        Span<byte> bytes = stackalloc byte[20];
        id.TryWriteBytes(bytes);
        BitConverter.TryWriteBytes(bytes[16..], version);
        hash.AppendData(bytes);
    }

    private void Add(MapFeature feature)
    {
        var lines = Lines(feature.Shape);
        if (feature.Kind is "main-road" or "road")
            roads.Add(new DrawnRoad(feature.Name, feature.Kind == "main-road", lines) { NameEn = feature.NameEn });
        else if (feature.Kind == "park")
            parks.Add(new DrawnPatch(feature.Name, [.. lines.Select(ring => new[] { ring })]) { NameEn = feature.NameEn });
        else if (feature.Kind == "water")
            waters.Add(
                new DrawnPatch(feature.Name, [.. lines.SelectMany(line => Band(line, feature.WidthMetres ?? UsualWaterMetres))])
                {
                    NameEn = feature.NameEn,
                }
            );
    }

    private static List<LonLat[]> Lines(string shape) =>
        [.. JsonSerializer.Deserialize<double[][][]>(shape)!.Select(line => line.Select(p => new LonLat(p[0], p[1])).ToArray())];

    /// <summary>A river is kept as a line with a width; a map fills a band. Drawn on a plane around its first point.</summary>
    private static IEnumerable<LonLat[][]> Band(LonLat[] line, double widthMetres)
    {
        const double MetresPerDegree = 111_320;
        var (origin, east) = (line[0], MetresPerDegree * Math.Cos(line[0].Lat * Math.PI / 180));
        var path = GeometryFactory.Default.CreateLineString([
            .. line.Select(p => new Coordinate((p.Lon - origin.Lon) * east, (p.Lat - origin.Lat) * MetresPerDegree)),
        ]);
        var band = path.Buffer(widthMetres / 2, 4);
        for (var i = 0; i < band.NumGeometries; i++)
            if (band.GetGeometryN(i) is Polygon polygon)
                yield return [.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(Ring)];

        LonLat[] Ring(LineString ring) =>
            [.. ring.Coordinates.Select(c => new LonLat(origin.Lon + (c.X / east), origin.Lat + (c.Y / MetresPerDegree)))];
    }
}
