using System.Collections.Concurrent;
using Gezhi.Grids.Drawing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Grids.Tiles;

/// <summary>Tiles of today's ground, drawn when first asked for and kept until the ground changes. 瓦片服务</summary>
/// <remarks>Public: borders, roads and names are on every resident's map. Cases and people never come into a tile.</remarks>
public sealed class TileStore(BaseMap map)
{
    /// <summary>Browsers enlarge beyond this.</summary>
    public const int NearestZoom = 18;

    private const long MostBytes = 96L << 20;
    private static readonly byte[] Nothing = [];
    private readonly BaseMap map = map;
    private Sheaf _kept = new("");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/map/tiles/{z:int}/{x:int}/{y:int}.mvt", Answer)
            .AllowAnonymous()
            .WithSummary("矢量瓦片 · Vector tile: areas, roads, water, parks, labels")
            .WithTags("Grids 网格");

    /// <summary>The bytes of a tile; empty when nothing lies on it.</summary>
    /// <exception cref="ArgumentException">There is no such tile.</exception>
    public byte[] Tile(TileAddress address) => Tile(map.Current, address);

    private byte[] Tile(MapGround ground, TileAddress address)
    {
        if (!address.IsValid)
            throw new ArgumentException($"There is no tile {address}.", nameof(address));
        if (!address.Box.Touches(ground.Extent))
            return Nothing;
        var kept = _kept;
        if (kept.Version != ground.Version || Volatile.Read(ref kept.Bytes) > MostBytes)
            _kept = kept = new Sheaf(ground.Version);
        return kept.Tiles.GetOrAdd(
            address,
            static (tile, from) =>
            {
                var bytes = VectorTile.Encode(tile, TileSheets.Of(from.ground, tile));
                Interlocked.Add(ref from.kept.Bytes, bytes.Length + 100);
                return bytes;
            },
            (ground, kept)
        );
    }

    private static IResult Answer(int z, int x, int y, HttpContext http, TileStore tiles)
    {
        var address = new TileAddress(z, x, y);
        if (z > NearestZoom || !address.IsValid)
            return TypedResults.NotFound();
        var ground = tiles.map.Current;
        var bytes = tiles.Tile(ground, address);
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return bytes.Length == 0
            ? TypedResults.NoContent()
            : TypedResults.Bytes(bytes, VectorTile.ContentType, entityTag: new EntityTagHeaderValue($"\"{ground.Version}\""));
    }

    private sealed class Sheaf(string version)
    {
        public long Bytes;

        public string Version { get; } = version;

        public ConcurrentDictionary<TileAddress, byte[]> Tiles { get; } = new();
    }
}
