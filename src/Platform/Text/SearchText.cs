using System.Globalization;
using System.Text;

namespace Gezhi.Platform.Text;

/// <summary>Cuts text into the search tokens of both databases. 检索分词</summary>
/// <remarks>
/// A run of ideographs becomes overlapping pairs and its last single character; a run of letters or digits becomes one lower-case token.
/// So numbers match whole (99号 does not find 199号). Combining marks are left out, so that a token is letters only. The database's own tokenizer must only split at blanks.
/// </remarks>
public static class SearchText
{
    // Bounds of the engines: a PostgreSQL word has at most 2046 bytes and a tsvector 1 MB, an FTS5 query 256 steps.
    private const int LongestToken = 64;
    private const int MostTokens = 20_000;
    private const int LongestQuery = 100;

    /// <summary>The tokens of some fields, each once, joined by blanks: what goes into the index. 索引文本</summary>
    /// <remarks>At most the first 20,000 different tokens; of a word at most 64 letters.</remarks>
    public static string Index(params IEnumerable<string?> fields)
    {
        HashSet<string> tokens = [];
        foreach (var (run, isIdeographs) in fields.SelectMany(Runs))
        {
            if (!isIdeographs)
            {
                tokens.Add(run);
                continue;
            }
            tokens.UnionWith(Pairs(run));
            tokens.Add(LastOf(run));
        }
        return string.Join(' ', tokens.Take(MostTokens));
    }

    /// <summary>Reads what a person is looking for, the first 100 characters. 检索词</summary>
    public static SearchQuery Query(string? text)
    {
        text = text?.Length > LongestQuery ? text[..LongestQuery] : text;
        HashSet<string> whole = [],
            single = [];
        foreach (var (run, isIdeographs) in Runs(text))
        {
            if (!isIdeographs)
                whole.Add(run);
            else if (LastOf(run) == run)
                single.Add(run);
            else
                whole.UnionWith(Pairs(run));
        }
        return new SearchQuery(
            whole.Count > 0 ? [.. whole.Select(t => new SearchToken(t, false))] : [.. single.Select(t => new SearchToken(t, true))],
            [.. Words(text)]
        );
    }

    /// <summary>Folds text for comparing: compatibility form, lower case. 归一化</summary>
    public static string Fold(string? text) => PlainText.Normalise(text).ToLowerInvariant();

    /// <summary>Whether the character belongs to Chinese writing (kana and hangul behave alike). 是否汉字</summary>
    internal static bool IsIdeograph(Rune rune) =>
        rune.Value switch
        {
            0x3007 or (>= 0x20000 and <= 0x3FFFD) => true,
            0x3005
            or (>= 0x3040 and <= 0x30FF)
            or (>= 0x3400 and <= 0x4DBF)
            or (>= 0x4E00 and <= 0x9FFF)
            or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) => Rune.IsLetter(rune),
            _ => false,
        };

    private static IEnumerable<(string Run, bool IsIdeographs)> Runs(string? text)
    {
        var run = new StringBuilder();
        var isIdeographs = false;
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (IsMark(rune))
                continue;
            var kind = IsIdeograph(rune);
            var belongs = kind || Rune.IsLetterOrDigit(rune);
            if (run.Length > 0 && (!belongs || kind != isIdeographs))
            {
                yield return (run.ToString(), isIdeographs);
                run.Clear();
            }
            if (!belongs)
                continue;
            isIdeographs = kind;
            if (kind || run.Length < LongestToken)
                run.Append(rune);
        }
        if (run.Length > 0)
            yield return (run.ToString(), isIdeographs);
    }

    /// <summary>Stretches between blanks and punctuation, for the recheck on the rows found.</summary>
    private static IEnumerable<string> Words(string? text)
    {
        var word = new StringBuilder();
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || IsIdeograph(rune) || (word.Length > 0 && IsMark(rune)))
                word.Append(rune);
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    private static IEnumerable<string> Pairs(string run)
    {
        Rune? before = null;
        foreach (var rune in run.EnumerateRunes())
        {
            if (before is { } first)
                yield return $"{first}{rune}";
            before = rune;
        }
    }

    private static string LastOf(string run) => char.IsLowSurrogate(run[^1]) ? run[^2..] : run[^1..];

    /// <summary>Marks, and the few letters that SQLite's older tables take for marks and would split a token at.</summary>
    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        || rune.Value is >= 0x19B0 and <= 0x19C9 or 0x1CF2 or 0x1CF3;
}

/// <summary>One token to look for. 检索词元</summary>
/// <param name="Text">Letters, digits or ideographs only, so that it needs no escaping inside quotes.</param>
/// <param name="IsPrefix">True when the query was a lone character, which may begin any token.</param>
public readonly record struct SearchToken(string Text, bool IsPrefix);

/// <summary>What to look for: all tokens must be there, then the words are checked on the rows found. 检索条件</summary>
/// <param name="Tokens">Joined by AND; empty when the text held nothing to look for.</param>
/// <param name="Words">Folded words for <see cref="Matches"/>.</param>
public sealed record SearchQuery(IReadOnlyList<SearchToken> Tokens, IReadOnlyList<string> Words)
{
    /// <summary>Whether there is nothing to look for. 空条件</summary>
    public bool IsEmpty => Tokens.Count == 0;

    /// <summary>As SQLite FTS5 reads it: "迎宾" AND "宾西", or "王"*. FTS5条件</summary>
    public string Fts5 => string.Join(" AND ", Tokens.Select(t => t.IsPrefix ? $"\"{t.Text}\"*" : $"\"{t.Text}\""));

    /// <summary>As PostgreSQL's to_tsquery('simple', …) reads it: '迎宾' &amp; '宾西', or '王':*. 全文条件</summary>
    public string TsQuery => string.Join(" & ", Tokens.Select(t => t.IsPrefix ? $"'{t.Text}':*" : $"'{t.Text}'"));

    /// <summary>Whether every word really stands in the fields of a row; pairs alone may lie apart. 复核</summary>
    public bool Matches(params IEnumerable<string?> fields)
    {
        string[] folded = [.. fields.Select(SearchText.Fold)];
        return Words.All(word => folded.Any(field => field.Contains(word, StringComparison.Ordinal)));
    }
}
