using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Platform.Geo;

namespace Gezhi.Web.Seeding.Making;

/// <summary>Words for invented names. 取名用字</summary>
internal sealed record TownWords(
    IReadOnlyList<string> Streets,
    IReadOnlyList<string> StreetTails,
    IReadOnlyList<string> Compounds,
    IReadOnlyList<string> CompoundTails,
    IReadOnlyList<string> Schools,
    IReadOnlyList<string> Markets,
    IReadOnlyList<string> Clinics,
    IReadOnlyList<MetroStation> Metro,
    IReadOnlyList<KnownPlace> Places
)
{
    public static TownWords Read(string sourceFolder) =>
        JsonSerializer.Deserialize<TownWords>(File.ReadAllText(Path.Combine(sourceFolder, "town-words.json")), JsonSerializerOptions.Web)!;
}

/// <summary>A station; the name is real, the place a sketch. 地铁站</summary>
/// <param name="At">GCJ-02, as in the file.</param>
internal sealed record MetroStation(string Station, [property: JsonPropertyName("at")] double[] At, string Exits)
{
    public LonLat Place => Coordinates.ToWgs84(new LonLat(At[0], At[1]), CoordinateReference.Gcj02);
}

/// <summary>A place everybody knows. 知名地点</summary>
/// <param name="At">GCJ-02, as in the file.</param>
internal sealed record KnownPlace(string Name, [property: JsonPropertyName("at")] double[] At)
{
    public LonLat Place => Coordinates.ToWgs84(new LonLat(At[0], At[1]), CoordinateReference.Gcj02);
}
