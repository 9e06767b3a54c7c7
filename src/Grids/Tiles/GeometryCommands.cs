namespace Gezhi.Grids.Tiles;

/// <summary>The kinds of geometry by their numbers in the format. 几何类型</summary>
internal enum GeometryKind
{
    Point = 1,
    Line = 2,
    Polygon = 3,
}

/// <summary>Pen movements of one feature, each point relative to the one before. 绘制指令</summary>
internal sealed class GeometryCommands
{
    private const uint MoveTo = 1;
    private const uint LineTo = 2;
    private const uint ClosePath = 7;

    private int _x;
    private int _y;

    public List<uint> Words { get; } = [];

    /// <summary>An open list of corners; closed by the command.</summary>
    public void Ring(IReadOnlyList<TileUnit> corners)
    {
        Line(corners);
        Words.Add(Command(ClosePath, 1));
    }

    public void Line(IReadOnlyList<TileUnit> points)
    {
        Words.Add(Command(MoveTo, 1));
        Go(points[0]);
        Words.Add(Command(LineTo, points.Count - 1));
        for (var i = 1; i < points.Count; i++)
            Go(points[i]);
    }

    public void Points(IReadOnlyList<TileUnit> points)
    {
        Words.Add(Command(MoveTo, points.Count));
        foreach (var point in points)
            Go(point);
    }

    private void Go(TileUnit point)
    {
        Words.Add(ZigZag(point.X - _x));
        Words.Add(ZigZag(point.Y - _y));
        (_x, _y) = (point.X, point.Y);
    }

    private static uint Command(uint id, int count) => id | (uint)count << 3;

    private static uint ZigZag(int value) => (uint)(value << 1 ^ value >> 31);
}
