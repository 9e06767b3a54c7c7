using Gezhi.Cases.Rules;
using Gezhi.Platform.Geo;

namespace Gezhi.Cases.HandOver;

/// <summary>The places in between of one district, in memory. 移交清单索引</summary>
public sealed class PlaceIndex
{
    private const double MetresPerDegree = 111_320;
    private readonly Entry[] entries;

    /// <param name="places">Smaller ones win over larger ones; those taken off the register are left out.</param>
    public PlaceIndex(IEnumerable<PlaceInBetween> places) =>
        entries = [.. places.Where(p => !p.IsRemoved).Select(p => new Entry(p)).OrderBy(e => e.Size)];

    public static PlaceIndex Empty { get; } = new([]);

    /// <summary>Smallest first.</summary>
    public IEnumerable<PlaceInBetween> Places => entries.Select(e => e.Place);

    /// <summary>The smallest place around a matter whose list names its category; null when there is none.</summary>
    public PlaceInBetween? At(Matter matter)
    {
        foreach (var entry in entries)
            if (entry.Covers(matter))
                return entry.Place;
        return null;
    }

    /// <summary>How much ground a place takes. 范围</summary>
    /// <remarks>
    /// One person may say who answers for a spot; who answers for a whole street is a matter of the rules, which a second person approves
    /// (docs/decisions/0010-rule-books.md).
    /// </remarks>
    internal readonly struct Ground(PlaceInBetween place)
    {
        /// <summary>A community or less.</summary>
        private const int ShortestArea = 12;

        /// <summary>1 km².</summary>
        private const double MostSquareMetres = 1_000_000;

        /// <summary>More than one person alone may say of.</summary>
        public bool IsWide => SquareMetres is { } size ? size > MostSquareMetres : place.AreaPrefix is null or { Length: < ShortestArea };

        /// <summary>Of the circle or the outline; null for a bare area.</summary>
        private double? SquareMetres =>
            place.Corners() is { Count: > 0 } corners ? OfOutline(corners)
            : place.RadiusMetres is { } radius ? Math.PI * radius * radius
            : null;

        private static double OfOutline(IReadOnlyList<double[]> corners)
        {
            double twice = 0;
            for (int i = 0, j = corners.Count - 1; i < corners.Count; j = i++)
                twice += (corners[j][0] * corners[i][1]) - (corners[i][0] * corners[j][1]);
            return Math.Abs(twice) / 2 * MetresPerDegree * MetresPerDegree * Math.Cos(corners[0][1] * Math.PI / 180);
        }
    }

    private sealed class Entry
    {
        private readonly string[] categories;
        private readonly double[][] corners;
        private readonly BoundingBox box;

        public Entry(PlaceInBetween place)
        {
            Place = place;
            categories = place.CategoryPrefixes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            corners = [.. place.Corners()];
            box = Around(place, corners);
            Size = box.IsEmpty ? 1e6 - (place.AreaPrefix?.Length ?? 0) : (box.East - box.West) * (box.North - box.South);
        }

        public PlaceInBetween Place { get; }

        public double Size { get; }

        public bool Covers(Matter matter)
        {
            if (Place.AreaPrefix is { } area && !matter.AreaCode.StartsWith(area, StringComparison.Ordinal))
                return false;
            if (!box.IsEmpty && (matter is not { Lon: { } lon, Lat: { } lat } || !box.Contains(lon, lat) || !Holds(lon, lat)))
                return false;
            foreach (var category in categories)
                if (matter.CategoryKey.StartsWith(category, StringComparison.Ordinal))
                    return true;
            return false;
        }

        private bool Holds(double lon, double lat) => corners.Length > 0 ? IsInside(lon, lat) : Metres(lon, lat) <= Place.RadiusMetres;

        private double Metres(double lon, double lat)
        {
            var east = (lon - Place.Lon!.Value) * MetresPerDegree * Math.Cos(lat * Math.PI / 180);
            var north = (lat - Place.Lat!.Value) * MetresPerDegree;
            return Math.Sqrt((east * east) + (north * north));
        }

        private bool IsInside(double lon, double lat)
        {
            var isIn = false;
            for (int i = 0, j = corners.Length - 1; i < corners.Length; j = i++)
            {
                var (a, b) = (corners[i], corners[j]);
                if ((a[1] > lat) != (b[1] > lat) && lon < ((b[0] - a[0]) * (lat - a[1]) / (b[1] - a[1])) + a[0])
                    isIn = !isIn;
            }
            return isIn;
        }

        private static BoundingBox Around(PlaceInBetween place, double[][] corners)
        {
            if (corners.Length > 0)
                return new(corners.Min(c => c[0]), corners.Min(c => c[1]), corners.Max(c => c[0]), corners.Max(c => c[1]));
            if (place is not { Lon: { } lon, Lat: { } lat, RadiusMetres: { } radius })
                return BoundingBox.Empty;
            var (high, wide) = (radius / MetresPerDegree, radius / MetresPerDegree / Math.Cos(lat * Math.PI / 180));
            return new(lon - wide, lat - high, lon + wide, lat + high);
        }
    }
}
