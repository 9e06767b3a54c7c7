using System.Text.RegularExpressions;

namespace Gezhi.Cases.Proposing;

/// <summary>Finds what may be the name of a place in a text: up to four characters before a word such as 小区, 路 or 学校. 地名片段</summary>
/// <remarks>No dictionary: the beginning of a name is unknown, so pieces of two, three and four characters before the word are all taken; the rare one counts most.</remarks>
internal static partial class PlaceNames
{
    private const int FewestBefore = 2;
    private const int MostBefore = 4;

    /// <summary>Only the beginning of a long text is looked at.</summary>
    private const int LookedAt = 400;

    /// <param name="clean">A text as <see cref="CleanText"/> gives it.</param>
    public static HashSet<string> Of(string clean)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var text = clean.Length > LookedAt ? clean[..LookedAt] : clean;
        foreach (Match ending in Endings().Matches(text))
            for (var before = FewestBefore; before <= MostBefore && ending.Index - before >= 0; before++)
            {
                var name = text[(ending.Index - before)..(ending.Index + ending.Length)];
                if (!name.All(char.IsLetterOrDigit))
                    break;
                names.Add(name);
            }
        return names;
    }

    [GeneratedRegex(
        "小区|新城|花园|花苑|家园|嘉园|公园|社区|学校|小学|中学|学院|大学|幼儿园|中心|大道|广场|公馆|医院|公司|集团|国际|项目|工地|号线"
            + "|城|路|街|村|苑|府|湾|里|镇|乡|区|县|市|站|家|园|桥|巷|庄|港|庭|轩|郡|墅|都|坊|岭|山|组",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Endings();
}
