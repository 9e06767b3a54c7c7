using System.Text.RegularExpressions;

namespace Gezhi.Platform.Text;

/// <summary>What a phone number reaches. 号码类别</summary>
public enum PhoneKind
{
    /// <summary>A mobile phone. 手机</summary>
    Mobile,

    /// <summary>A line with area code. 固定电话</summary>
    Landline,

    /// <summary>A 400 or 800 number. 服务热线</summary>
    Service,

    /// <summary>A short number such as 12345; a channel, never a resident's phone. 短号</summary>
    Short,
}

/// <summary>A Chinese phone number in one written form. 电话号码</summary>
/// <remarks>Personal data, sensitive. <c>ToString</c> gives the mask, so that a log or message cannot leak the number.</remarks>
public readonly record struct Phone
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex MobileForm = new(@"^1[3-9][0-9]{9}\z", Linear);

    private static readonly Regex LandlineForm = new(@"^(?<area>010|02[0-9]|0[3-9][0-9]{2})(?<line>[2-9][0-9]{6,7})\z", Linear);

    private static readonly Regex ServiceForm = new(@"^[48]00[0-9]{7}\z", Linear);

    private static readonly Regex ShortForm = new(@"^(1[12][0-9]|1[0-9]{4}|9[0-9]{4,7})\z", Linear);

    private Phone(string value, PhoneKind kind) => (Value, Kind) = (value, kind);

    /// <summary>13800138000, 0371-67580990, 4001234567 or 12345. 规范号码</summary>
    public string Value
    {
        get => field ?? "";
    }

    /// <summary>What it reaches. 号码类别</summary>
    public PhoneKind Kind { get; }

    /// <summary>Whether a resident can be called under it. 可联系居民</summary>
    public bool ReachesPerson => Kind is PhoneKind.Mobile or PhoneKind.Landline;

    /// <summary>Reads a number as people type it: full width, blanks, hyphens, brackets and +86 are put right first. 读取</summary>
    public static bool TryParse(string? text, out Phone phone)
    {
        phone = default;
        var typed = PlainText.Normalise(text).Trim();
        if (typed.Length is 0 or > 40)
            return false;
        var digits = string.Concat(typed.Where(c => !" -–—‐().".Contains(c, StringComparison.Ordinal)));
        var national = WithoutCountry(digits);
        phone = Of(national) ?? (national.Length < digits.Length ? Of("0" + national) : null) ?? default;
        return phone != default;
    }

    /// <summary>Whether the text is a number as written, without full-width digits. 严格校验</summary>
    public static bool IsValid(string? text) => text is not null && System.Text.Ascii.IsValid(text) && TryParse(text, out _);

    /// <inheritdoc/>
    public override string ToString() => Mask.Phone(Value);

    private static string WithoutCountry(string digits) =>
        digits.StartsWith("+86", StringComparison.Ordinal) ? digits[3..]
        : digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..]
        : digits.StartsWith("86", StringComparison.Ordinal) && digits.Length >= 12 ? digits[2..]
        : digits;

    private static Phone? Of(string digits) =>
        MobileForm.IsMatch(digits) ? new Phone(digits, PhoneKind.Mobile)
        : LandlineForm.Match(digits) is { Success: true } line
            ? new Phone($"{line.Groups["area"]}-{line.Groups["line"]}", PhoneKind.Landline)
        : ServiceForm.IsMatch(digits) ? new Phone(digits, PhoneKind.Service)
        : ShortForm.IsMatch(digits) ? new Phone(digits, PhoneKind.Short)
        : null;
}
