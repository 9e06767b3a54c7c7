using System.Globalization;

namespace Gezhi.Platform.Text;

/// <summary>Steps of the area tree. 区域层级</summary>
public enum AreaLevel
{
    /// <summary>Six digits. 区县</summary>
    District,

    /// <summary>Nine digits. 街道、乡镇</summary>
    Street,

    /// <summary>Twelve digits. 社区、村</summary>
    Community,

    /// <summary>Fifteen digits. 网格</summary>
    Grid,

    /// <summary>Seventeen digits. 微网格</summary>
    MicroGrid,
}

/// <summary>A code that is its own path: whatever begins with it lies inside it. 区域编码</summary>
public readonly record struct AreaCode : IComparable<AreaCode>
{
    private static readonly int[] Lengths = [6, 9, 12, 15, 17];

    private AreaCode(string value) => Value = value;

    /// <summary>6, 9, 12, 15 or 17 digits. 编码</summary>
    public string Value
    {
        get => field ?? "";
    }

    /// <summary>Where it stands in the tree. 层级</summary>
    public AreaLevel Level => (AreaLevel)Array.IndexOf(Lengths, Value.Length);

    /// <summary>The next larger area; null for a district. 上级</summary>
    public AreaCode? Parent => Level == AreaLevel.District ? null : At(Level - 1);

    /// <summary>The district's administrative code, the tenant key. 区县代码</summary>
    public int DistrictId => int.Parse(Value.AsSpan(0, 6), CultureInfo.InvariantCulture);

    /// <summary>This area and those around it, district first. 路径</summary>
    public IEnumerable<AreaCode> Path
    {
        get
        {
            for (var level = AreaLevel.District; level <= Level; level++)
                yield return At(level)!.Value;
        }
    }

    /// <summary>Reads a code; blanks and full-width digits are put right first. 读取</summary>
    public static bool TryParse(string? text, out AreaCode code)
    {
        var value = PlainText.Normalise(text).Trim();
        code =
            value.Length > 0 && Lengths.Contains(value.Length) && value[0] != '0' && value.ContainsOnlyDigits()
                ? new AreaCode(value)
                : default;
        return code != default;
    }

    /// <summary>As <see cref="TryParse"/>, for codes that are known to be right. 读取</summary>
    /// <exception cref="FormatException">The text is not an area code.</exception>
    public static AreaCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException("An area code has 6, 9, 12, 15 or 17 digits.");

    /// <summary>The area of that level around this one; null when this one is larger. 所属上级</summary>
    public AreaCode? At(AreaLevel level) => level <= Level ? new AreaCode(Value[..Lengths[(int)level]]) : null;

    /// <summary>Whether this area is the other one or lies inside it. 属于</summary>
    public bool IsUnder(AreaCode other) => other != default && Value.StartsWith(other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(AreaCode other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Order of the tree, parents first. 排序</summary>
    public static bool operator <(AreaCode left, AreaCode right) => left.CompareTo(right) < 0;

    /// <summary>Order of the tree, parents first. 排序</summary>
    public static bool operator >(AreaCode left, AreaCode right) => left.CompareTo(right) > 0;

    /// <summary>Order of the tree, parents first. 排序</summary>
    public static bool operator <=(AreaCode left, AreaCode right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the tree, parents first. 排序</summary>
    public static bool operator >=(AreaCode left, AreaCode right) => left.CompareTo(right) >= 0;
}
