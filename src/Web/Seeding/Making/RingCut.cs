namespace Gezhi.Web.Seeding.Making;

/// <summary>Where a line crosses a ring: at a corner (share 0) or on the edge that begins there. 交点</summary>
/// <param name="Index">Place of the corner in the ring.</param>
/// <param name="Share">0 up to 1, how far along the edge.</param>
/// <param name="Along">Metres along the line.</param>
internal readonly record struct Crossing(int Index, double Share, double Along);

/// <summary>A straight line over the drawing board. 切线</summary>
internal readonly record struct CutLine(Spot Through, Spot Direction)
{
    public double Side(Spot p) => Spot.Cross(Direction, p - Through);

    public double Along(Spot p) => Spot.Dot(Direction, p - Through);
}

/// <summary>Finds the pieces of a line that lie inside a ring; cutting along one of them gives two simple rings. 切分</summary>
internal static class RingCut
{
    /// <summary>The inner pieces, each from crossing to crossing; none when the line runs along an edge.</summary>
    /// <param name="snapMetres">A crossing closer than this to a corner is moved into the corner.</param>
    public static IEnumerable<(Crossing From, Crossing To)> Chords(IReadOnlyList<Spot> ring, CutLine line, double snapMetres)
    {
        var sides = Sides(ring, line, snapMetres);
        var crossings = new List<Crossing>();
        var touches = new List<double>();
        for (var i = 0; i < ring.Count; i++)
        {
            var next = (i + 1) % ring.Count;
            if (sides[i] == 0)
            {
                double before = sides[(i + ring.Count - 1) % ring.Count],
                    after = sides[next];
                if (before == 0 || after == 0)
                    yield break;
                if (before > 0 != after > 0)
                    crossings.Add(new Crossing(i, 0, line.Along(ring[i])));
                else
                    touches.Add(line.Along(ring[i]));
            }
            else if (sides[next] != 0 && sides[i] > 0 != sides[next] > 0)
            {
                var share = sides[i] / (sides[i] - sides[next]);
                crossings.Add(new Crossing(i, share, line.Along(ring[i] + (ring[next] - ring[i]) * share)));
            }
        }
        crossings.Sort((a, b) => a.Along.CompareTo(b.Along));
        for (var i = 0; i + 1 < crossings.Count; i += 2)
        {
            var (from, to) = (crossings[i], crossings[i + 1]);
            if (!touches.Exists(t => t > from.Along && t < to.Along))
                yield return (from, to);
        }
    }

    /// <summary>The corners strictly between two crossings, in the ring's own direction.</summary>
    public static IEnumerable<int> Between(int count, Crossing from, Crossing to)
    {
        var last = to.Share == 0 ? (to.Index + count - 1) % count : to.Index;
        if (from.Index == last)
            yield break;
        for (var i = (from.Index + 1) % count; ; i = (i + 1) % count)
        {
            yield return i;
            if (i == last)
                yield break;
        }
    }

    /// <summary>The two rings a cut along this piece would give.</summary>
    public static (List<Spot> First, List<Spot> Second) Parts(IReadOnlyList<Spot> ring, Crossing from, Crossing to)
    {
        Spot a = At(ring, from),
            b = At(ring, to);
        return (
            [a, .. Between(ring.Count, from, to).Select(i => ring[i]), b],
            [b, .. Between(ring.Count, to, from).Select(i => ring[i]), a]
        );
    }

    private static Spot At(IReadOnlyList<Spot> ring, Crossing c) =>
        c.Share == 0 ? ring[c.Index] : ring[c.Index] + (ring[(c.Index + 1) % ring.Count] - ring[c.Index]) * c.Share;

    private static double[] Sides(IReadOnlyList<Spot> ring, CutLine line, double snapMetres)
    {
        var sides = new double[ring.Count];
        for (var i = 0; i < ring.Count; i++)
            sides[i] = line.Side(ring[i]);
        for (var i = 0; i < ring.Count; i++)
        {
            var next = (i + 1) % ring.Count;
            if (sides[i] == 0 || sides[next] == 0 || sides[i] > 0 == sides[next] > 0)
                continue;
            var share = sides[i] / (sides[i] - sides[next]);
            var length = (ring[next] - ring[i]).Length;
            if (share * length < snapMetres && share <= 0.5)
                sides[i] = 0;
            else if ((1 - share) * length < snapMetres)
                sides[next] = 0;
        }
        return sides;
    }
}
