using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Norms;

/// <summary>Which areas of one level share a border, and how long it is. 邻接关系</summary>
internal sealed class Neighbours
{
    private readonly Dictionary<string, Dictionary<string, double>> metres = [];

    /// <param name="areas">Areas that do not overlap, with exactly shared borders.</param>
    public Neighbours(IReadOnlyList<PlannedArea> areas, Plane plane)
    {
        var owners = new Dictionary<(LonLat, LonLat), string>();
        foreach (var area in areas)
        foreach (var (from, to) in area.AllRings.SelectMany(Rings.Edges))
        {
            if (!owners.Remove((to, from), out var other))
                owners[(from, to)] = area.Code;
            else if (other != area.Code)
                Add(area.Code, other, plane.Distance(from, to));
        }
    }

    /// <summary>Code → metres of shared border.</summary>
    public IReadOnlyDictionary<string, double> Of(string code) => metres.GetValueOrDefault(code) ?? [];

    private void Add(string a, string b, double length)
    {
        foreach (var (from, to) in new[] { (a, b), (b, a) })
        {
            if (!metres.TryGetValue(from, out var known))
                metres[from] = known = [];
            known[to] = known.GetValueOrDefault(to) + length;
        }
    }
}
