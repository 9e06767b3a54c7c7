namespace Gezhi.Web.Seeding.Making;

/// <summary>A line that may become a street, with where it begins and ends along itself. 候选路线</summary>
/// <param name="Name">Name of the road; null for a line of no road.</param>
internal readonly record struct RoadLine(CutLine Line, double From, double To, string? Name)
{
    /// <summary>Whether the road covers most of a piece of its line.</summary>
    public bool Carries(double from, double to) => Name is null || Math.Min(to, To) - Math.Max(from, From) > 0.7 * (to - from);
}

/// <summary>A cut being weighed. 试切</summary>
/// <param name="First">The first part.</param>
/// <param name="FirstShare">Its share of the area, 0–1.</param>
internal readonly record struct Trial(List<Spot> First, double FirstShare, RoadLine Line);

/// <summary>A cut that could be made. 切分方案</summary>
/// <param name="FirstShare">Share of the area in the first part, 0–1.</param>
internal sealed record Cut(Crossing From, Crossing To, double FirstShare, double Score, string? Road)
{
    public static readonly Cut None = new(default, default, 0, double.NegativeInfinity, null);
}

/// <summary>Looks for the cut that gives two compact blocks of the wanted sizes, along a main road where one passes. 切分</summary>
internal sealed class Cutter(IReadOnlyList<RoadLine> roads, Dice dice)
{
    private const double RoadBonus = 0.45;

    /// <summary>The best cut of a ring that is to become <paramref name="leaves"/> blocks of like size.</summary>
    /// <param name="jitterDegrees">How far cuts may turn from east–west and north–south.</param>
    public (Cut Cut, int FirstLeaves) Halve(IReadOnlyList<Spot> ring, int leaves, double snapMetres, double jitterDegrees)
    {
        var best = Cut.None;
        foreach (var angle in Angles(jitterDegrees))
        foreach (var wanted in new[] { leaves / 2, leaves - leaves / 2 }.Distinct())
        foreach (var line in Sweep(ring, angle, (double)wanted / leaves))
            best = Better(best, ring, line, snapMetres, t => Math.Abs(t.FirstShare - (double)wanted / leaves) * leaves * 0.7);
        foreach (var road in roads)
            best = Better(best, ring, road, snapMetres, t => Math.Abs(t.FirstShare - Nearest(t.FirstShare, leaves)) * leaves * 0.7);
        if (best == Cut.None)
            throw new InvalidOperationException("A block of the seed town cannot be cut.");
        return (best, Math.Clamp((int)Math.Round(best.FirstShare * leaves), 1, leaves - 1));
    }

    /// <summary>The better of a cut already found and the best along one more line.</summary>
    /// <param name="penalty">What speaks against a cut; infinite refuses it.</param>
    public Cut Better(Cut best, IReadOnlyList<Spot> ring, RoadLine line, double snapMetres, Func<Trial, double> penalty)
    {
        foreach (var (from, to) in RingCut.Chords(ring, line.Line, snapMetres))
        {
            if (!line.Carries(from.Along, to.Along))
                continue;
            var (first, second) = RingCut.Parts(ring, from, to);
            if (first.Count < 3 || second.Count < 3)
                continue;
            double a = RingMeasure.Area(first),
                b = RingMeasure.Area(second);
            if (a <= 0 || b <= 0)
                continue;
            var round = Math.Min(RingMeasure.Roundness(first), RingMeasure.Roundness(second));
            var bonus = line.Name is null ? dice.Share() * 0.04 : RoadBonus;
            var score = round + bonus - penalty(new Trial(first, a / (a + b), line));
            if (score > best.Score)
                best = new Cut(from, to, a / (a + b), score, line.Name);
        }
        return best;
    }

    private static double Nearest(double share, int leaves) => Math.Clamp(Math.Round(share * leaves), 1, leaves - 1) / leaves;

    private double[] Angles(double jitter) =>
        [
            dice.Between(-jitter, jitter),
            90 + dice.Between(-jitter, jitter),
            dice.Between(-jitter, jitter),
            90 + dice.Between(-jitter, jitter),
            45,
            135,
        ];

    /// <summary>Lines of one direction that leave about the wanted share of the area on their right.</summary>
    private static IEnumerable<RoadLine> Sweep(IReadOnlyList<Spot> ring, double angle, double share)
    {
        var direction = Spot.Towards(angle);
        var across = new Spot(-direction.Y, direction.X);
        double low = ring.Min(p => Spot.Dot(across, p)),
            high = ring.Max(p => Spot.Dot(across, p)),
            width = high - low;
        var whole = RingMeasure.Area(ring);
        for (var round = 0; round < 22; round++)
        {
            var middle = (low + high) / 2;
            if (AreaBelow(ring, across, middle) < share * whole)
                low = middle;
            else
                high = middle;
        }
        foreach (var shift in new[] { 0, -0.03, 0.03, -0.07, 0.07 })
            yield return new RoadLine(new CutLine(across * (low + shift * width), direction), 0, 0, null);
    }

    private static double AreaBelow(IReadOnlyList<Spot> ring, Spot across, double limit)
    {
        var kept = new List<Spot>(ring.Count + 4);
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            double before = Spot.Dot(across, ring[j]) - limit,
                now = Spot.Dot(across, ring[i]) - limit;
            if (before < 0 != now < 0)
                kept.Add(ring[j] + (ring[i] - ring[j]) * (before / (before - now)));
            if (now < 0)
                kept.Add(ring[i]);
        }
        return kept.Count < 3 ? 0 : RingMeasure.Area(kept);
    }
}
