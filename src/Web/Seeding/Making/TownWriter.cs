using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gezhi.Platform.Geo;

namespace Gezhi.Web.Seeding.Making;

/// <summary>Writes the town files: JSON with one thing per line, so that a change shows in a diff. 文件输出</summary>
internal static class TownWriter
{
    private const string Note =
        "Codes and names of district, streets and communities: public list (National Bureau of Statistics 2023). "
        + "Outline of the district: Vonng/adcode, CC BY 4.0, converted to WGS-84. All borders below the district are invented, not official. See seed/README.md.";

    private static readonly JavaScriptEncoder Plain = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static string Areas(IReadOnlyList<Block> areas, IReadOnlyList<LonLat> corners)
    {
        double lon = 113.5,
            lat = 34.6;
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{{\n\"note\": {Quote(Note)},\n\"originLon\": {lon}, \"originLat\": {lat},\n\"vertices\": [\n"
        );
        text.AppendJoin(
            ",\n",
            corners.Chunk(16).Select(row => string.Join(",", row.Select(c => $"{Step(c.Lon - lon)},{Step(c.Lat - lat)}")))
        );
        text.Append("\n],\n\"areas\": [\n").AppendJoin(",\n", areas.Select(Area)).Append("\n]\n}\n");
        return text.ToString();
    }

    public static string Map(
        IReadOnlyList<Road> roads,
        TownPlan plan,
        IReadOnlyList<(string Name, IReadOnlyList<LonLat> Ring)> parks,
        IReadOnlyList<LonLat> corners
    )
    {
        var text = new StringBuilder();
        text.Append(
            "{\n\"note\": \"Names of main roads, waters and some parks are real; every course and shape, and every side street, is invented.\",\n"
        );
        text.Append("\"roads\": [\n")
            .AppendJoin(
                ",\n",
                roads.Select(r =>
                    $"{{\"name\":{Quote(r.Name)},\"main\":{(r.IsMain ? "true" : "false")},\"lines\":[{string.Join(",", r.Lines.Select(l => Places(l.Select(c => corners[c]))))}]}}"
                )
            );
        text.Append("\n],\n\"waters\": [\n")
            .AppendJoin(
                ",\n",
                plan.Waters.Select(w => $"{{\"name\":{Quote(w.Name)},\"widthMetres\":{Number(w.WidthMetres)},\"line\":{Places(w.Line)}}}")
            );
        text.Append("\n],\n\"parks\": [\n").AppendJoin(",\n", parks.Select(p => $"{{\"name\":{Quote(p.Name)},\"ring\":{Places(p.Ring)}}}"));
        return text.Append("\n]\n}\n").ToString();
    }

    public static string Landmarks(IReadOnlyList<SeedLandmark> landmarks) =>
        new StringBuilder()
            .Append(
                "{\n\"note\": \"Invented places with invented coordinates; names of crossings join road names, stations keep their real names.\",\n\"landmarks\": [\n"
            )
            .AppendJoin(
                ",\n",
                landmarks.Select(l =>
                    $"{{\"kind\":\"{l.Kind}\",\"name\":{Quote(l.Name)},\"address\":{Quote(l.Address)},\"at\":{Place(l.At)},\"area\":\"{l.AreaCode}\"}}"
                )
            )
            .Append("\n]\n}\n")
            .ToString();

    private static string Area(Block a)
    {
        var official = a.OfficialName is null ? "" : $",\"officialName\":{Quote(a.OfficialName)}";
        var placed = a.Code.Length <= 9 ? $",\"placedBySeed\":{(a.PlacedBySeed ? "true" : "false")}" : "";
        var households = a.Households > 0 ? $",\"households\":{Number(a.Households)}" : "";
        return $"{{\"code\":\"{a.Code}\",\"name\":{Quote(a.Name)}{official}{placed}{households},\"ring\":[{string.Join(",", a.Ring)}]}}";
    }

    private static string Places(IEnumerable<LonLat> places) => $"[{string.Join(",", places.Select(Place))}]";

    private static string Place(LonLat p) => $"[{Number(Math.Round(p.Lon, 6))},{Number(Math.Round(p.Lat, 6))}]";

    private static string Step(double degrees) => Math.Round(degrees * 1e6).ToString(CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, Plain)}\"";
}
