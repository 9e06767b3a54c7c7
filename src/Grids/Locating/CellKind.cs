namespace Gezhi.Grids.Locating;

/// <summary>The two lowest bits of a raster cell; the rest is the target. 格类</summary>
internal enum CellKind
{
    /// <summary>Wholly inside one grid (target − 1 is its ordinal) or wholly outside (target 0).</summary>
    Inside = 0,

    /// <summary>One border goes right through; target is a <see cref="Divide"/>.</summary>
    Divided = 1,

    /// <summary>Borders; target is a <see cref="Leaf"/>.</summary>
    Leaf = 2,

    /// <summary>Many borders; target is a finer <see cref="Raster"/>.</summary>
    Finer = 3,
}
