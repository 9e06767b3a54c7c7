using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gezhi.Tests.Bench;

/// <summary>From the press on "in force" until a point is located by the new boundary, in the product with the seed town. 边界生效时间</summary>
public sealed class GridsBench : Bench
{
    private const string Community = "410103010004";

    public override string Name => "grids";

    public override string Summary => "a boundary edit until locating sees it";

    public override TimeSpan Limit => TimeSpan.FromMinutes(3);

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        await using var town = await BenchTown.Start(null, 0);
        using var http = new HttpClient { BaseAddress = town.Address };
        http.DefaultRequestHeaders.Add("Cookie", await town.SignIn("system-admin", "xitong01"));
        await town.Settle(TimeSpan.FromSeconds(20), ct);
        var (seen, previewed) = (new List<double>(), new List<double>());
        for (var round = 0; round < run.Choose(5, 15); round++)
        {
            var (change, lon, lat) = await Change(http, round, ct);
            var before = await At(http, lon, lat, ct);
            var clock = Stopwatch.StartNew();
            (await http.PostAsJsonAsync("/api/grids/changes/preview", change, ct)).EnsureSuccessStatusCode();
            previewed.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            (await http.PostAsJsonAsync("/api/grids/changes", change, ct)).EnsureSuccessStatusCode();
            while (await At(http, lon, lat, ct) == before)
                ct.ThrowIfCancellationRequested();
            seen.Add(clock.Elapsed.TotalMilliseconds);
        }

        var (visible, preview) = (Spread.Of(seen), Spread.Of(previewed));
        run.Say(
            $"{seen.Count} edits of 7,818 areas: seen after {visible.Median:F0} ms (worst {seen.Max():F0}), looked through in {preview.Median:F0} ms"
        );
        run.Figure("boundary_edit_seconds", visible.Median / 1000, "s");
        run.Figure("boundary_edit_visible_ms", visible.Median, "ms");
        run.Figure("boundary_edit_visible_worst_ms", seen.Max(), "ms");
        run.Figure("boundary_check_ms", preview.Median, "ms");
    }

    private static async Task<string?> At(HttpClient http, double lon, double lat, CancellationToken ct) =>
        (await http.GetFromJsonAsync<JsonNode>(FormattableString.Invariant($"/api/grids/at?lon={lon}&lat={lat}"), ct))!
            ["counts"]
            ?.GetValue<string>();

    /// <summary>One micro-grid of a grid with several becomes a grid of its own; the point lies in it.</summary>
    private static async Task<(JsonObject Change, double Lon, double Lat)> Change(HttpClient http, int round, CancellationToken ct)
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
        var ring = grid.Last()!["polygons"]![0]![0]!.AsArray();
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
        return (change, ring.Average(p => p![0]!.GetValue<double>()), ring.Average(p => p![1]!.GetValue<double>()));
    }
}
