namespace Gezhi.Grids.Tiles;

/// <summary>The square that is kept of the plane, the same from and to on both axes. 裁剪窗口</summary>
internal sealed record TileWindow(double From, double To)
{
    public bool Contains(TilePlace place) => place.X >= From && place.X <= To && place.Y >= From && place.Y <= To;

    /// <summary>Whether the rectangle around the places reaches into the window.</summary>
    public bool Touches(List<TilePlace> places)
    {
        var (west, east, north, south) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var place in places)
        {
            (west, east) = (Math.Min(west, place.X), Math.Max(east, place.X));
            (north, south) = (Math.Min(north, place.Y), Math.Max(south, place.Y));
        }

        return east >= From && west <= To && south >= From && north <= To;
    }

    /// <summary>Cuts a closed ring, side after side (Sutherland and Hodgman 1974); pieces of one ring stay joined along the window's edge.</summary>
    public IReadOnlyList<TilePlace> CutRing(IReadOnlyList<TilePlace> ring)
    {
        if (ring.All(Contains))
            return ring;
        var cut = CutSide(ring, place => place.X - From, place => place with { X = From });
        cut = CutSide(cut, place => To - place.X, place => place with { X = To });
        cut = CutSide(cut, place => place.Y - From, place => place with { Y = From });
        return CutSide(cut, place => To - place.Y, place => place with { Y = To });
    }

    /// <summary>Cuts a line into the pieces inside (Liang and Barsky 1984).</summary>
    public IEnumerable<List<TilePlace>> CutLine(IReadOnlyList<TilePlace> line)
    {
        var piece = new List<TilePlace>();
        for (var i = 1; i < line.Count; i++)
        {
            if (CutSegment(line[i - 1], line[i]) is not var (from, to))
                continue;
            if (piece.Count == 0 || piece[^1] != from)
            {
                if (piece.Count > 1)
                    yield return piece;
                piece = [from];
            }

            piece.Add(to);
        }

        if (piece.Count > 1)
            yield return piece;
    }

    private static List<TilePlace> CutSide(
        IReadOnlyList<TilePlace> ring,
        Func<TilePlace, double> inward,
        Func<TilePlace, TilePlace> ontoSide
    )
    {
        var cut = new List<TilePlace>(ring.Count + 4);
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[i == 0 ? ring.Count - 1 : i - 1], ring[i]);
            var (depthFrom, depthTo) = (inward(from), inward(to));
            if (depthFrom >= 0 != depthTo >= 0)
                cut.Add(ontoSide(Between(from, to, depthFrom / (depthFrom - depthTo))));
            if (depthTo >= 0)
                cut.Add(to);
        }

        return cut;
    }

    private (TilePlace From, TilePlace To)? CutSegment(TilePlace from, TilePlace to)
    {
        var (enter, leave) = (0.0, 1.0);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var isSeen =
            Narrow(-dx, from.X - From, ref enter, ref leave)
            && Narrow(dx, To - from.X, ref enter, ref leave)
            && Narrow(-dy, from.Y - From, ref enter, ref leave)
            && Narrow(dy, To - from.Y, ref enter, ref leave);
        if (!isSeen)
            return null;
        return (enter > 0 ? Between(from, to, enter) : from, leave < 1 ? Between(from, to, leave) : to);
    }

    private static bool Narrow(double towards, double room, ref double enter, ref double leave)
    {
        if (towards == 0)
            return room >= 0;
        var at = room / towards;
        if (towards < 0)
            enter = Math.Max(enter, at);
        else
            leave = Math.Min(leave, at);
        return enter <= leave;
    }

    private static TilePlace Between(TilePlace from, TilePlace to, double share) =>
        new(from.X + share * (to.X - from.X), from.Y + share * (to.Y - from.Y));
}
