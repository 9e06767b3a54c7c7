using Gezhi.Grids.Contract;

namespace Gezhi.Grids.Drawing;

/// <summary>Keeps names from lying over each other; who comes first stays. 标注避让</summary>
internal sealed class LabelRoom(MapView view)
{
    private readonly List<(double Left, double Top, double Right, double Bottom)> taken = [];

    /// <summary>Whether a name fits around a point inside the picture; if so its room is taken.</summary>
    /// <param name="name">Chinese letters count as one size, others as six tenths.</param>
    /// <param name="x">Pixels.</param>
    /// <param name="y">Pixels.</param>
    /// <param name="size">Pixels.</param>
    public bool Take(string name, double x, double y, int size)
    {
        var half = (name.Sum(letter => letter > 0x2E80 ? 1.0 : 0.6) * size / 2) + 3;
        var box = (Left: x - half, Top: y - (size * 0.75), Right: x + half, Bottom: y + (size * 0.75));
        if (box.Left < 0 || box.Top < 0 || box.Right > view.Width || box.Bottom > view.Height)
            return false;
        if (taken.Exists(t => t.Left < box.Right && t.Right > box.Left && t.Top < box.Bottom && t.Bottom > box.Top))
            return false;
        taken.Add(box);
        return true;
    }
}
