using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Bench;

/// <summary>From the press on "in force" until a point is located by the new boundary, in the product with the seed town. 边界生效时间</summary>
public sealed class GridsBench : Bench
{
    private const string Community = "410103010004";

    public override string Name => "grids";

    public override string Summary => "a boundary edit until locating sees it";

    /// <summary>Three first starts of the product, one after the other, and 30 edits.</summary>
    public override TimeSpan Limit => TimeSpan.FromMinutes(8);

    /// <summary>An edit that is not seen after so long is not seen at all.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        await using var town = await BenchTown.Start(null, 0);
        using var http = await Editor(town);
        await town.Settle(TimeSpan.FromSeconds(20), ct);
        var (seen, previewed) = (new List<double>(), new List<double>());
        for (var round = 0; round < run.Choose(5, 15); round++)
        {
            var (change, points) = await Change(http, round, ct);
            var before = await At(http, points, ct);
            var clock = Stopwatch.StartNew();
            (await http.PostAsJsonAsync("/api/grids/changes/preview", change, ct)).EnsureSuccessStatusCode();
            previewed.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            (await http.PostAsJsonAsync("/api/grids/changes", change, ct)).EnsureSuccessStatusCode();
            seen.Add(await Seen(http, before, points, TimeSpan.Zero, clock, ct));
        }

