using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Tiles;

/// <summary>Something drawn on a tile. 瓦片要素</summary>
/// <param name="Id">Number that stays the same over tiles and zooms; null for none. Browsers keep only 53 bits: put codes into attributes.</param>
/// <param name="Attributes">Values are string, bool, int, long or double; null values are left out.</param>
public abstract record TileFeature(long? Id, IReadOnlyDictionary<string, object?> Attributes);

/// <summary>An area. 面</summary>
/// <param name="Id">See <see cref="TileFeature"/>.</param>
/// <param name="Attributes">See <see cref="TileFeature"/>.</param>
/// <param name="Polygons">Polygons → rings → points, the first ring the outline.</param>
public sealed record TileArea(long? Id, IReadOnlyDictionary<string, object?> Attributes, IReadOnlyList<LonLat[][]> Polygons)
    : TileFeature(Id, Attributes);

/// <summary>One or more lines. 线</summary>
/// <param name="Id">See <see cref="TileFeature"/>.</param>
/// <param name="Attributes">See <see cref="TileFeature"/>.</param>
/// <param name="Lines">Each with at least two points.</param>
public sealed record TileLine(long? Id, IReadOnlyDictionary<string, object?> Attributes, IReadOnlyList<LonLat[]> Lines)
    : TileFeature(Id, Attributes);

/// <summary>One or more points. 点</summary>
/// <param name="Id">See <see cref="TileFeature"/>.</param>
/// <param name="Attributes">See <see cref="TileFeature"/>.</param>
/// <param name="Points">WGS-84 degrees.</param>
public sealed record TilePoint(long? Id, IReadOnlyDictionary<string, object?> Attributes, IReadOnlyList<LonLat> Points)
    : TileFeature(Id, Attributes);

/// <summary>A named sheet of features. 瓦片图层</summary>
public sealed record TileLayer(string Name, IReadOnlyList<TileFeature> Features);
