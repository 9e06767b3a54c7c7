namespace Gezhi.Web.Seeding.Making;

/// <summary>Cuts the district so that every street centre gets a block of its own. 街道划分</summary>
internal sealed class StreetCuts(Mesh mesh, IReadOnlyList<RoadLine> roads, Dice dice, List<RoadPiece> pieces)
{
    private const double SnapMetres = 60;
    private readonly Cutter _cutter = new(roads, dice);

    /// <summary>One ring per centre, in the order of the centres.</summary>
    public IEnumerable<(Spot Centre, List<int> Ring)> Divide(List<int> ring, List<Spot> centres)
    {
        if (centres.Count == 1)
            return [(centres[0], ring)];
        var full = mesh.Expand(ring);
        var cut = Best(mesh.Spots(full), centres);
        var (first, second, from, to) = mesh.Split(full, cut.From, cut.To);
        pieces.Add(new RoadPiece(cut.Road, 0, from, to));
        var inFirst = centres.ToLookup(centre => RingMeasure.Contains(mesh.Spots(first), centre));
        return Divide(first, [.. inFirst[true]]).Concat(Divide(second, [.. inFirst[false]]));
    }

    private Cut Best(List<Spot> ring, List<Spot> centres)
    {
        var best = Cut.None;
        foreach (var line in Lines(centres))
            best = _cutter.Better(best, ring, line, SnapMetres, trial => Penalty(trial, centres));
        return best != Cut.None ? best : throw new InvalidOperationException("Two street centres cannot be kept apart.");
    }

    /// <summary>Centres far from the cut are good; few centres on much ground is right in the south-west, so size counts little.</summary>
    private static double Penalty(Trial trial, List<Spot> centres)
    {
        var inFirst = centres.Count(c => RingMeasure.Contains(trial.First, c));
        var nearest = centres.Min(c => Math.Abs(trial.Line.Line.Side(c)));
        if (inFirst == 0 || inFirst == centres.Count || nearest < 90)
            return double.PositiveInfinity;
        return Math.Abs(trial.FirstShare - (double)inFirst / centres.Count) * 0.15 - Math.Min(nearest, 900) / 1500;
    }

    private IEnumerable<RoadLine> Lines(List<Spot> centres)
    {
        foreach (var road in roads)
            yield return road;
        foreach (var angle in new double[] { 0, 90, -14, 76, 14, 104, 30, 120, 60, 150 })
        {
            var direction = Spot.Towards(angle);
            var across = new Spot(-direction.Y, direction.X);
            var offsets = centres.Select(c => Spot.Dot(across, c)).Order().ToList();
            foreach (var (low, high) in offsets.Zip(offsets.Skip(1)))
            foreach (var share in new[] { 0.5, 0.35, 0.65 })
                yield return new RoadLine(new CutLine(across * (low + (high - low) * share), direction), 0, 0, null);
        }
    }
}
