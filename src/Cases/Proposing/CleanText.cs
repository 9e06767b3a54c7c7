using System.Globalization;
using Gezhi.Platform.Text;

namespace Gezhi.Cases.Proposing;

/// <summary>Folds a text for comparing, leaves out blanks and cuts long numbers (phones, order numbers) to one 0: they say nothing about the matter. 文本规整</summary>
/// <remarks>Nearly every character folds to the same whatever stands beside it; that is kept in a table. A text with any other goes the long way.</remarks>
internal static class CleanText
{
    private const int LongNumber = 4;

    /// <summary>An ellipsis becomes three points, a fraction three signs: nothing becomes more than this.</summary>
    private const int LongestFold = 18;

    // Two that are no characters: no fold gives them.
    private const char Several = '\uFFFE';
    private const char Difficult = '\uFFFF';
    private const char Unknown = '\0';

    /// <summary>What each character folds to; filled as characters are met. Two threads may write the same.</summary>
    private static readonly char[] Folded = new char[char.MaxValue + 1];

    private static readonly string?[] Expanded = new string?[char.MaxValue + 1];

    /// <summary>The clean text in a buffer.</summary>
    /// <param name="text">As it was said.</param>
    /// <param name="into">Grown when too short.</param>
    /// <returns>How many characters of it are the text.</returns>
    public static int Write(string? text, ref char[] into)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        var (length, digits) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var folded = Folded[text[i]];
            if (folded == Unknown)
                folded = Learn(text[i]);
            if (length + LongestFold > into.Length)
                Array.Resize(ref into, Math.Max(2 * into.Length, text.Length + LongestFold));
            if (folded < Several)
                Put(folded, into, ref length, ref digits);
            else if (folded == Several)
                Put(Expanded[text[i]]!, into, ref length, ref digits);
            else
                return WriteTheLongWay(text, ref into);
        }
        Cut(into, ref length, ref digits);
        return length;
    }

    /// <summary>The same for one who wants a string.</summary>
    public static string Of(string? text)
    {
        var buffer = new char[(text?.Length ?? 0) + LongestFold];
        var length = Write(text, ref buffer);
        return new string(buffer, 0, length);
    }

    /// <summary>Folds the whole text at once.</summary>
    internal static int WriteTheLongWay(string text, ref char[] into)
    {
        var folded = SearchText.Fold(text);
        if (into.Length < folded.Length)
            into = new char[folded.Length];
        var (length, digits) = (0, 0);
        Put(folded, into, ref length, ref digits);
        Cut(into, ref length, ref digits);
        return length;
    }

    private static void Put(ReadOnlySpan<char> folded, char[] into, ref int length, ref int digits)
    {
        foreach (var character in folded)
            Put(character, into, ref length, ref digits);
    }

    private static void Put(char folded, char[] into, ref int length, ref int digits)
    {
        if (char.IsAsciiDigit(folded))
            digits++;
        else if (digits > 0)
            Cut(into, ref length, ref digits);
        if (!char.IsWhiteSpace(folded))
            into[length++] = folded;
    }

    /// <summary>After the last digit of a number.</summary>
    private static void Cut(char[] into, ref int length, ref int digits)
    {
        if (digits >= LongNumber)
        {
            length -= digits;
            into[length++] = '0';
        }
        digits = 0;
    }

    private static char Learn(char character)
    {
        var folded = IsDifficult(character) ? "" : SearchText.Fold(character.ToString());
        if (folded.Length is 0 or > LongestFold || folded.Any(c => c is Unknown or >= Several || IsDifficult(c)))
            return Folded[character] = Difficult;
        if (folded is [var one])
            return Folded[character] = one;
        Volatile.Write(ref Expanded[character], folded);
        Thread.MemoryBarrier(); // before the mark that sends a reader there
        return Folded[character] = Several;
    }

    /// <summary>Halves of a pair, marks and parts of syllables change what stands beside them.</summary>
    private static bool IsDifficult(char character) =>
        character is >= '\u1100' and <= '\u11FF' or >= '\uA960' and <= '\uA97F' or >= '\uD7B0' and <= '\uD7FF'
        || char.GetUnicodeCategory(character)
            is UnicodeCategory.Surrogate
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.OtherNotAssigned;
}
