namespace Gezhi.Grids.Locating;

/// <summary>Holds today's boundaries for everyone who locates. 当前网格图</summary>
/// <remarks>Readers take <see cref="Current"/> once and go on with it; replacing never disturbs them.</remarks>
public sealed class GridMap
{
    private GridSnapshot _current = GridSnapshot.Empty;
    private IReadOnlyDictionary<int, long> _changes = new Dictionary<int, long>();

    public GridSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Held while a snapshot is being made, so that an older one cannot come after a newer one.</summary>
    internal SemaphoreSlim Loading { get; } = new(1, 1);

    /// <summary>District → count of boundary changes in the snapshot.</summary>
    internal IReadOnlyDictionary<int, long> Changes
    {
        get => Volatile.Read(ref _changes);
        set => Volatile.Write(ref _changes, value);
    }

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
