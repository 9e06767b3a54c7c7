using System.Buffers.Binary;
using Gezhi.Grids.Geometry;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;

namespace Gezhi.Grids.Importing;

/// <summary>Reads the polygons of a Shapefile's .shp. 形状文件</summary>
/// <remarks>Source: ESRI Shapefile Technical Description (July 1998). Outlines run clockwise there, holes the other way; Z and M values are passed by.</remarks>
internal static class ShapeReader
{
    private const int FileCode = 9994;
    private const int HeaderBytes = 100;

    /// <summary>Outlines and holes of one record; each hole is held against the outlines.</summary>
    private const int MostParts = 2_000;

    /// <summary>One entry per record, in order; an empty list of polygons for a null shape, a problem code where a record is damaged.</summary>
    /// <exception cref="RuleViolation"><c>gridfile.shp</c>, <c>gridfile.not-polygons</c>, <c>gridfile.too-many-points</c>.</exception>
    public static IEnumerable<(IReadOnlyList<LonLat[][]> Polygons, string? Fault)> Read(byte[] file, CancellationToken ct)
    {
        if (file.Length < HeaderBytes || BinaryPrimitives.ReadInt32BigEndian(file) != FileCode)
            throw new RuleViolation("gridfile.shp");
        if (BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(32)) is not (5 or 15 or 25))
            throw new RuleViolation("gridfile.not-polygons");
        return Records(file, ct);
    }

    private static IEnumerable<(IReadOnlyList<LonLat[][]>, string?)> Records(byte[] file, CancellationToken ct)
    {
        var left = GridFile.MostPoints;
        for (var at = HeaderBytes; at + 12 <= file.Length; )
        {
            ct.ThrowIfCancellationRequested();
            var length = (long)BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 4)) * 2;
            if (length < 4 || at + 8 + length > file.Length)
            {
                yield return ([], "gridfile.record-cut");
                yield break; // where the next record begins is not known
            }
            yield return Record(file.AsSpan(at + 8, (int)length), ref left, ct);
            at += 8 + (int)length;
        }
    }

    private static (IReadOnlyList<LonLat[][]>, string?) Record(ReadOnlySpan<byte> record, ref int left, CancellationToken ct)
    {
        var kind = BinaryPrimitives.ReadInt32LittleEndian(record);
        if (kind == 0)
            return ([], "geojson.no-geometry");
        if (kind is not (5 or 15 or 25))
            return ([], "geojson.not-polygon");
        if (record.Length < 44)
            return ([], "gridfile.record-cut");
        var (parts, points) = (BinaryPrimitives.ReadInt32LittleEndian(record[36..]), BinaryPrimitives.ReadInt32LittleEndian(record[40..]));
        if (parts <= 0 || points <= 0 || 44L + (4L * parts) + (16L * points) > record.Length)
            return ([], "gridfile.record-cut");
        if (parts > MostParts)
            return ([], "gridfile.too-many-parts");
        left -= Math.Min(left + 1, points);
        if (left < 0)
            throw new RuleViolation("gridfile.too-many-points", GridFile.MostPoints);
        var rings = new List<LonLat[]>();
        for (var i = 0; i < parts; i++)
        {
            var first = BinaryPrimitives.ReadInt32LittleEndian(record[(44 + (4 * i))..]);
            var next = i + 1 == parts ? points : BinaryPrimitives.ReadInt32LittleEndian(record[(48 + (4 * i))..]);
            if (first < 0 || next > points || next - first < 0)
                return ([], "gridfile.record-cut");
            var ring = new LonLat[next - first];
            for (var j = 0; j < ring.Length; j++)
                ring[j] = Point(record[(44 + (4 * parts) + (16 * (first + j)))..]);
            if (!Array.TrueForAll(ring, p => double.IsFinite(p.Lon) && double.IsFinite(p.Lat)))
                return ([], "geojson.bad-point");
            if (ring.Distinct().Count() < 3)
                return ([], "geojson.ring-too-short");
            rings.Add(ring);
        }
        return (Nested(rings, ct), null);
    }

    private static LonLat Point(ReadOnlySpan<byte> at) =>
        new(BinaryPrimitives.ReadDoubleLittleEndian(at), BinaryPrimitives.ReadDoubleLittleEndian(at[8..]));

    /// <summary>Holes go to the outline around them; a hole without one is taken as an outline, as careless programs write it.</summary>
    private static List<LonLat[][]> Nested(List<LonLat[]> rings, CancellationToken ct)
    {
        var shells = rings
            .Where(r => !(RingArea.SquareDegrees(r) > 0))
            .Select(r => (Ring: r, Box: BoundingBox.Of(r), Holes: new List<LonLat[]>()))
            .ToList();
        var loose = new List<LonLat[]>();
        foreach (var hole in rings.Where(r => RingArea.SquareDegrees(r) > 0))
        {
            ct.ThrowIfCancellationRequested();
            var around = shells.FindIndex(s => s.Box.Contains(hole[0].Lon, hole[0].Lat) && RingTest.Holds(s.Ring, hole[0]));
            (around < 0 ? loose : shells[around].Holes).Add(hole);
        }
        return [.. shells.Select(s => (LonLat[][])[s.Ring, .. s.Holes]), .. loose.Select(l => (LonLat[][])[l])];
    }
}
