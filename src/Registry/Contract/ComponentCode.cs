using Gezhi.Platform.Text;

namespace Gezhi.Registry.Contract;

/// <summary>The 17 digits by which a component is known: district, major class, minor class, number. 管理部件标识码</summary>
/// <remarks>Field list of 2026: 6 + 2 + 3 + 6 digits. The 16 digits of 2013 have two for the minor class; they are refused, because a nought put in would be a guess.</remarks>
public readonly record struct ComponentCode
{
    private const int Length = 17;

    private ComponentCode(string value) => Value = value;

    /// <summary>17 digits.</summary>
    public string Value
    {
        get => field ?? "";
    }

    /// <summary>大类, two digits: 01 public works, 02 traffic …</summary>
    public string Major => Value[6..8];

    /// <summary>大类与小类, five digits.</summary>
    public string Class => Value[6..11];

    /// <summary>Reads a code as people type it.</summary>
    /// <param name="districtId">The code begins with it.</param>
    public static bool TryParse(string? text, int districtId, out ComponentCode code)
    {
        var value = PlainText.Normalise(text).Replace(" ", "", StringComparison.Ordinal).Trim();
        var isGood =
            value.Length == Length
            && value.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            && value.StartsWith(districtId.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            && value[6..8] != "00"
            && value[8..11] != "000"
            && value[11..] != "000000";
        code = isGood ? new ComponentCode(value) : default;
        return isGood;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
