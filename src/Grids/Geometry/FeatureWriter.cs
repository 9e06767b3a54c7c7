using System.Globalization;
using System.Text.Json;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Geometry;

/// <summary>Writes one feature. 写要素</summary>
internal static class FeatureWriter
{
    public static void Write(Utf8JsonWriter json, GeoJsonFeature feature, int decimals)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        if (feature.Id is not null)
            json.WriteString("id", feature.Id);
        json.WriteStartObject("properties");
        foreach (var (name, value) in feature.Properties)
            WriteProperty(json, name, value);
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        var isOne = feature.Polygons.Count == 1;
        json.WriteString("type", isOne ? "Polygon" : "MultiPolygon");
        json.WritePropertyName("coordinates");
        if (isOne)
            WritePolygon(json, feature.Polygons[0], decimals);
        else
            WritePolygons(json, feature.Polygons, decimals);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long or short or byte:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double or float or decimal:
                json.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException(
                    $"Property {name} is a {value.GetType().Name}; use text, a number or a boolean.",
                    nameof(value)
                );
        }
    }

    private static void WritePolygons(Utf8JsonWriter json, IReadOnlyList<LonLat[][]> polygons, int decimals)
    {
        json.WriteStartArray();
        foreach (var polygon in polygons)
            WritePolygon(json, polygon, decimals);
        json.WriteEndArray();
    }

    private static void WritePolygon(Utf8JsonWriter json, LonLat[][] polygon, int decimals)
    {
        json.WriteStartArray();
        for (var i = 0; i < polygon.Length; i++)
        {
            var isAnticlockwise = RingArea.SquareDegrees(polygon[i]) > 0;
            WriteRing(json, isAnticlockwise == (i == 0) ? polygon[i] : polygon[i].Reverse(), decimals);
        }

        json.WriteEndArray();
    }

    private static void WriteRing(Utf8JsonWriter json, IEnumerable<LonLat> ring, int decimals)
    {
        json.WriteStartArray();
        LonLat? first = null;
        LonLat last = default;
        foreach (var point in ring)
        {
            WritePoint(json, point, decimals);
            first ??= point;
            last = point;
        }

        if (first is { } start && start != last)
            WritePoint(json, start, decimals);
        json.WriteEndArray();
    }

    private static void WritePoint(Utf8JsonWriter json, LonLat point, int decimals)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round((decimal)point.Lon, decimals));
        json.WriteNumberValue(Math.Round((decimal)point.Lat, decimals));
        json.WriteEndArray();
    }
}
