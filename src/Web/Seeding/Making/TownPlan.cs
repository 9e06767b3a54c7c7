using System.Text.Json;
using Gezhi.Platform.Geo;

namespace Gezhi.Web.Seeding.Making;

/// <summary>What the maker starts from: real codes, names and outline, and the sketch of roads and waters. 底稿</summary>
/// <remarks>Positions of the files are GCJ-02; here they are WGS-84 already.</remarks>
internal sealed record TownPlan(
    IReadOnlyList<LonLat> Outline,
    IReadOnlyList<PlannedArea> Areas,
    LonLat Centre,
    IReadOnlyList<Crowd> Crowds,
    double DensityFloor,
    IReadOnlyList<PlannedRoad> Roads,
    IReadOnlyList<PlannedWater> Waters,
    IReadOnlyList<PlannedPark> Parks
)
{
    public static TownPlan Read(string sourceFolder)
    {
        using var plan = JsonDocument.Parse(File.ReadAllText(Path.Combine(sourceFolder, "town-plan.json")));
        using var outline = JsonDocument.Parse(File.ReadAllText(Path.Combine(sourceFolder, "outline-410103-gcj02.json")));
        var root = plan.RootElement;
        var centres = root.GetProperty("streetCentres").EnumerateObject().ToDictionary(p => p.Name, p => Place(p.Value));
        var ring = outline.RootElement.GetProperty("ring").EnumerateArray().Select(Place).ToList();
        if (ring[0] == ring[^1])
            ring.RemoveAt(ring.Count - 1);
        return new TownPlan(
            ring,
            [.. File.ReadLines(Path.Combine(sourceFolder, "hierarchy-410103.csv")).Skip(1).Select(line => Area(line.Split(','), centres))],
            Place(root.GetProperty("centre")),
            [
                .. root.GetProperty("density")
                    .EnumerateArray()
                    .Select(c => new Crowd(Place(c.GetProperty("at")), Number(c, "weight"), Number(c, "reachMetres"))),
            ],
            Number(root, "densityFloor"),
            [.. root.GetProperty("roads").EnumerateArray().Select(Road)],
            [
                .. root.GetProperty("waters")
                    .EnumerateArray()
                    .Select(w => new PlannedWater(
                        Text(w, "name"),
                        Number(w, "widthMetres"),
                        [.. w.GetProperty("line").EnumerateArray().Select(Place)]
                    )),
            ],
            [
                .. root.GetProperty("parks")
                    .EnumerateArray()
                    .Select(p => new PlannedPark(
                        Text(p, "name"),
                        Place(p.GetProperty("at")),
                        Number(p, "widthMetres"),
                        Number(p, "heightMetres")
                    )),
            ]
        );
    }

    private static PlannedArea Area(string[] row, Dictionary<string, LonLat> placedBySeed)
    {
        LonLat? known = row[4].Length > 0 ? Real(Number(row[4]), Number(row[5])) : null;
        return new PlannedArea(
            row[0],
            row[1],
            row[2],
            row[3],
            known ?? (placedBySeed.TryGetValue(row[0], out var at) ? at : null),
            known is null
        );
    }

    private static PlannedRoad Road(JsonElement road)
    {
        double at = Number(road, "at"),
            from = Number(road, "from"),
            to = Number(road, "to");
        return Text(road, "axis") == "east"
            ? new PlannedRoad(Text(road, "name"), Real(from, at), Real(to, at))
            : new PlannedRoad(Text(road, "name"), Real(at, from), Real(at, to));
    }

    private static LonLat Place(JsonElement pair) => Real(pair[0].GetDouble(), pair[1].GetDouble());

    private static LonLat Real(double lon, double lat) => Coordinates.ToWgs84(new LonLat(lon, lat), CoordinateReference.Gcj02);

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}

/// <summary>An area of the public list. 区划</summary>
/// <param name="Level">district, street or community.</param>
/// <param name="At">Centre; null where none is known and none is planned.</param>
/// <param name="PlacedBySeed">No public centre is known.</param>
internal sealed record PlannedArea(string Code, string Name, string Level, string Parent, LonLat? At, bool PlacedBySeed);

/// <summary>Where many people live. 人口密集处</summary>
internal sealed record Crowd(LonLat At, double Weight, double ReachMetres);

/// <summary>A main road as a straight sketch. 主干道</summary>
internal sealed record PlannedRoad(string Name, LonLat From, LonLat To);

/// <summary>A river or lake as a line with a width. 水系</summary>
internal sealed record PlannedWater(string Name, double WidthMetres, IReadOnlyList<LonLat> Line);

/// <summary>A park or square around a point. 公园广场</summary>
internal sealed record PlannedPark(string Name, LonLat At, double WidthMetres, double HeightMetres);
