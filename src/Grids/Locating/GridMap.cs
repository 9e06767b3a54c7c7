namespace Gezhi.Grids.Locating;

/// <summary>Holds today's boundaries for everyone who locates. 当前网格图</summary>
/// <remarks>Readers take <see cref="Current"/> once and go on with it; replacing never disturbs them.</remarks>
public sealed class GridMap
{
    private GridSnapshot _current = GridSnapshot.Empty;

    public GridSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Puts a new snapshot in place of the old one, unless that one is of a later day.</summary>
    /// <returns>False when a snapshot of a later day stays.</returns>
    public bool Replace(GridSnapshot next)
    {
        while (true)
        {
            var before = Current;
            if (before.ValidOn > next.ValidOn)
                return false;
            if (Interlocked.CompareExchange(ref _current, next, before) == before)
                return true;
        }
    }
}
