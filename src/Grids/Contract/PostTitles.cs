using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Grids.Locating;

namespace Gezhi.Grids.Contract;

/// <summary>
/// Titles of posts, and names of party organisations, for readers of English. They are kept in Chinese, as they were given, and stand on records that nobody may change; where one is made
/// of the name of an area or a unit and the name of a role, both are known. 岗位名称译读
/// </summary>
public sealed partial class PostTitles
{
    private readonly GridMap map;
    private readonly EnglishUnit? unit;

    /// <param name="unit">The slot that knows units; null where nobody filled it.</param>
    internal PostTitles(GridMap map, EnglishUnit? unit = null) => (this.map, this.unit) = (map, unit);

    /// <summary>After the name of an area; the longest first, so that 微网格长 is not read as 网格长.</summary>
    private static readonly (string Zh, string En)[] Roles =
    [
        ("应急处置组", "response group"),
        ("分管领导", "leader in charge"),
        ("红色物业管委会", "property management council"),
        ("红色管家队伍", "steward team"),
        ("党工委", "party working committee"),
        ("党支部", "party branch"),
        ("党小组", "party group"),
        ("党委", "party committee"),
        ("人民调解员", "people's mediator"),
        ("经办人", "case officer"),
        ("社区书记", "community secretary"),
        ("微网格长", "micro-grid lead"),
        ("网格员", "grid worker"),
        ("网格长", "grid lead"),
        ("调解员", "mediator"),
        ("民警", "police officer"),
        ("书记", "secretary"),
        ("支书", "village secretary"),
        ("主任", "director"),
        ("长", "lead"),
    ];

    /// <summary>Titles without an area.</summary>
    private static readonly Dictionary<string, string> Whole = new()
    {
        ["值班长"] = "Shift leader",
        ["副值班长"] = "Deputy shift leader",
        ["城运中心主任"] = "Director of the operations centre",
        ["系统管理员"] = "System administrator",
        ["安全管理员"] = "Security administrator",
        ["审计管理员"] = "Audit administrator",
        ["社区书记"] = "Community secretary",
        ["网格员"] = "Grid worker",
        ["网格长"] = "Grid lead",
        ["物业经理"] = "Property manager",
        ["河道段长"] = "River segment lead",
    };

    /// <summary>In the reader's language as far as it is made of known parts; else as it was given.</summary>
    public string Read(string title)
    {
        if (title.Length == 0 || CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en")
            return title;
        if (Whole.TryGetValue(title, out var whole))
            return whole;
        if (Desk().Match(title) is { Success: true } desk)
            return $"{(desk.Groups["what"].Value == "受理" ? "Intake" : "Dispatch")} desk {desk.Groups["no"].Value}";
        if (Team().Match(title) is { Success: true } team)
            return $"Checking team {team.Groups["no"].Value}";
        foreach (var (zh, en) in Roles)
            if (title.EndsWith(zh, StringComparison.Ordinal) && Holder(title[..^zh.Length]) is { } holder)
                return $"{holder} {en}";
        return unit?.Invoke(title) ?? title;
    }

    /// <summary>The area or unit of a post.</summary>
    private string? Holder(string name) => name.Length == 0 ? null : map.Current.EnglishFor(name) ?? unit?.Invoke(name);

    [GeneratedRegex("^(?<no>\\d+)号(?<what>受理|派遣)席$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Desk();

    [GeneratedRegex("^核查(?<no>\\d+)组$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Team();
}
