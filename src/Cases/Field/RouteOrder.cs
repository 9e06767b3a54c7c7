using Gezhi.Platform.Geo;

namespace Gezhi.Cases.Field;

/// <summary>Puts places into a short order of walking: what presses first, then near by near. 路线排序</summary>
/// <remarks>
/// Nearest neighbour, then 2-opt and moved stops until nothing gets shorter. Distances are straight lines, so the order is a good
/// guess and not a proof; over 200 stops it still takes milliseconds.
/// </remarks>
internal static class RouteOrder
{
    /// <summary>Metres by which a change must be shorter, so that rounding cannot go on for ever.</summary>
    private const double Gain = 0.01;

    /// <param name="stops">In the order to keep where the way does not matter.</param>
    /// <param name="from">Where one stands; null begins at the first stop.</param>
    /// <param name="place">Null for a stop without a place: it comes last in its rank.</param>
    /// <param name="rank">All stops of a lower rank come before those of a higher one.</param>
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> stops, LonLat? from, Func<T, LonLat?> place, Func<T, int> rank)
    {
        var way = new List<T>();
        foreach (var part in stops.GroupBy(rank).OrderBy(g => g.Key))
        {
            var placed = part.Where(s => place(s) is not null).Select(s => (Stop: s, At: place(s)!.Value)).ToList();
            var walked = Walk([.. placed.Select(p => p.At)], from);
            way.AddRange(walked.Select(i => placed[i].Stop));
            way.AddRange(part.Where(s => place(s) is null));
            if (walked.Length > 0)
                from = placed[walked[^1]].At;
        }
        return way;
    }

    /// <summary>Length of an order, in metres.</summary>
    public static double Metres(IReadOnlyList<LonLat> places, IReadOnlyList<int> order, LonLat? from)
    {
        var (sum, last) = (0d, from);
        foreach (var stop in order)
        {
            sum += last is { } at ? Coordinates.DistanceMetres(at, places[stop]) : 0;
            last = places[stop];
        }
        return sum;
    }

    /// <summary>Numbers of the places in walking order.</summary>
    public static int[] Walk(IReadOnlyList<LonLat> places, LonLat? from)
    {
        var order = Nearest(places, from);
        while (Reverse(places, order, from) || Shift(places, order, from)) { }
        return order;
    }

    private static int[] Nearest(IReadOnlyList<LonLat> places, LonLat? from)
    {
        var left = Enumerable.Range(0, places.Count).ToList();
        var order = new int[places.Count];
        for (var i = 0; i < order.Length; i++)
        {
            var next = from is { } at ? left.MinBy(stop => Coordinates.DistanceMetres(at, places[stop])) : left[0];
            left.Remove(next);
            (order[i], from) = (next, places[next]);
        }
        return order;
    }

    /// <summary>2-opt: turns a stretch round where that is shorter.</summary>
    private static bool Reverse(IReadOnlyList<LonLat> places, int[] order, LonLat? from)
    {
        var isShorter = false;
        for (var i = 0; i < order.Length - 1; i++)
        for (var j = i + 1; j < order.Length; j++)
        {
            var before = Step(places, order, from, i - 1, i) + Step(places, order, from, j, j + 1);
            var after = Step(places, order, from, i - 1, j) + Step(places, order, from, i, j + 1);
            if (after > before - Gain)
                continue;
            Array.Reverse(order, i, j - i + 1);
            isShorter = true;
        }
        return isShorter;
    }

    /// <summary>Moves one stop to another place in the order where that is shorter.</summary>
    private static bool Shift(IReadOnlyList<LonLat> places, int[] order, LonLat? from)
    {
        var best = Metres(places, order, from);
        for (var i = 0; i < order.Length; i++)
        for (var j = 0; j < order.Length; j++)
        {
            var tried = order.ToList();
            tried.RemoveAt(i);
            tried.Insert(j, order[i]);
            if (Metres(places, tried, from) > best - Gain)
                continue;
            tried.CopyTo(order);
            return true;
        }
        return false;
    }

    /// <summary>Metres between two positions of the order: -1 is the start, one past the end is nowhere.</summary>
    private static double Step(IReadOnlyList<LonLat> places, int[] order, LonLat? from, int i, int j)
    {
        LonLat? At(int n) =>
            n < 0 ? from
            : n < order.Length ? places[order[n]]
            : null;
        return At(i) is { } a && At(j) is { } b ? Coordinates.DistanceMetres(a, b) : 0;
    }
}
