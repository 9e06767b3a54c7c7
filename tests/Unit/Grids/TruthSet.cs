using System.Globalization;
using Gezhi.Grids.Geometry;
using Gezhi.Grids.Locating;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Real polygons and points answered by another library; read by path, never part of the repository.</summary>
internal sealed record TruthSet(IReadOnlyList<GridShape> Shapes, IReadOnlyList<TruthPoint> Points)
{
    /// <summary>The folder named by GEZHI_TRUTH, or ../shared/data/geo beside the repository; null when there is none.</summary>
    public static string? Folder
    {
        get
        {
            var given = Environment.GetEnvironmentVariable("GEZHI_TRUTH");
            if (!string.IsNullOrEmpty(given))
                return Directory.Exists(given) ? given : null;
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "Gezhi.slnx")))
                root = root.Parent;
            if (root?.Parent is null)
                return null;
            var beside = Path.Combine(root.Parent.FullName, "shared", "data", "geo");
            return Directory.Exists(beside) ? beside : null;
        }
    }

    public static async Task<TruthSet> Read(string polygonsFile, string pointsFile)
    {
        Assert.SkipWhen(Folder is null, "No truth set: set GEZHI_TRUTH to the folder with pip_truth_*.csv.");
        var shapes = new List<GridShape>();
        await using var source = File.OpenRead(Path.Combine(Folder!, polygonsFile));
        await foreach (var feature in GeoJson.Read(source))
            shapes.Add(new GridShape(feature.Text("id")!, feature.Polygons));
        var points = File.ReadLines(Path.Combine(Folder!, pointsFile)).Skip(1).Select(TruthPoint.Of).ToList();
        return new TruthSet(shapes, points);
    }
}

/// <summary>A point and the code expected there; null for outside.</summary>
internal sealed record TruthPoint(double Lon, double Lat, string Kind, string? Code)
{
    public static TruthPoint Of(string line)
    {
        var cells = line.Split(',');
        return new TruthPoint(
            double.Parse(cells[0], CultureInfo.InvariantCulture),
            double.Parse(cells[1], CultureInfo.InvariantCulture),
            cells[2],
            cells[3].Length == 0 ? null : cells[3]
        );
    }
}
