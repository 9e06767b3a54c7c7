namespace Gezhi.Grids.Tiles;

/// <summary>One layer of a tile, with its keys and values written once each. 图层编码</summary>
internal sealed class LayerWriter
{
    public const int LayersOfTile = 3;

    private const ulong FormatVersion = 2;

    private readonly ProtobufWriter _bytes = new();
    private readonly int _extent;
    private readonly OrderedDictionary<string, uint> _keys = [];
    private readonly OrderedDictionary<object, uint> _values = [];

    public LayerWriter(string name, int extent)
    {
        _extent = extent;
        _bytes.Varint(15, FormatVersion);
        _bytes.Text(1, name);
    }

    public bool IsEmpty { get; private set; } = true;

    public void Add(TileFeature feature, GeometryKind kind, List<uint> geometry)
    {
        IsEmpty = false;
        var message = new ProtobufWriter();
        if (feature.Id is { } id)
            message.Varint(1, (ulong)id);
        message.Packed(2, Tags(feature.Attributes));
        message.Varint(3, (ulong)kind);
        message.Packed(4, geometry);
        _bytes.Message(2, message);
    }

    public ProtobufWriter Encoded()
    {
        foreach (var key in _keys.Keys)
            _bytes.Text(3, key);
        foreach (var value in _values.Keys)
            _bytes.Message(4, ValueOf(value));
        _bytes.Varint(5, (ulong)_extent);
        return _bytes;
    }

    private List<uint> Tags(IReadOnlyDictionary<string, object?> attributes)
    {
        var tags = new List<uint>(attributes.Count * 2);
        foreach (var (key, value) in attributes)
        {
            if (value is null)
                continue;
            tags.Add(Ordinal(_keys, key));
            tags.Add(Ordinal(_values, value is int number ? (long)number : value));
        }

        return tags;
    }

    private static uint Ordinal<T>(OrderedDictionary<T, uint> known, T item)
        where T : notnull
    {
        if (!known.TryGetValue(item, out var ordinal))
            known[item] = ordinal = (uint)known.Count;
        return ordinal;
    }

    private static ProtobufWriter ValueOf(object value)
    {
        var message = new ProtobufWriter();
        switch (value)
        {
            case string text:
                message.Text(1, text);
                break;
            case double number:
                message.Double(3, number);
                break;
            case long number and >= 0:
                message.Varint(5, (ulong)number);
                break;
            case long number:
                message.Varint(6, (ulong)(number << 1 ^ number >> 63));
                break;
            case bool flag:
                message.Varint(7, flag ? 1u : 0u);
                break;
            default:
                throw new ArgumentException($"An attribute is a {value.GetType().Name}; use text, a number or a boolean.", nameof(value));
        }

        return message;
    }
}
