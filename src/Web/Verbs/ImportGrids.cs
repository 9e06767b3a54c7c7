using System.Globalization;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Geometry;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Verbs;

/// <summary>Boundaries of a district from a GeoJSON file, each feature at community level: enough to locate, to try another city's data. 导入边界</summary>
internal static class ImportGrids
{
    private const int MostCommunities = 999;

    public static async Task<int> Run(GezhiDb db, string file, Words words, CancellationToken ct)
    {
        var (district, label) = (db.DistrictId.ToString(CultureInfo.InvariantCulture), words.One("--label") ?? "name");
        if (!await db.Areas.AnyAsync(a => a.Code == district, ct)) // else ./dev admin made it
            db.Add(New(db.DistrictId, district, AreaLevel.District, words.One("--name") ?? district, null));
        var index = 0;
        try
        {
            await using var source = File.OpenRead(file);
            await foreach (var feature in GeoJson.Read(source, ct))
                Add(db, district, feature, label, index++);
        }
        catch (GeoJsonFault fault)
        {
            await Console.Error.WriteLineAsync($"{file}: {fault.Message} [{fault.Code}]. Nothing was imported.");
            return 1;
        }
        await db.Save(ct);
        Console.WriteLine($"{index} areas of {district}");
        return 0;
    }

    /// <summary>Streets are made up as they are needed: the file knows none.</summary>
    private static void Add(GezhiDb db, string district, GeoJsonFeature feature, string label, int index)
    {
        var number = index + 1;
        var street = $"{district}{(index / MostCommunities) + 1:D3}";
        if (index % MostCommunities == 0)
            db.Add(New(db.DistrictId, street, AreaLevel.Street, $"{(index / MostCommunities) + 1}", null));
        var name =
            feature.Text(label)
            ?? throw new GeoJsonFault("geojson.no-name", number, $"it has no property \"{label}\"; name the right one with --label");
        db.Add(
            New(db.DistrictId, $"{street}{(index % MostCommunities) + 1:D3}", AreaLevel.Community, name, AreaShape.Write(feature.Polygons))
        );
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
            Source = "文件导入",
            ValidFrom = new DateOnly(2000, 1, 1),
        };
}
