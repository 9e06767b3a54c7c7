using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Platform.Text;

namespace Gezhi.Registry.Searching;

/// <summary>Doors in the short form people use: 3-2-501 is building 3, unit 2, room 501. 楼室简写</summary>
public static partial class DoorText
{
    /// <summary>Finds the first short form in a word.</summary>
    /// <param name="word">As typed: 3-2-501, 百年里3-501, A座2-1201.</param>
    /// <param name="tokens">Any one of them; empty when there is no short form.</param>
    /// <returns>What is left of the word.</returns>
    public static string Cut(string word, out IReadOnlyList<string> tokens)
    {
        var text = PlainText.Normalise(word);
        var match = Short().Match(text);
        tokens = [];
        if (!match.Success)
            return word;
        var (building, middle, last) = (match.Groups["b"].Value, match.Groups["u"].Value, match.Groups["r"].Value);
        tokens = middle.Length > 0 ? [Token(building, middle, last)] : [Token(building, "", last), Token(building, last, "")];
        return text.Remove(match.Index, match.Length);
    }

    /// <summary>What a dwelling is found by in the short form.</summary>
    public static IReadOnlyList<string> Tokens(string buildingNo, string unit, string room) =>
        buildingNo.Length == 0 ? []
        : unit.Length == 0 ? [Token(buildingNo, "", room)]
        : [Token(buildingNo, unit, room), Token(buildingNo, "", room), Token(buildingNo, unit, "")];

    private static string Token(string building, string unit, string room) => $"ad{Part(building)}u{Part(unit)}r{Part(room)}";

    /// <summary>Letters and digits alone; 03 is 3.</summary>
    private static string Part(string part)
    {
        var letters = string.Concat(SearchText.Fold(part).Where(char.IsLetterOrDigit));
        return int.TryParse(letters, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : letters;
    }

    [GeneratedRegex(
        @"(?<![0-9A-Za-z\-])(?<b>[0-9]{1,3}|[A-Za-z][0-9]{0,2})(号楼|栋|幢|座|#)?[\-–—－](?:(?<u>[0-9]{1,2}|[A-Za-z])(单元)?[\-–—－])?(?<r>[0-9]{1,5}[A-Za-z]?)(室|户)?(?![0-9\-])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Short();
}
