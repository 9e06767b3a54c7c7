using System.Text.RegularExpressions;

namespace Gezhi.Cases.Answers;

/// <summary>Phones of people inside free text: found in answers, hidden from those who need not know who reported. 文中电话</summary>
public static partial class PhonesInText
{
    /// <summary>Mobile and land-line numbers; short public numbers such as 12345 are none.</summary>
    public static IEnumerable<string> Find(string text) => Pattern().Matches(text).Select(m => m.Value);

    /// <summary>The same text with all but the first three and the last two digits hidden.</summary>
    public static string Hide(string text) => Pattern().Replace(text, m => $"{m.Value[..3]}******{m.Value[^2..]}");

    [GeneratedRegex(@"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)", RegexOptions.None, 1000)]
    private static partial Regex Pattern();
}
