using System.Text;

namespace Gezhi.Platform.Text;

/// <summary>First letters of the reading of common Chinese characters: 二七广场 → eqgc. 拼音首字母</summary>
/// <remarks>
/// GB 2312-1980 orders its first level (3,755 common characters) by reading, so that the place of a character tells its first letter: no dictionary is needed.
/// Characters with several readings get that of the standard's order; surnames read otherwise are listed. Anything else has no initial, and neither has the name.
/// </remarks>
public static class Initials
{
    private const string Letters = "abcdefghjklmnopqrstwxyz";

    /// <summary>Where each letter begins, as row and cell in one number; the last one is the end of the first level.</summary>
    private static readonly int[] Begins =
    [
        0xB0A1,
        0xB0C5,
        0xB2C1,
        0xB4EE,
        0xB6EA,
        0xB7A2,
        0xB8C1,
        0xB9FE,
        0xBBF7,
        0xBFA6,
        0xC0AC,
        0xC2E8,
        0xC4C3,
        0xC5B6,
        0xC5BE,
        0xC6DA,
        0xC8BB,
        0xC8F6,
        0xCBFA,
        0xCDDA,
        0xCEF4,
        0xD1B9,
        0xD4D1,
        0xD7FA,
    ];

    private static readonly Dictionary<char, char> Surnames = new()
    {
        ['曾'] = 'z',
        ['单'] = 's',
        ['解'] = 'x',
        ['仇'] = 'q',
        ['朴'] = 'p',
        ['区'] = 'o',
        ['查'] = 'z',
        ['翟'] = 'z',
        ['乐'] = 'y',
        ['闫'] = 'y',
    };

    private static readonly Encoding Gb = MakeEncoding();

    /// <summary>Small letters, digits kept; null when a character has no known initial or there is none at all.</summary>
    /// <param name="isPerson">The first character is read as a surname.</param>
    public static string? Of(string? name, bool isPerson = false)
    {
        var letters = new StringBuilder();
        var isFirst = true;
        foreach (var rune in SearchText.Fold(name).EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune))
                continue;
            if (LetterOf(rune, isPerson && isFirst) is not { } letter)
                return null;
            letters.Append(letter);
            isFirst = false;
        }
        return letters.Length > 0 ? letters.ToString() : null;
    }

    private static char? LetterOf(Rune rune, bool isSurname)
    {
        if (rune.IsAscii)
            return (char)rune.Value;
        if (!rune.IsBmp)
            return null;
        var character = (char)rune.Value;
        if (isSurname && Surnames.TryGetValue(character, out var read))
            return read;
        Span<byte> bytes = stackalloc byte[4];
        if (Gb.GetBytes([character], bytes) != 2)
            return null;
        var at = Array.BinarySearch(Begins, (bytes[0] << 8) | bytes[1]);
        at = at >= 0 ? at : ~at - 1;
        return at >= 0 && at < Letters.Length ? Letters[at] : null;
    }

    private static Encoding MakeEncoding() => CodePagesEncodingProvider.Instance.GetEncoding(936)!;
}
