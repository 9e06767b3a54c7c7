namespace Gezhi.Indicators.Response;

/// <summary>Where the states and ways of a process map are drawn: layers from left to right, one level of its own for every way that is not a plain step. 流程图布局</summary>
/// <remarks>
/// Layers are longest paths over the ways that lead forward in the order of the life cycle; what leads back (退单, 返工, 重办) runs below, what jumps ahead
/// above. Every such way has its own level, so that no two labels meet. Unit: CSS pixels of the drawing.
/// </remarks>
public sealed class ProcessLayout
{
    public const int NodeWidth = 104,
        NodeHeight = 52;
    private const int Column = 168,
        Row = 92,
        Level = 26,
        Margin = 12;

    /// <param name="Key">Place in the order of the life cycle.</param>
    public sealed record Node(int Key, double X, double Y);

    /// <param name="Path">SVG path data.</param>
    /// <param name="LabelX">Middle of the label.</param>
    /// <param name="LabelY">Baseline of the label.</param>
    /// <param name="IsBack">It leads back.</param>
    public sealed record Edge(int From, int To, string Path, double LabelX, double LabelY, bool IsBack);

    /// <param name="keys">States that are drawn, as places in the order of the life cycle.</param>
    /// <param name="ways">Ways between them, the most gone first.</param>
    public ProcessLayout(IReadOnlyList<int> keys, IReadOnlyList<(int From, int To)> ways)
    {
        var ordered = keys.Order().ToList();
        var layers = ordered.ToDictionary(k => k, _ => 0);
        foreach (var to in ordered) // in the order of the life cycle every way forward comes from an earlier one
        foreach (var (from, _) in ways.Where(w => w.To == to && w.From < to && layers.ContainsKey(w.From)))
            layers[to] = Math.Max(layers[to], layers[from] + 1);
        var rows = ordered.GroupBy(k => layers[k]).SelectMany(g => g.Select((key, row) => (key, row))).ToDictionary(p => p.key, p => p.row);
        bool IsPlain((int From, int To) w) => w.From < w.To && layers[w.To] == layers[w.From] + 1;
        var above = ways.Where(w => w.From < w.To && !IsPlain(w)).ToList();
        var below = ways.Where(w => w.From >= w.To).ToList();
        var top = Margin + above.Count * Level;
        var bottom = top + (rows.Count == 0 ? 0 : (rows.Values.Max() + 1) * Row) - (Row - NodeHeight);
        Nodes = [.. ordered.Select(k => new Node(k, Margin + layers[k] * Column, top + rows[k] * Row))];
        var places = Nodes.ToDictionary(n => n.Key);
        Edges =
        [
            .. ways.Where(IsPlain).Select(w => Plain(places[w.From], places[w.To])),
            .. above
                .OrderBy(w => layers[w.To] - layers[w.From])
                .Select((w, i) => Around(places[w.From], places[w.To], top - (i + 1) * Level + 6, true)),
            .. below
                .OrderBy(w => layers[w.From] - layers[w.To])
                .Select((w, i) => Around(places[w.From], places[w.To], bottom + (i + 1) * Level - 4, false)),
        ];
        Width = 2 * Margin + (layers.Count == 0 ? 0 : layers.Values.Max()) * Column + NodeWidth;
        Height = bottom + below.Count * Level + Margin;
    }

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<Node> Nodes { get; }

    public IReadOnlyList<Edge> Edges { get; }

    private static Edge Plain(Node from, Node to)
    {
        var (x1, y1, x2, y2) = (from.X + NodeWidth, from.Y + NodeHeight / 2.0, to.X - 4, to.Y + NodeHeight / 2.0);
        var mid = (x1 + x2) / 2;
        return new Edge(
            from.Key,
            to.Key,
            FormattableString.Invariant($"M{x1:0.#} {y1:0.#}C{mid:0.#} {y1:0.#} {mid:0.#} {y2:0.#} {x2:0.#} {y2:0.#}"),
            mid,
            (y1 + y2) / 2 - 6,
            false
        );
    }

    /// <summary>Out of the top or bottom of a state, along a level of its own, into the top or bottom of another.</summary>
    private static Edge Around(Node from, Node to, double level, bool isAbove)
    {
        var side = isAbove ? 0 : NodeHeight;
        var (x1, x2) = from.Key == to.Key ? (from.X + 34, from.X + NodeWidth - 34) : (from.X + NodeWidth * .62, to.X + NodeWidth * .38);
        var (y1, y2) = (from.Y + side, to.Y + side + (isAbove ? -4 : 4));
        var bend = Math.Min(12, Math.Abs(x2 - x1) / 2) * Math.Sign(x2 - x1);
        return new Edge(
            from.Key,
            to.Key,
            FormattableString.Invariant(
                $"M{x1:0.#} {y1:0.#}L{x1:0.#} {level + (isAbove ? 8 : -8):0.#}Q{x1:0.#} {level:0.#} {x1 + bend:0.#} {level:0.#}L{x2 - bend:0.#} {level:0.#}Q{x2:0.#} {level:0.#} {x2:0.#} {level + (isAbove ? 8 : -8):0.#}L{x2:0.#} {y2:0.#}"
            ),
            (x1 + x2) / 2,
            level - 4,
            !isAbove
        );
    }
}
