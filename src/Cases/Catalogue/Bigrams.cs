using System.Text;
using Gezhi.Platform.Text;

namespace Gezhi.Cases.Catalogue;

/// <summary>What two texts have in common: pairs of neighbouring characters, for Chinese without a dictionary. 字对</summary>
internal static class Bigrams
{
    /// <summary>Pairs in order, repeated ones repeated; nothing crosses a blank or a mark. Words of letters and digits count whole.</summary>
    public static List<string> Of(string? text)
    {
        var pairs = new List<string>();
        Rune? before = null;
        var word = new StringBuilder();
        foreach (var rune in SearchText.Fold(text).EnumerateRunes())
        {
            var isHan = rune.Value >= 0x2E80 && Rune.IsLetter(rune);
            if (!isHan && Rune.IsLetterOrDigit(rune))
                word.Append(rune);
            else
                Take(word, pairs);
            if (isHan && before is { } first)
                pairs.Add($"{first}{rune}");
            before = isHan ? rune : null;
        }
        Take(word, pairs);
        return pairs;
    }

    /// <summary>Dice coefficient of the two sets of pairs: 0 nothing in common, 1 the same. 相似度</summary>
    public static double Likeness(IReadOnlySet<string> a, IReadOnlySet<string> b) =>
        a.Count + b.Count == 0 ? 0 : 2d * a.Count(b.Contains) / (a.Count + b.Count);

    private static void Take(StringBuilder word, List<string> pairs)
    {
        if (word.Length > 1)
            pairs.Add(word.ToString());
        word.Clear();
    }
}
