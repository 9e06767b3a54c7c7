namespace Gezhi.Platform.Ui.Charts;

/// <summary>Places of a flow over several steps: stops stand in columns, bands run from each to those of the next. 多级流向布局</summary>
/// <remarks>Heights are proportional to the numbers everywhere; a column is centred, its gaps shrink when it has many stops. Unit: CSS pixels of the drawing.</remarks>
public sealed class FlowLayout
{
    /// <summary>Width of the drawing.</summary>
    public const double Width = 500;

    /// <summary>Height of the drawing.</summary>
    public const double Height = 226;

    /// <summary>Width of a stop.</summary>
    public const double Node = 7;

    /// <summary>Room right of the last column for its words.</summary>
    public const double LastWords = 104;

    /// <summary>Room above for the names of the steps.</summary>
    public const double Head = 20;

    private const double Gap = 12;

    /// <param name="columns">Numbers of the stops of each step; every step has the same sum.</param>
    /// <param name="links">Step, stop, stop of the next step, number.</param>
    public FlowLayout(IReadOnlyList<IReadOnlyList<double>> columns, IReadOnlyList<(int Column, int From, int To, double Value)> links)
    {
        var total = columns.Count == 0 ? 0 : columns.Max(c => c.Sum());
        var most = columns.Count == 0 ? 1 : columns.Max(c => c.Count);
        var gap = most > 1 ? Math.Min(Gap, (Height - Head) / 2 / (most - 1)) : 0;
        var scale = total > 0 ? (Height - Head - gap * (most - 1)) / total : 0;
        Stops = [.. columns.Select(column => Place(column, scale, gap))];
        var left = Stops.Select(s => s.Select(b => b.Top).ToArray()).ToArray();
        var entered = Stops.Select(s => s.Select(b => b.Top).ToArray()).ToArray();
        Bands =
        [
            .. links
                .OrderBy(l => l.Column)
                .ThenBy(l => l.From)
                .ThenBy(l => l.To)
                .Select(l =>
                {
                    var tall = l.Value * scale;
                    var band = new Band(l.Column, l.From, l.To, left[l.Column][l.From], entered[l.Column + 1][l.To], tall);
                    left[l.Column][l.From] += tall;
                    entered[l.Column + 1][l.To] += tall;
                    return band;
                }),
        ];
    }

    /// <summary>Each step's stops, top to bottom.</summary>
    public IReadOnlyList<IReadOnlyList<Box>> Stops { get; }

    /// <summary>What runs between them.</summary>
    public IReadOnlyList<Band> Bands { get; }

    /// <summary>Left edge of a column.</summary>
    public double X(int column) => Stops.Count < 2 ? 0 : column * (Width - LastWords - Node) / (Stops.Count - 1);

    /// <summary>Outline of a band.</summary>
    public string Path(Band band) =>
        SankeyLayout.Band(
            X(band.Column) + Node,
            new SankeyLayout.Box(band.Leaves, band.Tall),
            X(band.Column + 1),
            new SankeyLayout.Box(band.Enters, band.Tall)
        );

    /// <summary>Baselines of the words beside the stops of a column: moved apart where two would touch.</summary>
    public IReadOnlyList<double> Words(int column)
    {
        const double line = 13;
        var at = Stops[column].Select(b => b.Top + b.Tall / 2 + 4).ToArray();
        for (var i = 1; i < at.Length; i++)
            at[i] = Math.Max(at[i], at[i - 1] + line);
        for (var i = at.Length - 1; i >= 0; i--)
            at[i] = Math.Min(at[i], (i == at.Length - 1 ? Height + line - 2 : at[i + 1]) - line);
        return at;
    }

    private static Box[] Place(IReadOnlyList<double> values, double scale, double gap)
    {
        var at = Head + (Height - Head - values.Sum() * scale - gap * Math.Max(values.Count - 1, 0)) / 2;
        var boxes = new Box[values.Count];
        for (var i = 0; i < values.Count; i++)
        {
            boxes[i] = new Box(at, values[i] * scale);
            at += boxes[i].Tall + gap;
        }
        return boxes;
    }

    /// <summary>A stop.</summary>
    public sealed record Box(double Top, double Tall);

    /// <summary>What runs from one stop to another.</summary>
    public sealed record Band(int Column, int From, int To, double Leaves, double Enters, double Tall);
}
