using System.Globalization;
using System.Text;

namespace Gezhi.Platform.Text;

/// <summary>Makes what people typed safe to keep and show as plain text. 文本清洗</summary>
public static class PlainText
{
    /// <summary>
    /// Trims, makes every line end a \n, and takes out control characters, direction marks that can make text lie, invisible spaces and
    /// broken surrogates. Emoji and rare characters stay as they are. 清洗正文
    /// </summary>
    /// <returns>Never null; empty for nothing.</returns>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(text.Length);
        var afterReturn = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isLineEnd = rune.Value is '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029;
            if (isLineEnd && !(afterReturn && rune.Value == '\n'))
                clean.Append('\n');
            else if (rune.Value == '\t')
                clean.Append(' ');
            else if (!isLineEnd && IsKept(rune))
                clean.Append(rune);
            afterReturn = rune.Value == '\r';
        }
        return clean.ToString().Trim();
    }

    /// <summary>As <see cref="Clean"/>, on one line: every run of white space becomes one space. 清洗单行</summary>
    public static string CleanLine(string? text)
    {
        if (string.IsNullOrEmpty(text) || IsPlain(text))
            return text ?? "";
        var clean = Clean(text);
        return string.Join(' ', clean.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>
    /// Compatibility form (full-width to half-width). Broken surrogates and noncharacters, on which the runtime throws, become U+FFFD.
    /// 全角转半角
    /// </summary>
    public static string Normalise(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (Ascii.IsValid(text) || IsPlain(text))
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(IsNoncharacter(rune) ? Rune.ReplacementChar : rune);
        return whole.ToString().Normalize(NormalizationForm.FormKC);
    }

    /// <summary>Nothing but common ideographs and visible ASCII: most cells, names and addresses, and nothing to put right.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (c is not ((> ' ' and < '\x7f') or (>= '\u4e00' and <= '\u9fff')))
                return false;
        return true;
    }

    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static bool IsKept(Rune rune) =>
        rune.Value switch
        {
            0x61C or 0x180E or 0x200B or 0x200E or 0x200F or 0xFEFF or 0xFFFD => false,
            >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x206F or >= 0xFFF9 and <= 0xFFFB => false,
            _ => !IsNoncharacter(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control,
        };
}
