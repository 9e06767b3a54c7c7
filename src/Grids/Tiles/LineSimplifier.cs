namespace Gezhi.Grids.Tiles;

/// <summary>Leaves out points that a line can do without (Douglas and Peucker 1973). 线化简</summary>
internal static class LineSimplifier
{
    /// <summary>Keeps both ends and every point needed to stay within the tolerance; a closed ring keeps the point farthest from its start.</summary>
    public static IReadOnlyList<TilePlace> Simplify(List<TilePlace> line, double tolerance)
    {
        if (line.Count <= 2 || tolerance <= 0)
            return line;
        var isKept = new bool[line.Count];
        isKept[0] = isKept[^1] = true;
        var spans = new Stack<(int First, int Last)>();
        spans.Push((0, line.Count - 1));
        while (spans.TryPop(out var span))
        {
            var (farthest, square) = Farthest(line, span.First, span.Last);
            if (square <= tolerance * tolerance)
                continue;
            isKept[farthest] = true;
            spans.Push((span.First, farthest));
            spans.Push((farthest, span.Last));
        }

        return [.. line.Where((_, i) => isKept[i])];
    }

    private static (int Index, double SquareDistance) Farthest(List<TilePlace> line, int first, int last)
    {
        var (best, square) = (-1, 0.0);
        for (var i = first + 1; i < last; i++)
        {
            var distance = SquareDistance(line[i], line[first], line[last]);
            if (distance > square)
                (best, square) = (i, distance);
        }

        return (best, square);
    }

    private static double SquareDistance(TilePlace place, TilePlace from, TilePlace to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = dx * dx + dy * dy;
        var along = length == 0 ? 0 : Math.Clamp(((place.X - from.X) * dx + (place.Y - from.Y) * dy) / length, 0, 1);
        var (x, y) = (place.X - from.X - along * dx, place.Y - from.Y - along * dy);
        return x * x + y * y;
    }
}
