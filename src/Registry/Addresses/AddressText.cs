using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Platform.Text;

namespace Gezhi.Registry.Addresses;

/// <summary>An address in parts; every part may be missing. 地址要素</summary>
/// <param name="Road">路街巷.</param>
/// <param name="DoorNo">门牌 without 号.</param>
/// <param name="Compound">小区、院.</param>
/// <param name="BuildingNo">楼号 without 号楼.</param>
/// <param name="Unit">单元 without the word.</param>
/// <param name="Room">室 without the word.</param>
public sealed record AddressParts(string Road, string DoorNo, string Compound, string BuildingNo, string Unit, string Room)
{
    public static AddressParts None { get; } = new("", "", "", "", "", "");

    /// <summary>Nothing by which a building could be found.</summary>
    public bool IsEmpty => Road.Length == 0 && Compound.Length == 0;

    /// <summary>德化街12号百年里小区3号楼2单元501室. Missing parts are left out.</summary>
    public string Text =>
        $"{Road}{(DoorNo.Length > 0 ? DoorNo + "号" : "")}{Compound}{(BuildingNo.Length > 0 ? BuildingNo + "号楼" : "")}{(Unit.Length > 0 ? Unit + "单元" : "")}{(Room.Length > 0 ? Room + "室" : "")}";
}

/// <summary>Reads an address as people write it. 地址解析</summary>
/// <remarks>
/// Province, city, district, street office and community in front are left out: where something lies is said by its area. What is no road, door, building,
/// unit or room is the compound. Numbers may be written in Chinese up to 99. Nothing is looked up: the same text always gives the same parts.
/// </remarks>
public static partial class AddressText
{
    private const int LongestText = 200;

    /// <param name="typed">德化街12号百年里小区3号楼2单元501室, 百年里3-2-501, 大学路街道 XX 社区 …</param>
    public static AddressParts Read(string? typed)
    {
        var text = PlainText.Normalise(typed).Trim();
        text = string.Concat(
            (text.Length > LongestText ? text[..LongestText] : text).Where(c => !char.IsWhiteSpace(c) && c is not (',' or '，' or '、'))
        );
        text = Around().Replace(text, "");
        if (text.Length == 0)
            return AddressParts.None;
        var (building, unit, room) = ("", "", "");
        if (Short().Match(text) is { Success: true } brief)
        {
            (building, unit, room) = (brief.Groups["b"].Value, Number(brief.Groups["u"].Value), brief.Groups["r"].Value);
            text = text[..brief.Index];
        }
        else
        {
            text = Cut(text, Room(), "r", ref room);
            text = Storey().Replace(text, "");
            text = Cut(text, Unit(), "u", ref unit);
            text = Cut(text, Building(), "b", ref building);
        }
        var match = Street().Match(text);
        var (road, door) = match.Success ? (match.Groups["road"].Value, match.Groups["door"].Value) : ("", "");
        var compound = match.Success ? text[match.Length..] : text;
        if (compound.StartsWith('院') && door.Length > 0) // 12号院 is the name of a yard, not a door
            (compound, door) = ($"{door}号{compound}", "");
        return new AddressParts(road, door, compound.Trim('-', '—', '(', ')', '（', '）'), Plain(building), Number(unit), Plain(room));
    }

    /// <summary>A building's number as it is kept: 03 and 三 are 3.</summary>
    public static string Number(string? typed)
    {
        var text = PlainText.CleanLine(PlainText.Normalise(typed));
        return Plain(text.Length is > 0 and <= 3 && text.All(c => Numerals.Contains(c, StringComparison.Ordinal)) ? Chinese(text) : text);
    }

    /// <summary>By which two ways of writing one compound are seen to be the same: 百年里小区 is 百年里.</summary>
    public static string Fold(string compound)
    {
        var text = SearchText.Fold(compound).Replace(" ", "", StringComparison.Ordinal);
        foreach (var end in Ends)
            if (text.Length > end.Length + 1 && text.EndsWith(end, StringComparison.Ordinal))
                return text[..^end.Length];
        return text;
    }

    private static readonly string[] Ends = ["家属院", "住宅小区", "小区", "社区", "院"];

    private const string Numerals = "一二三四五六七八九十";

    private static string Chinese(string text)
    {
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
            return string.Concat(text.Select(c => Numerals.IndexOf(c, StringComparison.Ordinal) + 1));
        var tens = ten == 0 ? 1 : Numerals.IndexOf(text[0], StringComparison.Ordinal) + 1;
        var ones = ten == text.Length - 1 ? 0 : Numerals.IndexOf(text[^1], StringComparison.Ordinal) + 1;
        return (tens * 10 + ones).ToString(CultureInfo.InvariantCulture);
    }

    private static string Plain(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : number.ToUpperInvariant();

    private static string Cut(string text, Regex part, string group, ref string found)
    {
        var match = part.Match(text);
        if (!match.Success)
            return text;
        found = Number(match.Groups[group].Value);
        return text[..match.Index];
    }

    private const RegexOptions Safe = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(
        @"^([\p{IsCJKUnifiedIdeographs}]{2,7}省)?([\p{IsCJKUnifiedIdeographs}]{2,6}市)?([\p{IsCJKUnifiedIdeographs}]{1,5}(?<![小社园校厂院])区(?![\p{IsCJKUnifiedIdeographs}]?号))?([\p{IsCJKUnifiedIdeographs}]{1,8}(街道办事处|街道|办事处|镇|乡))?([\p{IsCJKUnifiedIdeographs}]{1,10}(社区|居委会|村委会))?",
        Safe,
        1000
    )]
    private static partial Regex Around();

    [GeneratedRegex(
        @"^(?<road>[\p{IsCJKUnifiedIdeographs}A-Za-z0-9]{1,20}?(大道|大街|胡同|路|街|巷|道)([东西南北中]段|[东西南北])?)((?<door>[0-9]{1,5}(([-之])[0-9]{1,3})?)号?(?!楼|栋|幢|座|#)|附近)?",
        Safe,
        1000
    )]
    private static partial Regex Street();

    [GeneratedRegex(@"第?(?<b>[0-9]{1,3}|[A-Za-z][0-9]{0,2}|[东西南北中]|[一二三四五六七八九十]{1,3})(号楼|栋|幢|座|#楼?)$", Safe, 1000)]
    private static partial Regex Building();

    [GeneratedRegex(@"(?<u>[0-9]{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[东西南北中])单元$", Safe, 1000)]
    private static partial Regex Unit();

    [GeneratedRegex(@"([0-9]{1,2}|[一二三四五六七八九十]{1,3})[层楼]$", Safe, 1000)]
    private static partial Regex Storey();

    [GeneratedRegex(@"(?<=单元|楼|层|栋|幢|座|#)(?<r>[0-9]{1,5}[A-Za-z]?)(室|户|房|号)?$|(?<r>[0-9]{2,5}[A-Za-z]?)(室|户|房)$", Safe, 1000)]
    private static partial Regex Room();

    [GeneratedRegex(
        @"(?<![0-9A-Za-z\-])(?<b>[0-9]{1,3}|[A-Za-z][0-9]{0,2})(号楼|栋|幢|座|#)?[\-–—－]((?<u>[0-9]{1,2}|[A-Za-z])(单元)?[\-–—－])?(?<r>[0-9]{1,5}[A-Za-z]?)(室|户)?$",
        Safe,
        1000
    )]
    private static partial Regex Short();
}
