using System.Collections.Frozen;

namespace Gezhi.Grids.Locating;

/// <summary>Sheets of grids that lie over each other; within one sheet grids do not overlap. 图层</summary>
public enum GridLayer
{
    /// <summary>Grids and micro-grids of the area tree, the finest that exist at each place. 普通网格</summary>
    Ordinary,

    /// <summary>Markets, schools, hospitals, towers. 专属网格</summary>
    Dedicated,

    /// <summary>The cells of digital city management. 单元网格</summary>
    Unit,
}

/// <summary>The boundaries of one day, never changed after it is made. 网格快照</summary>
public sealed class GridSnapshot
{
    private static readonly GridIndex NoGrids = new([]);

    private readonly FrozenDictionary<GridLayer, GridIndex> _layers;
    private readonly FrozenDictionary<string, string> _names;
    private readonly FrozenDictionary<string, string> _english;
    private readonly Lazy<string[]> _codes;
    private readonly Lazy<FrozenDictionary<string, string>> _englishByName;

    /// <param name="validOn">The local day whose boundaries these are.</param>
    /// <param name="layers">The grids of each layer that has any.</param>
    /// <param name="namesByCode">Names of all areas, parents included.</param>
    /// <param name="englishByCode">English names, of those areas that have one.</param>
    /// <exception cref="ArgumentException">A shape is unusable, see <see cref="GridIndex"/>.</exception>
    public GridSnapshot(
        DateOnly validOn,
        IReadOnlyDictionary<GridLayer, IReadOnlyList<GridShape>> layers,
        IReadOnlyDictionary<string, string> namesByCode,
        IReadOnlyDictionary<string, string>? englishByCode = null
    )
    {
        ValidOn = validOn;
        _layers = layers.ToFrozenDictionary(layer => layer.Key, layer => new GridIndex(layer.Value));
        _names = namesByCode.ToFrozenDictionary();
        _english = (englishByCode ?? FrozenDictionary<string, string>.Empty).ToFrozenDictionary();
        _codes = new(() => [.. _names.Keys.Order(StringComparer.Ordinal)]);
        _englishByName = new(() =>
            _english
                .Where(e => _names.ContainsKey(e.Key))
                .DistinctBy(e => _names[e.Key])
                .ToFrozenDictionary(e => _names[e.Key], e => e.Value)
        );
    }

    public static GridSnapshot Empty { get; } =
        new(DateOnly.MinValue, FrozenDictionary<GridLayer, IReadOnlyList<GridShape>>.Empty, FrozenDictionary<string, string>.Empty);

    /// <summary>The local day whose boundaries these are.</summary>
    public DateOnly ValidOn { get; }

    public long MemoryBytes => _layers.Values.Sum(index => index.MemoryBytes);

    /// <summary>The index of one layer, without grids when the layer has none.</summary>
    public GridIndex Layer(GridLayer layer) => _layers.GetValueOrDefault(layer, NoGrids);

    /// <summary>Code of the grid at a point of WGS-84 degrees; null when no grid of the layer covers it.</summary>
    public string? Locate(GridLayer layer, double lon, double lat) => Layer(layer).Locate(lon, lat);

    /// <summary>Everything that lies at a point, one code per layer.</summary>
    public GridsAt At(double lon, double lat) =>
        new(Locate(GridLayer.Ordinary, lon, lat), Locate(GridLayer.Dedicated, lon, lat), Locate(GridLayer.Unit, lon, lat));

    /// <summary>Name of an area of any level; null when the code is not known on this day.</summary>
    public string? NameOf(string code) => _names.GetValueOrDefault(code);

    /// <summary>Codes of an area and of everything below it, in order.</summary>
    public IReadOnlyList<string> Under(string code)
    {
        var all = _codes.Value;
        var at = Array.BinarySearch(all, code, StringComparer.Ordinal);
        var from = at < 0 ? ~at : at;
        var until = from;
        while (until < all.Length && all[until].StartsWith(code, StringComparison.Ordinal))
            until++;
        return all[from..until];
    }

    /// <summary>The same for a reader of English; the Chinese name where the area has no English one.</summary>
    public string? EnglishNameOf(string code) => _english.GetValueOrDefault(code) ?? NameOf(code);

    /// <summary>English name of the area that has this Chinese name; null when none has, or it was not translated.</summary>
    public string? EnglishFor(string name) => _englishByName.Value.GetValueOrDefault(name);
}

/// <summary>The grids at a point, one per layer. 所在网格</summary>
/// <param name="Ordinary">Finest area of the area tree; null outside the district.</param>
/// <param name="Dedicated">The dedicated grid that wins here; null where there is none.</param>
/// <param name="Unit">Cell of digital city management; null where none is known.</param>
public sealed record GridsAt(string? Ordinary, string? Dedicated, string? Unit)
{
    /// <summary>The one that counts for a case: the dedicated grid where there is one, else the ordinary one; null outside the district.</summary>
    public string? Counts => Ordinary is null ? null : Dedicated ?? Ordinary;
}
