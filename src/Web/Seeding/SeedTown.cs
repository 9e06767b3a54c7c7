using System.Text.Json;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;

namespace Gezhi.Web.Seeding;

/// <summary>The seed town as committed in seed/town: areas, roads, waters, parks and landmarks. 示例区县</summary>
/// <remarks>Codes and names of district, streets and communities are real; borders below the district are invented. See seed/README.md.</remarks>
public sealed record SeedTown(
    IReadOnlyList<SeedArea> Areas,
    IReadOnlyList<SeedRoad> Roads,
    IReadOnlyList<SeedWater> Waters,
    IReadOnlyList<SeedPark> Parks,
    IReadOnlyList<SeedLandmark> Landmarks
)
{
    /// <summary>Reads the committed files.</summary>
    /// <param name="seedFolder">The repository's folder <c>seed</c>.</param>
    public static SeedTown Read(string seedFolder) => Parse(name => File.ReadAllText(Path.Combine(seedFolder, "town", name)));

    /// <summary>Reads the files from where the caller has them.</summary>
    internal static SeedTown Parse(Func<string, string> textOf)
    {
        using var areas = JsonDocument.Parse(textOf("areas.json"));
        using var map = JsonDocument.Parse(textOf("map.json"));
        using var landmarks = JsonDocument.Parse(textOf("landmarks.json"));
        var root = map.RootElement;
        return new SeedTown(
            ReadAreas(areas.RootElement),
            [
                .. root.GetProperty("roads")
                    .EnumerateArray()
                    .Select(r => new SeedRoad(
                        Text(r, "name"),
                        r.GetProperty("main").GetBoolean(),
                        [.. r.GetProperty("lines").EnumerateArray().Select(Places)]
                    )),
            ],
            [
                .. root.GetProperty("waters")
                    .EnumerateArray()
                    .Select(w => new SeedWater(Text(w, "name"), w.GetProperty("widthMetres").GetDouble(), Places(w.GetProperty("line")))),
            ],
            [.. root.GetProperty("parks").EnumerateArray().Select(p => new SeedPark(Text(p, "name"), Places(p.GetProperty("ring"))))],
            [
                .. landmarks
                    .RootElement.GetProperty("landmarks")
                    .EnumerateArray()
                    .Select(
                        (l, i) =>
                            new SeedLandmark(
                                i + 1,
                                Enum.Parse<LandmarkKind>(Text(l, "kind")),
                                Text(l, "name"),
                                Text(l, "address"),
                                Place(l.GetProperty("at")),
                                Text(l, "area")
                            )
                    ),
            ]
        );
    }

    /// <summary>The area with this code.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public SeedArea Area(string code) => Areas.Single(a => a.Code == code);

    private static List<SeedArea> ReadAreas(JsonElement root)
    {
        double lon = root.GetProperty("originLon").GetDouble(),
            lat = root.GetProperty("originLat").GetDouble();
        var steps = root.GetProperty("vertices").EnumerateArray().Select(v => v.GetInt32()).ToArray();
        var vertices = steps.Chunk(2).Select(v => new LonLat(Math.Round(lon + v[0] / 1e6, 6), Math.Round(lat + v[1] / 1e6, 6))).ToArray();
        return
        [
            .. root.GetProperty("areas")
                .EnumerateArray()
                .Select(a => new SeedArea(
                    Text(a, "code"),
                    Text(a, "name"),
                    a.TryGetProperty("officialName", out var official) ? official.GetString() : null,
                    !a.TryGetProperty("placedBySeed", out var placed) || placed.GetBoolean(),
                    a.TryGetProperty("households", out var households) ? households.GetInt32() : 0,
                    [.. a.GetProperty("ring").EnumerateArray().Select(v => vertices[v.GetInt32()])]
                )),
        ];
    }

    private static List<LonLat> Places(JsonElement list) => [.. list.EnumerateArray().Select(Place)];

    private static LonLat Place(JsonElement pair) => new(pair[0].GetDouble(), pair[1].GetDouble());

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}

/// <summary>An area of the seed town. 区域</summary>
/// <param name="Code">6, 9, 12, 15 or 17 digits; the code of the parent is its beginning.</param>
/// <param name="Name">Daily name, e.g. 淮河社区.</param>
/// <param name="OfficialName">Name in the public list, of communities only.</param>
/// <param name="PlacedBySeed">True where even the centre is invented; false for the district and streets whose centre is public.</param>
/// <param name="Households">Invented; 50–70 in a micro-grid, 0 above (sum up the micro-grids).</param>
/// <param name="Ring">Outline, WGS-84, counter-clockwise, open; corners are shared exactly with the neighbours.</param>
public sealed record SeedArea(string Code, string Name, string? OfficialName, bool PlacedBySeed, int Households, IReadOnlyList<LonLat> Ring)
{
    /// <summary>Step of the area tree. 层级</summary>
    public AreaLevel Level => AreaCode.Parse(Code).Level;

    /// <summary>Code of the area around it; null for the district. 上级编码</summary>
    public string? ParentCode => AreaCode.Parse(Code).Parent?.Value;
}

/// <summary>A road: the name of a main road is real, its course invented; a side street is invented wholly. 道路</summary>
public sealed record SeedRoad(string Name, bool IsMain, IReadOnlyList<IReadOnlyList<LonLat>> Lines);

/// <summary>A river or lake as a line with a width; the shape is invented. 水系</summary>
public sealed record SeedWater(string Name, double WidthMetres, IReadOnlyList<LonLat> Line);

/// <summary>A park or square; the shape is invented. 公园广场</summary>
public sealed record SeedPark(string Name, IReadOnlyList<LonLat> Ring);

/// <summary>What a landmark is. 地标类别</summary>
public enum LandmarkKind
{
    /// <summary>A corner of two roads. 路口</summary>
    Crossing,

    /// <summary>A house with a number on a road. 门牌</summary>
    Address,

    /// <summary>A residential compound. 小区</summary>
    Compound,

    /// <summary>学校、幼儿园</summary>
    School,

    /// <summary>市场</summary>
    Market,

    /// <summary>卫生服务机构</summary>
    Clinic,

    /// <summary>公交站</summary>
    BusStop,

    /// <summary>地铁口</summary>
    MetroExit,

    /// <summary>公园广场</summary>
    Park,

    /// <summary>Street office or another known place. 公共场所</summary>
    Place,
}

/// <summary>A place people name instead of a coordinate. 地标</summary>
/// <param name="No">1 up, in the order of the file.</param>
/// <param name="Address">Road, or crossing it stands at; for display beside the name.</param>
/// <param name="AreaCode">Micro-grid it lies in, 17 digits.</param>
public sealed record SeedLandmark(int No, LandmarkKind Kind, string Name, string Address, LonLat At, string AreaCode);