        var (visible, preview) = (Spread.Of(seen), Spread.Of(previewed));
        run.Say(
            $"{seen.Count} edits of 7,818 areas: seen after {visible.Median:F0} ms (worst {seen.Max():F0}), looked through in {preview.Median:F0} ms"
        );
        run.Figure("boundary_edit_seconds", visible.Median / 1000, "s");
        run.Figure("boundary_edit_visible_ms", visible.Median, "ms");
        run.Figure("boundary_edit_visible_worst_ms", seen.Max(), "ms");
        run.Figure("boundary_check_ms", preview.Median, "ms");
        if (TemporaryPostgres.WhyNot() is { } missing)
            run.Say($"the second node was not measured: {missing}");
        else if (run.Choose(false, true)) // three servers start: too long for a quick look
            await TwoNodes(run, ct);
    }

    /// <summary>Two processes over one PostgreSQL: the edit is made at the first, both are asked from the moment it is pressed.</summary>
    private static async Task TwoNodes(BenchRun run, CancellationToken ct)
    {
        await using var postgres = await TemporaryPostgres.Start(ct: ct);
        var database = await postgres.CreateDatabase("gezhi", ct: ct);
        await using var east = await BenchTown.Start(database, 0);
        await using var west = await BenchTown.Start(database, 0);
        using var atEast = await Editor(east);
        using var atWest = await Editor(west);
        await east.Settle(TimeSpan.FromSeconds(20), ct);
        await west.Settle(TimeSpan.FromSeconds(20), ct);
        var (same, other) = (new List<double>(), new List<double>());
        for (var round = 0; round < run.Choose(5, 15); round++)
        {
            var (change, points) = await Change(atEast, round, ct);
            var before = await At(atEast, points, ct);
            var clock = Stopwatch.StartNew();
            var pause = TimeSpan.FromMilliseconds(5);
            var seen = new[] { Seen(atEast, before, points, pause, clock, ct), Seen(atWest, before, points, pause, clock, ct) };
            (await atEast.PostAsJsonAsync("/api/grids/changes", change, ct)).EnsureSuccessStatusCode();
            same.Add(await seen[0]);
            other.Add(await seen[1]);
        }
        run.Say(
            $"two nodes on PostgreSQL, from the press: {Spread.Of(same).Median:F0} ms at the same, {Spread.Of(other).Median:F0} ms at the other (worst {other.Max():F0})"
        );
        run.Figure("boundary_visible_milliseconds", Spread.Of(same).Median, "ms");
        run.Figure("boundary_visible_second_node_milliseconds", Spread.Of(other).Median, "ms");
        run.Figure("boundary_visible_second_node_worst_milliseconds", other.Max(), "ms");
    }

    /// <summary>Milliseconds since the press until a node locates one of the points anew.</summary>
    private static async Task<double> Seen(
        HttpClient http,
        string before,
        IReadOnlyList<(double Lon, double Lat)> points,
        TimeSpan pause,
        Stopwatch since,
        CancellationToken ct
    )
    {
        while (await At(http, points, ct) == before)
        {
            if (since.Elapsed > LongestWait)
                throw new BenchImpossible($"{http.BaseAddress} still finds {before} after {LongestWait.TotalSeconds:F0} s");
            await Task.Delay(pause, ct);
        }
        return since.Elapsed.TotalMilliseconds;
    }

    private static async Task<HttpClient> Editor(BenchTown town)
    {
        var http = new HttpClient { BaseAddress = town.Address };
        http.DefaultRequestHeaders.Add("Cookie", await town.SignIn("system-admin", "xitong01"));
        return http;
    }

    /// <summary>The finest areas at the points.</summary>
    private static async Task<string> At(HttpClient http, IReadOnlyList<(double Lon, double Lat)> points, CancellationToken ct)
    {
        var found = new List<string?>();
        foreach (var (lon, lat) in points)
        {
            var answer = await http.GetFromJsonAsync<JsonNode>(FormattableString.Invariant($"/api/grids/at?lon={lon}&lat={lat}"), ct);
            found.Add(answer!["ordinary"]?.GetValue<string>());
        }
        return string.Join(' ', found);
    }

    /// <summary>
    /// One micro-grid of a grid with several becomes a part of its own. The larger part keeps the code of the grid, so there is a point in each: one of
    /// them is in another grid afterwards. With a point in one part alone half of the edits were never seen.
    /// </summary>
    private static async Task<(JsonObject Change, IReadOnlyList<(double Lon, double Lat)> Points)> Change(
        HttpClient http,
        int round,
        CancellationToken ct
    )
    {
        var scope = (await http.GetFromJsonAsync<JsonNode>($"/api/grids/scope/{Community}", ct))!["inside"]!.AsArray();
        var grids = scope
            .Where(a => a!["code"]!.GetValue<string>().Length == 17)
            .GroupBy(a => a!["code"]!.GetValue<string>()[..15])
            .Where(g => g.Count() > 1)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        if (grids.Count == 0)
            throw new BenchImpossible("no grid is left to split");
        var grid = grids[round % grids.Count];
        var codes = grid.Select(a => a!["code"]!.GetValue<string>()).ToList();
        var change = new JsonObject
        {
            ["kind"] = "Split",
            ["code"] = grid.Key,
            ["keepsCode"] = true,
            ["groups"] = JsonSerializer.SerializeToNode(new[] { codes[..^1].ToArray(), [codes[^1]] }),
            ["versions"] = JsonSerializer.SerializeToNode(
                scope.ToDictionary(a => a!["code"]!.GetValue<string>(), a => a!["version"]!.GetValue<int>())
            ),
        };
        return (change, [PointOf(grid.First()!), PointOf(grid.Last()!)]);
    }

    private static (double Lon, double Lat) PointOf(JsonNode area) =>
        Inside([.. area["polygons"]![0]![0]!.AsArray().Select(p => (p![0]!.GetValue<double>(), p[1]!.GetValue<double>()))]);

    /// <summary>
    /// A point that lies in the ring: half way up, in the middle of its widest piece. The mean of the corners of a crescent lies in a neighbour.
    /// </summary>
    private static (double Lon, double Lat) Inside((double Lon, double Lat)[] ring)
    {
        var lat = (ring.Min(p => p.Lat) + ring.Max(p => p.Lat)) / 2;
        var crossings = ring.Zip(ring.Skip(1).Append(ring[0]))
            .Where(edge => edge.First.Lat > lat != edge.Second.Lat > lat)
            .Select(edge =>
                edge.First.Lon + ((lat - edge.First.Lat) / (edge.Second.Lat - edge.First.Lat) * (edge.Second.Lon - edge.First.Lon))
            )
            .Order()
            .ToList();
        var (west, east) = crossings.Chunk(2).Select(pair => (pair[0], pair[1])).MaxBy(pair => pair.Item2 - pair.Item1);
        return ((west + east) / 2, lat);
    }
}
