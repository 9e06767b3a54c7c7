using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Tiles;

/// <summary>Brings places onto one tile: projects, simplifies, cuts, rounds. 落图</summary>
internal sealed class TileGround(TileAddress tile, TileOptions options)
{
    private readonly double _unitsOfWorld = Math.ScaleB(options.Extent, tile.Zoom);
    private readonly TileWindow _window = new(-options.Buffer, options.Extent + options.Buffer);

    public int Extent => options.Extent;

    /// <summary>Corners of a ring as seen on the tile, outlines in the sense the format asks for; none when it is off the tile or too small.</summary>
    public IReadOnlyList<TileUnit> Ring(LonLat[] ring, bool isOutline)
    {
        var places = Project(ring);
        if (!_window.Touches(places))
            return [];
        if (places[0] != places[^1])
            places.Add(places[0]);
        var cut = _window.CutRing(LineSimplifier.Simplify(places, options.ToleranceUnits));
        var corners = Rounded(cut);
        if (corners.Count > 1 && corners[0] == corners[^1])
            corners.RemoveAt(corners.Count - 1);
        var twice = TwiceArea(corners);
        if (corners.Count < 3 || twice == 0 || IsTooSmall(places, twice))
            return [];
        if (twice > 0 != isOutline)
            corners.Reverse();
        return corners;
    }

    /// <summary>The pieces of a line that are seen on the tile.</summary>
    public IEnumerable<IReadOnlyList<TileUnit>> Pieces(LonLat[] line)
    {
        var places = Project(line);
        if (places.Count < 2 || !_window.Touches(places))
            yield break;
        foreach (var piece in _window.CutLine(LineSimplifier.Simplify(places, options.ToleranceUnits)))
        {
            var points = Rounded(piece);
            if (points.Count >= 2)
                yield return points;
        }
    }

    public IReadOnlyList<TileUnit> Points(IReadOnlyList<LonLat> points) =>
        [.. points.Select(Project).Where(_window.Contains).Select(place => place.Rounded)];

    /// <summary>A big area of which only a corner is seen stays; an area that is small as a whole goes.</summary>
    private bool IsTooSmall(List<TilePlace> whole, long twiceSeen) =>
        Math.Abs(twiceSeen) < 2 * options.SmallestSquareUnits && Math.Abs(TwiceArea(whole)) < 2 * options.SmallestSquareUnits;

    private List<TilePlace> Project(LonLat[] places)
    {
        var projected = new List<TilePlace>(places.Length + 1);
        foreach (var place in places)
            projected.Add(Project(place));
        return projected;
    }

    private TilePlace Project(LonLat place)
    {
        var (x, y) = TileAddress.WorldOf(place);
        return new TilePlace(x * _unitsOfWorld - (double)tile.X * Extent, y * _unitsOfWorld - (double)tile.Y * Extent);
    }

    private static List<TileUnit> Rounded(IReadOnlyList<TilePlace> places)
    {
        var rounded = new List<TileUnit>(places.Count);
        foreach (var place in places)
        {
            var unit = place.Rounded;
            if (rounded.Count == 0 || rounded[^1] != unit)
                rounded.Add(unit);
        }

        return rounded;
    }

    /// <summary>Positive for a ring that runs clockwise as seen on the screen, which the format wants of outlines.</summary>
    private static long TwiceArea(List<TileUnit> ring)
    {
        var sum = 0L;
        for (var i = 0; i < ring.Count; i++)
        {
            var next = ring[i + 1 == ring.Count ? 0 : i + 1];
            sum += (long)ring[i].X * next.Y - (long)next.X * ring[i].Y;
        }

        return sum;
    }

    private static double TwiceArea(List<TilePlace> ring)
    {
        var (origin, sum) = (ring[0], 0.0);
        for (var i = 1; i + 1 < ring.Count; i++)
        {
            sum += (ring[i].X - origin.X) * (ring[i + 1].Y - origin.Y) - (ring[i + 1].X - origin.X) * (ring[i].Y - origin.Y);
        }

        return sum;
    }
}
