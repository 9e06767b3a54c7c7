using System.Globalization;
using System.Text.Json;
using Gezhi.Grids.Areas;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;

namespace Gezhi.Web.Verbs;

/// <summary>Boundaries of a district from a GeoJSON file, each feature at community level: enough to locate, to try another city's data. 导入边界</summary>
internal static class ImportGrids
{
    private const int MostCommunities = 999;

    public static async Task<int> Run(GezhiDb db, string file, Words words, CancellationToken ct)
    {
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, ct));
        var features = json.RootElement.GetProperty("features").EnumerateArray().ToList();
        var (district, label) = (db.DistrictId.ToString(CultureInfo.InvariantCulture), words.One("--label") ?? "name");
        db.Add(New(db.DistrictId, district, AreaLevel.District, words.One("--name") ?? district, null));
        foreach (var (feature, index) in features.Select((f, i) => (f, i)))
        {
            var street = $"{district}{(index / MostCommunities) + 1:D3}";
            if (index % MostCommunities == 0)
                db.Add(New(db.DistrictId, street, AreaLevel.Street, $"{(index / MostCommunities) + 1}", null));
            var name = feature.GetProperty("properties").GetProperty(label).ToString();
            db.Add(
                New(
                    db.DistrictId,
                    $"{street}{(index % MostCommunities) + 1:D3}",
                    AreaLevel.Community,
                    name,
                    Shape(feature.GetProperty("geometry"))
                )
            );
        }
        await db.Save(ct);
        Console.WriteLine($"{features.Count} areas of {district}");
        return 0;
    }

    private static Area New(int districtId, string code, AreaLevel level, string name, string? shape) =>
        new()
        {
            DistrictId = districtId,
            Id = Ids.New(TimeProvider.System.UtcNow),
            Code = code,
            Level = level,
            NameZh = TextElements.Cut(name, 60),
            Shape = shape,
            Source = "imported",
            ValidFrom = new DateOnly(2000, 1, 1),
        };

    private static string Shape(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() == "Polygon" ? $"[{coordinates.GetRawText()}]" : coordinates.GetRawText();
    }
}
