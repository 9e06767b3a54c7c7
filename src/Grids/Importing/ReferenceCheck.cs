using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Importing;

/// <summary>Finds files whose coordinates are swapped or in a shifted system, by comparing them with the boundaries known. 坐标系判断</summary>
/// <remarks>
/// GCJ-02 lies 300–700 m, BD-09 about another kilometre beside WGS-84; boundaries are known to metres. A file is called shifted when taking the shift off
/// brings it at least four times nearer to what is known, and the shift is larger than any redrawing of all areas at once: 100 m.
/// </remarks>
internal static class ReferenceCheck
{
    private const double LeastShiftMetres = 100;
    private const double Nearer = 4;
    private const int MostSamples = 60;

    private static readonly CoordinateReference[] Shifted = [CoordinateReference.Gcj02, CoordinateReference.Bd09];

    public static IEnumerable<Finding> Of(IReadOnlyList<PlannedArea> placed, IReadOnlyList<PlannedArea> known, CoordinateReference said)
    {
        var district = known.FirstOrDefault(a => a.Code.Length == 6 && a.Polygons.Count > 0);
        var box = BoundingBox.Of(
            (district is null ? known.Where(a => a.Polygons.Count > 0) : [district]).SelectMany(a => a.Polygons).SelectMany(p => p[0])
        );
        var swapped = placed.Where(a => IsSwapped(Middle(a), box)).ToList();
        if (swapped.Count > 0)
            return swapped.Select(a => new Finding(a.Row, FindingKind.SwappedAxes, a.Code));
        if (said is not (CoordinateReference.Wgs84 or CoordinateReference.Cgcs2000))
            return [];
        return (ByCode(placed, known) ?? ByParent(placed, known)) is { } shift
            ?
            [
                new Finding(
                    0,
                    shift.Reference == CoordinateReference.Gcj02 ? FindingKind.ShiftedGcj02 : FindingKind.ShiftedBd09,
                    "",
                    "",
                    Math.Round(shift.Metres)
                ),
            ]
            : [];
    }

    /// <summary>Whether a point lies in China at all.</summary>
    public static bool InChina(LonLat p) => Coordinates.IsInChinaBox(p);

    private static bool IsSwapped(LonLat middle, BoundingBox box)
    {
        var turned = new LonLat(middle.Lat, middle.Lon);
        if (box.IsEmpty)
            return !InChina(middle) && InChina(turned);
        var near = box.Widened(0.3, 0.3);
        return !near.Contains(middle.Lon, middle.Lat) && near.Contains(turned.Lon, turned.Lat);
    }

    /// <summary>Areas that stand already under the same code: how far their middles moved.</summary>
    private static (CoordinateReference Reference, double Metres)? ByCode(
        IReadOnlyList<PlannedArea> placed,
        IReadOnlyList<PlannedArea> known
    )
    {
        var standing = known.Where(a => a.Polygons.Count > 0).ToDictionary(a => a.Code);
        var pairs = placed.Where(a => standing.ContainsKey(a.Code)).Select(a => (New: Middle(a), Old: Middle(standing[a.Code]))).ToList();
        if (pairs.Count == 0)
            return null;
        var moved = Median(pairs.Select(p => Coordinates.DistanceMetres(p.New, p.Old)));
        var best = Shifted
            .Select(r => (Reference: r, Left: Median(pairs.Select(p => Coordinates.DistanceMetres(Coordinates.ToWgs84(p.New, r), p.Old)))))
            .MinBy(r => r.Left);
        return moved > LeastShiftMetres && best.Left * Nearer < moved ? (best.Reference, moved) : null;
    }

    /// <summary>New codes: how much of them lies outside the parents known.</summary>
    private static (CoordinateReference Reference, double Metres)? ByParent(
        IReadOnlyList<PlannedArea> placed,
        IReadOnlyList<PlannedArea> known
    )
    {
        var standing = known.Where(a => a.Polygons.Count > 0).ToDictionary(a => a.Code);
        var coverage = new Coverage(Plane.Around(known.Where(a => a.Polygons.Count > 0)));
        var samples = placed
            .Where(a =>
                a.ParentCode is { } parent && standing.ContainsKey(parent) && !standing.ContainsKey(a.Code) && !coverage.Soundness(a).Any()
            )
            .Take(MostSamples)
            .ToList();
        if (samples.Count == 0)
            return null;
        var asTold = Outside(a => a);
        var best = Shifted.Select(r => (Reference: r, Left: Outside(a => Taken(a, r)))).MinBy(r => r.Left);
        if (asTold <= 0.05 || best.Left * Nearer >= asTold)
            return null;
        var at = Middle(samples[0]);
        return (best.Reference, Coordinates.DistanceMetres(at, Coordinates.ToWgs84(at, best.Reference)));

        double Outside(Func<PlannedArea, PlannedArea> turned) =>
            samples.Average(a => 1 - coverage.ShareIn(turned(a), coverage.ShapeOf(standing[a.ParentCode!])));
    }

    private static PlannedArea Taken(PlannedArea area, CoordinateReference from) =>
        area with
        {
            Polygons = [.. area.Polygons.Select(p => p.Select(r => r.Select(c => Coordinates.ToWgs84(c, from)).ToArray()).ToArray())],
        };

    private static LonLat Middle(PlannedArea area) => BoundingBox.Of(area.Polygons.SelectMany(p => p[0])).Middle;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
