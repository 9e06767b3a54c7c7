namespace Gezhi.Web.Seeding.Making;

/// <summary>Turns the cuts between areas into named roads. 道路生成</summary>
internal sealed class RoadMaker(Mesh mesh, TownWords words, Dice dice)
{
    private const double BridgedMetres = 250;
    private const double LongEnoughMetres = 330;

    /// <param name="areas">All areas; communities lend their names to side streets.</param>
    public List<Road> Make(IReadOnlyList<RoadPiece> pieces, IReadOnlyList<Block> areas)
    {
        var main = pieces.Where(p => p.Road is not null).GroupBy(p => p.Road!).Select(MainRoad).ToList();
        var used = main.Select(r => r.Name).ToHashSet();
        var communities = areas
            .Where(a => a.Code.Length == 12)
            .Select(a => (Stem: Stem(a.Name), Centre: RingMeasure.Centre(mesh.Spots(a.Ring))))
            .ToList();
        var side = pieces
            .Where(p => p.Road is null && (p.Rank < 2 || Length(p) > LongEnoughMetres))
            .Select(p => new Road(SideName(Middle(p), communities, used), false, [mesh.ExpandLine([p.From, p.To])]));
        return [.. main, .. side];
    }

    /// <summary>Strings the pieces of one main road together; short gaps are bridged, lone stubs dropped.</summary>
    private Road MainRoad(IGrouping<string, RoadPiece> pieces)
    {
        var first = pieces.First();
        var way = mesh.Corners[first.To] - mesh.Corners[first.From];
        var lines = new List<List<int>>();
        foreach (
            var line in pieces.Select(p => Forward(mesh.ExpandLine([p.From, p.To]), way)).OrderBy(l => Spot.Dot(mesh.Corners[l[0]], way))
        )
        {
            if (lines.Count > 0 && (mesh.Corners[lines[^1][^1]] - mesh.Corners[line[0]]).Length < BridgedMetres)
                lines[^1].AddRange(line[0] == lines[^1][^1] ? line.Skip(1) : line);
            else
                lines.Add(line);
        }
        var longest = lines.Max(LineLength);
        return new Road(pieces.Key, true, [.. lines.Where(l => LineLength(l) > Math.Min(longest * 0.9, LongEnoughMetres))]);
    }

    private List<int> Forward(List<int> line, Spot way)
    {
        if (Spot.Dot(mesh.Corners[line[^1]] - mesh.Corners[line[0]], way) < 0)
            line.Reverse();
        return line;
    }

    private string SideName(Spot at, List<(string Stem, Spot Centre)> communities, HashSet<string> used)
    {
        var near = communities.Where(c => (c.Centre - at).Length < 700).OrderBy(c => (c.Centre - at).Length).Select(c => c.Stem).Take(3);
        foreach (var stem in near.Concat(dice.Shuffle(words.Streets)))
        foreach (var tail in dice.Shuffle(words.StreetTails).Take(2))
            if (used.Add(stem + tail))
                return stem + tail;
        throw new InvalidOperationException("The seed town has run out of street names.");
    }

    /// <summary>马寨社区 → 马寨, 淮河路社区 → 淮河, 永安东街社区 → 永安, 鑫苑国际花园社区 → 鑫苑.</summary>
    private static string Stem(string community)
    {
        var stem = community
            .Replace("社区", "", StringComparison.Ordinal)
            .Replace("地区", "", StringComparison.Ordinal)
            .TrimEnd('路', '街', '村');
        var end = Array.FindIndex(Endings, ending => stem.Length > ending.Length + 1 && stem.EndsWith(ending, StringComparison.Ordinal));
        return end < 0 ? stem : stem[..^Endings[end].Length];
    }

    private static readonly string[] Endings = ["国际花园", "花园", "家园", "小区", "街坊", "东", "西", "南", "北", "中"];

    private double Length(RoadPiece piece) => (mesh.Corners[piece.To] - mesh.Corners[piece.From]).Length;

    private double LineLength(List<int> line) => line.Zip(line.Skip(1)).Sum(e => (mesh.Corners[e.First] - mesh.Corners[e.Second]).Length);

    private Spot Middle(RoadPiece piece) => (mesh.Corners[piece.To] + mesh.Corners[piece.From]) * 0.5;
}
