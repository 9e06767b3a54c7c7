using System.Globalization;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Geometry;

/// <summary>A named area of a GeoJSON file. 要素</summary>
/// <param name="Id">The feature's id as text; null when it has none.</param>
/// <param name="Properties">Values are string, double, bool or null; lists and objects are kept as their JSON text.</param>
/// <param name="Polygons">Polygons → rings → points, the first ring the outline, the others holes; WGS-84 degrees.</param>
public sealed record GeoJsonFeature(string? Id, IReadOnlyDictionary<string, object?> Properties, IReadOnlyList<LonLat[][]> Polygons)
{
    /// <summary>Why the feature could not be taken; null for one that could.</summary>
    internal GeoJsonFault? Fault { get; init; }

    /// <summary>A property as text, numbers without needless digits.</summary>
    /// <returns>Null when missing or null.</returns>
    public string? Text(string name) =>
        Properties.GetValueOrDefault(name) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
