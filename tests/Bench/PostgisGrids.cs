using System.Diagnostics;
using System.Globalization;
using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;
using Gezhi.Tests.Shared;
using Npgsql;
using NpgsqlTypes;

namespace Gezhi.Tests.Bench;

/// <summary>The same polygons in PostGIS with a GiST index, asked for one point per round trip.</summary>
internal sealed class PostgisGrids : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _find;

    private PostgisGrids(NpgsqlConnection connection)
    {
        _connection = connection;
        _find = new NpgsqlCommand("select ordinal from grid where ST_Contains(ground, ST_SetSRID(ST_MakePoint($1, $2), 4326))", connection)
        {
            Parameters = { new NpgsqlParameter<double>(), new NpgsqlParameter<double>() },
        };
    }

    public static async Task<PostgisGrids> Load(TemporaryPostgres postgres, IReadOnlyList<GridShape> shapes, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(await postgres.CreateDatabase("grids", ct: ct));
        await connection.OpenAsync(ct);
        await Execute(connection, "create extension postgis", ct);
        await Execute(connection, "create table grid_text (ordinal int, wkt text)", ct);
        await using (var copy = await connection.BeginBinaryImportAsync("copy grid_text from stdin (format binary)", ct))
        {
            for (var i = 0; i < shapes.Count; i++)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(i, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(Wkt(shapes[i]), NpgsqlDbType.Text, ct);
            }

            await copy.CompleteAsync(ct);
        }

        await Execute(connection, "create table grid as select ordinal, ST_GeomFromText(wkt, 4326) as ground from grid_text", ct);
        await Execute(connection, "create index on grid using gist (ground)", ct);
        await Execute(connection, "vacuum analyze grid", ct);
        var grids = new PostgisGrids(connection);
        await grids._find.PrepareAsync(ct);
        return grids;
    }

    /// <summary>Points answered in a second, measured for about the given time.</summary>
    public async Task<double> Lookups(LonLat[] points, TimeSpan time, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var done = 0;
        for (; clock.Elapsed < time; done++)
            await Find(points[done % points.Length], ct);
        return done / clock.Elapsed.TotalSeconds;
    }

    /// <summary>How many points the two answer differently.</summary>
    public async Task<int> Differences(GridIndex index, ReadOnlyMemory<LonLat> points, CancellationToken ct)
    {
        var different = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var point = points.Span[i];
            if (await Find(point, ct) != index.Find(point.Lon, point.Lat))
                different++;
        }

        return different;
    }

    public async ValueTask DisposeAsync()
    {
        await _find.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task<int> Find(LonLat point, CancellationToken ct)
    {
        ((NpgsqlParameter<double>)_find.Parameters[0]).TypedValue = point.Lon;
        ((NpgsqlParameter<double>)_find.Parameters[1]).TypedValue = point.Lat;
        return await _find.ExecuteScalarAsync(ct) is int ordinal ? ordinal : -1;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
#pragma warning disable CA2100 // only the constants above come here
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Wkt(GridShape shape) =>
        $"MULTIPOLYGON({string.Join(',', shape.Polygons.Select(polygon => $"({string.Join(',', polygon.Select(Ring))})"))})";

    private static string Ring(LonLat[] ring)
    {
        var closed = ring[0] == ring[^1] ? ring : [.. ring, ring[0]];
        return $"({string.Join(',', closed.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Lon:R} {point.Lat:R}")))})";
    }
}
