using System.Globalization;
using System.Text;

namespace Gezhi.Platform.Ui.Charts;

/// <summary>A smooth line through points that never overshoots them. 平滑曲线</summary>
/// <remarks>Monotone cubic interpolation (Fritsch and Carlson 1980), written as Bézier segments; accurate to 0.1 CSS pixels.</remarks>
public static class Curve
{
    /// <summary>The path data; a break wherever a value is missing.</summary>
    /// <param name="points">From left to right, x growing; a null y breaks the line.</param>
    public static string Path(IReadOnlyList<(double X, double? Y)> points)
    {
        var path = new StringBuilder();
        for (var start = 0; start < points.Count; start++)
        {
            if (points[start].Y is null)
                continue;
            var end = start;
            while (end + 1 < points.Count && points[end + 1].Y is not null)
                end++;
            Append(path, [.. points.Skip(start).Take(end - start + 1).Select(p => (p.X, p.Y!.Value))]);
            start = end;
        }
        return path.ToString();
    }

    /// <summary>A coordinate with one decimal, in the machine's notation.</summary>
    public static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static void Append(StringBuilder path, IReadOnlyList<(double X, double Y)> p)
    {
        path.Append(CultureInfo.InvariantCulture, $"M{At(p[0].X)} {At(p[0].Y)}");
        if (p.Count == 1)
            path.Append("h.1");
        var m = Slopes(p);
        for (var i = 0; i + 1 < p.Count; i++)
        {
            var third = (p[i + 1].X - p[i].X) / 3;
            var (a, b) = (p[i].Y + m[i] * third, p[i + 1].Y - m[i + 1] * third);
            path.Append(
                CultureInfo.InvariantCulture,
                $"C{At(p[i].X + third)} {At(a)} {At(p[i + 1].X - third)} {At(b)} {At(p[i + 1].X)} {At(p[i + 1].Y)}"
            );
        }
    }

    private static double[] Slopes(IReadOnlyList<(double X, double Y)> p)
    {
        var secants = new double[Math.Max(p.Count - 1, 1)];
        for (var i = 0; i + 1 < p.Count; i++)
            secants[i] = (p[i + 1].Y - p[i].Y) / (p[i + 1].X - p[i].X);
        var m = new double[p.Count];
        for (var i = 0; i < p.Count; i++)
        {
            var (before, after) = (secants[Math.Max(i - 1, 0)], secants[Math.Min(i, secants.Length - 1)]);
            m[i] =
                before * after <= 0
                    ? 0
                    : Math.Sign(before) * Math.Min(Math.Abs(before + after) / 2, 3 * Math.Min(Math.Abs(before), Math.Abs(after)));
        }
        return m;
    }
}
