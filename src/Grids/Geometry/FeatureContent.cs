using System.Text.Json;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Geometry;

/// <summary>Reads one feature, naming its number in every complaint. 要素内容</summary>
internal static class FeatureContent
{
    /// <param name="anyNumbers">Also coordinates that are no degrees: swapped or projected ones, which the caller looks at.</param>
    public static GeoJsonFeature Of(JsonElement feature, int number, bool anyNumbers = false)
    {
        if (feature.ValueKind != JsonValueKind.Object || TextOf(feature, "type") != "Feature")
            throw new GeoJsonFault("geojson.not-feature", number, "not a Feature");
        if (!feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object)
            throw new GeoJsonFault("geojson.no-geometry", number, "it has no geometry");
        var id = feature.TryGetProperty("id", out var given) && given.ValueKind != JsonValueKind.Null ? given.ToString() : null;
        return new GeoJsonFeature(id, PropertiesOf(feature), PolygonsOf(geometry, number, anyNumbers));
    }

    private static Dictionary<string, object?> PropertiesOf(JsonElement feature)
    {
        var properties = new Dictionary<string, object?>();
        if (!feature.TryGetProperty("properties", out var given) || given.ValueKind != JsonValueKind.Object)
            return properties;
        foreach (var property in given.EnumerateObject())
            properties[property.Name] = ValueOf(property.Value);
        return properties;
    }

    private static object? ValueOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        };

    private static LonLat[][][] PolygonsOf(JsonElement geometry, int number, bool anyNumbers)
    {
        if (!geometry.TryGetProperty("coordinates", out var coordinates))
            throw new GeoJsonFault("geojson.no-geometry", number, "its geometry has no coordinates");
        return TextOf(geometry, "type") switch
        {
            "Polygon" => [RingsOf(coordinates, number, anyNumbers)],
            "MultiPolygon" => ItemsOf(coordinates, number, "polygons", polygon => RingsOf(polygon, number, anyNumbers)),
            var other => throw new GeoJsonFault(
                "geojson.not-polygon",
                number,
                $"its geometry is {other ?? "unnamed"}, not Polygon or MultiPolygon"
            ),
        };
    }

    private static LonLat[][] RingsOf(JsonElement polygon, int number, bool anyNumbers) =>
        ItemsOf(polygon, number, "rings", ring => RingOf(ring, number, anyNumbers));

    private static LonLat[] RingOf(JsonElement ring, int number, bool anyNumbers)
    {
        var points = ItemsOf(ring, number, "points", point => PointOf(point, number, anyNumbers));
        return points.Distinct().Count() >= 3
            ? points
            : throw new GeoJsonFault("geojson.ring-too-short", number, "a ring has fewer than three different points");
    }

    private static LonLat PointOf(JsonElement point, int number, bool anyNumbers)
    {
        if (
            point.ValueKind != JsonValueKind.Array
            || point.GetArrayLength() < 2
            || point[0].ValueKind != JsonValueKind.Number
            || point[1].ValueKind != JsonValueKind.Number
        )
            throw new GeoJsonFault("geojson.bad-point", number, "a point is not [longitude, latitude]");
        var (lon, lat) = (point[0].GetDouble(), point[1].GetDouble());
        return anyNumbers || (Math.Abs(lon) <= 180 && Math.Abs(lat) <= 90)
            ? new LonLat(lon, lat)
            : throw new GeoJsonFault(
                "geojson.out-of-range",
                number,
                FormattableString.Invariant($"{lon}, {lat} are not degrees; convert the file to WGS-84 longitude and latitude")
            );
    }

    private static T[] ItemsOf<T>(JsonElement list, int number, string what, Func<JsonElement, T> read)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw new GeoJsonFault("geojson.bad-coordinates", number, $"its list of {what} is missing or empty");
        return [.. list.EnumerateArray().Select(read)];
    }

    private static string? TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
