using System.Text.RegularExpressions;
using Gezhi.Platform.Text;

namespace Gezhi.Cases.Answers;

/// <summary>Phones and identity numbers inside free text: phones are found in answers, both are hidden from those who need not know who reported. 文中电话、证件号</summary>
public static partial class PhonesInText
{
    /// <summary>No phone and no identity number has fewer; most texts need no closer look.</summary>
    private const int FewestDigits = 10;

    /// <summary>Mobile and land-line numbers; short public numbers such as 12345 are none.</summary>
    public static IEnumerable<string> Find(string text) => Phone().Matches(text).Select(m => m.Value);

    /// <summary>The same text with all but the first three and the last two digits of phones hidden, and identity numbers as elsewhere.</summary>
    public static string Hide(string text) =>
        text.Count(char.IsAsciiDigit) < FewestDigits
            ? text
            : Phone().Replace(Identity().Replace(text, m => Mask.Id(m.Value)), m => $"{m.Value[..3]}******{m.Value[^2..]}");

    [GeneratedRegex(@"(?<!\d)(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)", RegexOptions.None, 1000)]
    private static partial Regex Phone();

    /// <summary>18 characters with a birthday inside (GB 11643), or 15 digits of the old kind.</summary>
    [GeneratedRegex(
        @"(?<![\dA-Za-z])(?:[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![\dA-Za-z])",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Identity();
}
