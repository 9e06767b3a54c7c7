using System.Globalization;

namespace Gezhi.Platform.Text;

/// <summary>What is wrong with a citizen number. 身份证号错误</summary>
public enum CitizenIdFault
{
    /// <summary>Nothing. 无误</summary>
    None,

    /// <summary>Not 18 characters. 位数不对</summary>
    Length,

    /// <summary>Something other than 17 digits and a digit or X. 含有其他字符</summary>
    Character,

    /// <summary>The first digits are no province or issuing region. 地区码不对</summary>
    Region,

    /// <summary>No such date, in the future, or more than 150 years ago. 出生日期不对</summary>
    Birth,

    /// <summary>The check digit does not fit. 校验位不对</summary>
    Check,
}

/// <summary>An 18-digit citizen number, residence-permit numbers (81, 82, 83, 9) included. 公民身份号码</summary>
/// <remarks>
/// Source: GB 11643-1999. Personal data, sensitive: encrypt at rest, show only through <see cref="Mask.Id"/>.
/// <c>ToString</c> gives the mask, so that a log or message cannot leak the number.
/// </remarks>
public readonly record struct CitizenId
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private static readonly HashSet<int> Provinces =
    [
        11,
        12,
        13,
        14,
        15,
        21,
        22,
        23,
        31,
        32,
        33,
        34,
        35,
        36,
        37,
        41,
        42,
        43,
        44,
        45,
        46,
        50,
        51,
        52,
        53,
        54,
        61,
        62,
        63,
        64,
        65,
        71,
        81,
        82,
        83,
    ];

    private CitizenId(string value) => Value = value;

    /// <summary>18 characters, X in capitals. 号码</summary>
    public string Value
    {
        get => field ?? "";
    }

    /// <summary>First six digits: the region that issued it, perhaps abolished since. 地区码</summary>
    public string Region => Value[..6];

    /// <summary>Date of birth. 出生日期</summary>
    public DateOnly BornOn => DateOnly.ParseExact(Value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Whether the sequence digit says male. 性别</summary>
    public bool IsMale => (Value[16] - '0') % 2 == 1;

    /// <summary>Reads a number as people type it: blanks, full-width digits and a small x are put right first. 读取</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="today">A later birth is refused.</param>
    /// <param name="id">The number when there is no fault.</param>
    public static CitizenIdFault Read(string? text, DateOnly today, out CitizenId id)
    {
        var value = PlainText.Normalise(text).Replace(" ", "", StringComparison.Ordinal).Trim().ToUpperInvariant();
        var fault = FaultOf(value, today);
        id = fault == CitizenIdFault.None ? new CitizenId(value) : default;
        return fault;
    }

    /// <summary>Whether the text is a number exactly as written, nothing put right. 严格校验</summary>
    public static bool IsValid(string? text, DateOnly today) => text is not null && FaultOf(text, today) == CitizenIdFault.None;

    /// <summary>Turns a 15-digit number, issued until 1999, into today's form; null when it is not one. 15位升18位</summary>
    public static CitizenId? Upgrade(string? legacy, DateOnly today)
    {
        var old = PlainText.Normalise(legacy).Trim();
        if (old.Length != 15 || !old.All(char.IsAsciiDigit))
            return null;
        var body = $"{old.AsSpan(0, 6)}19{old.AsSpan(6)}";
        return Read(body + CheckOf(body), today, out var id) == CitizenIdFault.None ? id : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Mask.Id(Value);

    private static CitizenIdFault FaultOf(string value, DateOnly today)
    {
        if (value.Length != 18)
            return CitizenIdFault.Length;
        if (!value.AsSpan(0, 17).ContainsOnlyDigits() || !(char.IsAsciiDigit(value[17]) || value[17] == 'X'))
            return CitizenIdFault.Character;
        var province = (value[0] - '0') * 10 + value[1] - '0';
        if (value[0] != '9' && !Provinces.Contains(province))
            return CitizenIdFault.Region;
        if (
            !DateOnly.TryParseExact(value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            || born > today
            || born.Year < today.Year - 150
        )
            return CitizenIdFault.Birth;
        return CheckOf(value) == value[17] ? CitizenIdFault.None : CitizenIdFault.Check;
    }

    private static char CheckOf(string body)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (body[i] - '0') * Weights[i];
        return "10X98765432"[sum % 11];
    }
}
