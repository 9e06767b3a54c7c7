namespace Gezhi.Platform.Ui.Charts;

/// <summary>Heights of a two-step flow: sources into one trunk, trunk into results. 流向布局</summary>
/// <remarks>Every height is proportional to its value; gaps shrink when a side has many parts. Unit: CSS pixels of the drawing.</remarks>
internal sealed class SankeyLayout
{
    public const double Width = 316,
        Height = 172,
        Node = 7,
        Gap = 9;

    public SankeyLayout(IReadOnlyList<double> from, IReadOnlyList<double> to)
    {
        var total = Math.Max(from.Sum(), to.Sum());
        var most = Math.Max(from.Count, to.Count);
        var scale = total > 0 ? (Height - Gap * Math.Max(most - 1, 0)) / total : 0;
        Sources = Place(from, scale, Gap);
        Results = Place(to, scale, Gap);
        Trunk = new Box((Height - total * scale) / 2, total * scale);
        FromTrunk = Place(from, scale, 0, Trunk.Top);
        ToTrunk = Place(to, scale, 0, Trunk.Top);
    }

    public IReadOnlyList<Box> Sources { get; }

    public IReadOnlyList<Box> Results { get; }

    public Box Trunk { get; }

    /// <summary>Where each source enters the trunk.</summary>
    public IReadOnlyList<Box> FromTrunk { get; }

    /// <summary>Where each result leaves the trunk.</summary>
    public IReadOnlyList<Box> ToTrunk { get; }

    private static Box[] Place(IReadOnlyList<double> values, double scale, double gap, double? top = null)
    {
        var at = top ?? (Height - values.Sum() * scale - gap * Math.Max(values.Count - 1, 0)) / 2;
        var boxes = new Box[values.Count];
        for (var i = 0; i < values.Count; i++)
        {
            boxes[i] = new Box(at, values[i] * scale);
            at += boxes[i].Tall + gap;
        }
        return boxes;
    }

    /// <summary>A band between two boxes of equal height.</summary>
    public static string Band(double x1, Box a, double x2, Box b)
    {
        string At(double v) => Curve.At(v);
        var mid = At((x1 + x2) / 2);
        return $"M{At(x1)} {At(a.Top)}C{mid} {At(a.Top)} {mid} {At(b.Top)} {At(x2)} {At(b.Top)}v{At(b.Tall)}"
            + $"C{mid} {At(b.Top + b.Tall)} {mid} {At(a.Top + a.Tall)} {At(x1)} {At(a.Top + a.Tall)}Z";
    }

    public sealed record Box(double Top, double Tall)
    {
        public double Middle => Top + Tall / 2;
    }
}
