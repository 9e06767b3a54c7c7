using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Gezhi.Grids.Geometry;

/// <summary>Reads and writes areas as GeoJSON (RFC 7946). 网格边界文件</summary>
public static class GeoJson
{
    /// <summary>Reads the Polygon and MultiPolygon features of a FeatureCollection one after another.</summary>
    /// <remarks>Holds one feature at a time, so a file may be larger than memory; a single feature may have up to 64 MB.</remarks>
    /// <exception cref="GeoJsonFault">The file or one of its features cannot be taken; features before it have been handed out.</exception>
    public static IAsyncEnumerable<GeoJsonFeature> Read(Stream source, CancellationToken ct = default) => Read(source, false, ct);

    /// <summary>As <see cref="Read(Stream, CancellationToken)"/>, but features that cannot be taken come too, with their fault; coordinates may be any numbers.</summary>
    /// <exception cref="GeoJsonFault">The file as a whole cannot be taken.</exception>
    internal static IAsyncEnumerable<GeoJsonFeature> ReadEvenBad(Stream source, CancellationToken ct) => Read(source, true, ct);

    private static async IAsyncEnumerable<GeoJsonFeature> Read(
        Stream source,
        bool keepsBadOnes,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var parser = new FeatureParser(keepsBadOnes);
        while (!parser.IsFinished)
        {
            while (parser.Next() is { } feature)
                yield return feature;
            if (parser.IsFinished)
                break;
            parser.Take(await source.ReadAsync(parser.FreeSpace(), ct));
        }
    }

    /// <summary>Writes a FeatureCollection: rings closed, outlines anticlockwise, holes clockwise.</summary>
    /// <param name="target">Left open.</param>
    /// <param name="features">Properties may be string, number, bool or null.</param>
    /// <param name="decimals">Decimals of a degree; 7 is about one centimetre.</param>
    /// <param name="ct">Stops between two features.</param>
    public static async Task Write(Stream target, IEnumerable<GeoJsonFeature> features, int decimals = 7, CancellationToken ct = default)
    {
        await using var json = new Utf8JsonWriter(target);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var feature in features)
        {
            FeatureWriter.Write(json, feature, decimals);
            if (json.BytesPending > 1 << 16)
                await json.FlushAsync(ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }
}
