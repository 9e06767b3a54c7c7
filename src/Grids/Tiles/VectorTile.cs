namespace Gezhi.Grids.Tiles;

/// <summary>Writes map tiles in the Mapbox Vector Tile format 2.1. 矢量瓦片</summary>
/// <remarks>Source: github.com/mapbox/vector-tile-spec, version 2.1. Content type <see cref="ContentType"/>.</remarks>
public static class VectorTile
{
    public const string ContentType = "application/vnd.mapbox-vector-tile";

    /// <summary>Cuts the features to the tile, leaves out detail too small to see and encodes the rest.</summary>
    /// <returns>The bytes of the tile; empty when nothing of any layer is seen on it. Layers without visible features are left out.</returns>
    /// <exception cref="ArgumentException">The address is not a tile, two layers share a name, or an attribute has another type.</exception>
    public static byte[] Encode(TileAddress tile, IReadOnlyList<TileLayer> layers, TileOptions? options = null)
    {
        if (!tile.IsValid)
            throw new ArgumentException($"There is no tile {tile.Zoom}/{tile.X}/{tile.Y}.", nameof(tile));
        var names = new HashSet<string>();
        var ground = new TileGround(tile, options ?? TileOptions.Default);
        var bytes = new ProtobufWriter();
        foreach (var layer in layers)
        {
            if (!names.Add(layer.Name))
                throw new ArgumentException($"Two layers are called {layer.Name}.", nameof(layers));
            if (Encode(layer, ground) is { } encoded)
                bytes.Message(LayerWriter.LayersOfTile, encoded);
        }

        return bytes.ToArray();
    }

    private static ProtobufWriter? Encode(TileLayer layer, TileGround ground)
    {
        var writer = new LayerWriter(layer.Name, ground.Extent);
        foreach (var feature in layer.Features)
        {
            var (kind, geometry) = feature switch
            {
                TileArea area => (GeometryKind.Polygon, CommandsOf(area, ground)),
                TileLine line => (GeometryKind.Line, CommandsOf(line, ground)),
                TilePoint point => (GeometryKind.Point, CommandsOf(point, ground)),
                _ => throw new ArgumentException($"{feature.GetType().Name} cannot be drawn.", nameof(layer)),
            };
            if (geometry.Count > 0)
                writer.Add(feature, kind, geometry);
        }

        return writer.IsEmpty ? null : writer.Encoded();
    }

    private static List<uint> CommandsOf(TileArea area, TileGround ground)
    {
        var commands = new GeometryCommands();
        foreach (var polygon in area.Polygons)
        {
            for (var i = 0; i < polygon.Length; i++)
            {
                var ring = ground.Ring(polygon[i], isOutline: i == 0);
                if (ring.Count > 0)
                    commands.Ring(ring);
                else if (i == 0)
                    break;
            }
        }

        return commands.Words;
    }

    private static List<uint> CommandsOf(TileLine line, TileGround ground)
    {
        var commands = new GeometryCommands();
        foreach (var piece in line.Lines.SelectMany(ground.Pieces))
            commands.Line(piece);
        return commands.Words;
    }

    private static List<uint> CommandsOf(TilePoint point, TileGround ground)
    {
        var commands = new GeometryCommands();
        var seen = ground.Points(point.Points);
        if (seen.Count > 0)
            commands.Points(seen);
        return commands.Words;
    }
}
