using System.Text.RegularExpressions;

namespace Gezhi.Platform.Text;

/// <summary>Hides personal data on screens and lists. 脱敏</summary>
/// <remarks>
/// What cannot be recognised is hidden more, never less; null and blank give an empty text; 200 characters are read. The
/// address is cut at the building, and where none is named at its last number, because there the number is the home.
/// </remarks>
public static class Mask
{
    private const int LongestText = 200;

    // NonBacktracking: linear in the length of whatever was typed.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex NamePart = new(@"[^\s·•‧・.\-']+", Linear);

    private static readonly Regex LandlineParts = new(@"^\(?(?<area>0[0-9]{2,3})\)?[- ]?(?<line>[0-9]{7,8})\z", Linear);

    private static readonly Regex Building = new(
        @"[0-9A-Za-z一二三四五六七八九十百东西南北中前后甲乙丙丁]+\s*(号楼|栋|幢|座|单元|楼|层|室|户|门|#)|[0-9]+\s*[-—]\s*[0-9]",
        Linear
    );

    private static readonly Regex LastNumber = new(@"([0-9]+|[一二三四五六七八九十百]+[号组队])[^0-9]*\z", Linear);

    private static readonly Regex AreaName = new(@"^.*([省市区县镇乡路街巷村]|街道|社区|小区|大道)", Linear);

    /// <summary>Keeps the surname: 王**, 欧阳**; of names with a middle dot or Latin words the first character of each part. 姓名</summary>
    public static string Name(string? name)
    {
        var text = Line(name);
        var joined = text.Replace(" ", "", StringComparison.Ordinal);
        if (joined.Length > 0 && IsHan(joined))
            return ChineseName(joined);
        return NamePart.Replace(text, part => Start(part.Value, 1));
    }

    /// <summary>Keeps region and last four: 410199********0012; other documents only the first and last character. 证件号码</summary>
    public static string Id(string? id)
    {
        var text = Line(id);
        return text.Length switch
        {
            18 when text.AsSpan(0, 17).ContainsOnlyDigits() => Ends(text, 6, 4),
            15 when text.ContainsOnlyDigits() => Ends(text, 6, 3),
            _ => IdStrict(text),
        };
    }

    /// <summary>Keeps only the first and last character: 4****************2. 证件号码（严格）</summary>
    public static string IdStrict(string? id) => Ends(Line(id), 1, 1);

    /// <summary>Masks by kind: mobile 138****8000, landline 0371-****0000; hotlines are nobody's and stay. 电话</summary>
    public static string Phone(string? phone) =>
        Text.Phone.TryParse(phone, out var known)
            ? known.Kind switch
            {
                PhoneKind.Mobile => Mobile(known.Value),
                PhoneKind.Landline => Landline(known.Value),
                PhoneKind.Service or PhoneKind.Short => known.Value,
                _ => throw new InvalidOperationException("Unknown kind of phone."),
            }
            : Landline(phone);

    /// <summary>Keeps three and four: 138****8000. 手机号</summary>
    public static string Mobile(string? mobile)
    {
        var text = Line(mobile);
        return text.Length == 11 && text.ContainsOnlyDigits() ? Ends(text, 3, 4) : Ends(text, 1, 1);
    }

    /// <summary>Keeps area code and last four: 0371-****0000. 固定电话</summary>
    public static string Landline(string? landline)
    {
        var text = Line(landline);
        return LandlineParts.Match(text) is { Success: true } parts
            ? parts.Groups["area"].Value + "-" + Ends(parts.Groups["line"].Value, 0, 4)
            : Ends(text, 1, 1);
    }

    /// <summary>Keeps the place up to the building: 郑州市中原区测试路1号******. 地址</summary>
    public static string Address(string? address)
    {
        var text = Line(address);
        if (text.Length == 0)
            return "";
        var cut =
            Building.Match(text) is { Success: true, Index: var building } ? building
            : LastNumber.Match(text) is { Success: true, Index: var number } ? number
            : AreaName.Match(text).Length;
        return text[..cut] + "******";
    }

    /// <summary>Keeps the first and last four: 6222 **** **** *** 0123. 银行卡号</summary>
    public static string BankCard(string? card)
    {
        var text = Line(card).Replace(" ", "", StringComparison.Ordinal);
        if (text.Length is < 12 or > 19 || !text.ContainsOnlyDigits())
            return Ends(text, 1, 1);
        var stars = Enumerable.Repeat('*', text.Length - 8).Chunk(4).Select(group => new string(group));
        return $"{text[..4]} {string.Join(' ', stars)} {text[^4..]}";
    }

    /// <summary>Keeps three and one: 豫A1***5. 车牌号</summary>
    public static string Plate(string? plate)
    {
        var text = Line(plate);
        return text.Length is 7 or 8 && IsHan(text[..1]) ? Ends(text, 3, 1) : Ends(text, 1, 1);
    }

    /// <summary>Keeps the first character and the domain: t***@example.com. 邮箱</summary>
    public static string Email(string? email)
    {
        var text = Line(email);
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1)
            return Ends(text, 1, 1);
        return (at > 1 && !char.IsSurrogate(text[0]) ? text[..1] : "") + "***" + text[at..];
    }

    private static string ChineseName(string name)
    {
        var characters = TextElements.Of(name);
        var surname = characters.Count > 2 && CompoundSurnames.Contains(characters[0] + characters[1]) ? 2 : 1;
        return Start(name, characters.Count > 1 ? surname : 0);
    }

    private static string Start(string text, int keep)
    {
        var characters = TextElements.Of(text);
        return characters.Count <= keep
            ? new string('*', characters.Count)
            : string.Concat(characters.Take(keep)) + new string('*', characters.Count - keep);
    }

    /// <summary>Stars between two ends; nothing but stars unless three characters or more are hidden.</summary>
    private static string Ends(string text, int first, int last)
    {
        var characters = TextElements.Of(text);
        var hidden = characters.Count - first - last;
        return hidden < 3
            ? new string('*', characters.Count)
            : string.Concat(characters.Take(first)) + new string('*', hidden) + string.Concat(characters.TakeLast(last));
    }

    private static string Line(string? text) =>
        PlainText.CleanLine(PlainText.Normalise(text?.Length > LongestText ? text[..LongestText] : text));

    private static bool IsHan(string text) => text.EnumerateRunes().All(SearchText.IsIdeograph);
}
