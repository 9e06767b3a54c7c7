using System.Diagnostics;
using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Bench;

/// <summary>One random point after another among 8,000 bent polygons, and the same in PostGIS. 网格定位</summary>
public sealed class LocateBench : Bench
{
    public override string Name => "locate";

    public override string Summary => "points located among polygons in memory, and beside PostGIS";

    public override string Usage => "[POLYGONS]";

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        if (TemporaryPostgres.WhyNot("postgis") is { } missing)
            throw new BenchImpossible(missing);
        var shapes = InventedTiling.Of(run.Number(0, 8_000), seed: 410103);
        var built = Stopwatch.StartNew();
        var index = new GridIndex(shapes);
        built.Stop();
        var points = RandomPoints(index, run.Choose(2_000_000, 5_000_000));
        Describe(run, index, built.Elapsed);

        await using var postgres = await TemporaryPostgres.Start(ct: ct);
        await using var postgis = await PostgisGrids.Load(postgres, shapes, ct);
        var rounds = run.Choose(5, 9);
        var (ours, theirs) = (new List<double>(), new List<double>());
        _ = Lookups(index, points);
        await postgis.Lookups(points, TimeSpan.FromSeconds(1), ct);
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(Lookups(index, points));
            theirs.Add(await postgis.Lookups(points, TimeSpan.FromSeconds(run.Choose(1, 3)), ct));
        }

        Report(run, Spread.Of(ours), Spread.Of(theirs));
        run.Figure("different_answers", await postgis.Differences(index, points.AsMemory(0, run.Choose(20_000, 100_000)), ct), "points");
        run.Figure("build_ms", built.Elapsed.TotalMilliseconds, "ms");
        run.Figure("index_megabytes", index.MemoryBytes / 1e6, "MB");
    }

    /// <summary>Random order, far more cells than the processor keeps near.</summary>
    private static LonLat[] RandomPoints(GridIndex index, int count)
    {
        var random = new Random(20260301);
        var box = index.Box;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => new LonLat(
                    box.West + random.NextDouble() * (box.East - box.West),
                    box.South + random.NextDouble() * (box.North - box.South)
                )),
        ];
    }

    private static double Lookups(GridIndex index, LonLat[] points)
    {
        var found = 0;
        var clock = Stopwatch.StartNew();
        foreach (var point in points)
        {
            if (index.Find(point.Lon, point.Lat) >= 0)
                found++;
        }

        var perSecond = points.Length / clock.Elapsed.TotalSeconds;
        return found > points.Length / 2 ? perSecond : throw new InvalidOperationException("Most points should lie in a grid.");
    }

    private static void Describe(BenchRun run, GridIndex index, TimeSpan built)
    {
        var vertices = index.Shapes.Sum(shape => shape.Rings.Sum(ring => ring.Length));
        var size = index.Size;
        run.Say(
            $"{index.Count:N0} polygons with {vertices:N0} vertices, built in {built.TotalMilliseconds:F0} ms, {index.MemoryBytes / 1e6:F1} MB"
        );
        run.Say(
            $"{size.Cells:N0} cells, {size.Rasters:N0} rasters, {size.Divides:N0} divided, {size.Leaves:N0} leaves with {size.LeafEdges:N0} edges"
        );
    }

    private static void Report(BenchRun run, Spread ours, Spread theirs)
    {
        run.Table(
            ["single thread, single points", "median /s", "lowest", "highest"],
            [ours.Row("GridIndex.Find"), theirs.Row("PostGIS ST_Contains, prepared, one connection")]
        );
        run.Figure("lookups_per_second", ours.Median, "lookups/s");
        run.Figure("postgis_lookups_per_second", theirs.Median, "lookups/s");
        run.Figure("ratio_to_postgis", ours.Median / theirs.Median, "times");
    }
}
