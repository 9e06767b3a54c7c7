namespace Gezhi.Web.Seeding.Making;

/// <summary>Cuts a block into a number of blocks of like size. 区块划分</summary>
internal sealed class AreaCuts(Mesh mesh, IReadOnlyList<RoadLine> roads, Dice dice, List<RoadPiece> pieces)
{
    private const double SameRoadMetres = 260;
    private const double NearMetres = 5_000;

    /// <param name="rank">Rank of the roads along the cuts; 3 and more leave no road.</param>
    /// <param name="jitterDegrees">0 for a town of right angles, 25 for villages.</param>
    public List<List<int>> Divide(List<int> ring, int leaves, int rank, double jitterDegrees)
    {
        if (leaves == 1)
            return [ring];
        var full = mesh.Expand(ring);
        var spots = mesh.Spots(full);
        var leafMetres = Math.Sqrt(RingMeasure.Area(spots) / leaves);
        var (cut, firstLeaves) = new Cutter(Open(spots, rank), dice).Halve(spots, leaves, leafMetres * 0.16, jitterDegrees);
        var (first, second, from, to) = mesh.Split(full, cut.From, cut.To);
        if (rank <= 2 || cut.Road is not null)
            pieces.Add(new RoadPiece(cut.Road, rank, from, to));
        return [.. Divide(first, firstLeaves, rank, jitterDegrees), .. Divide(second, leaves - firstLeaves, rank, jitterDegrees)];
    }

    /// <summary>Roads that may still be drawn here: none inside a grid, and none beside a piece of itself.</summary>
    private List<RoadLine> Open(List<Spot> ring, int rank)
    {
        if (rank > 2)
            return [];
        var centre = RingMeasure.Centre(ring);
        return
        [
            .. roads.Where(r =>
                Math.Abs(r.Line.Side(centre)) < NearMetres && !pieces.Exists(p => p.Road == r.Name && Away(p, centre) < SameRoadMetres)
            ),
        ];
    }

    private double Away(RoadPiece piece, Spot from)
    {
        Spot a = mesh.Corners[piece.From],
            way = mesh.Corners[piece.To] - a;
        var share = Math.Clamp(Spot.Dot(from - a, way) / Spot.Dot(way, way), 0, 1);
        return (a + way * share - from).Length;
    }
}
