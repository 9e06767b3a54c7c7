namespace Gezhi.Platform.Text;

/// <summary>What to look for when a word may stand for several things: every word must be met by one of its readings. 检索式</summary>
/// <param name="Words">AND of words; each an OR of readings; each an AND of tokens.</param>
public sealed record SearchTerms(IReadOnlyList<IReadOnlyList<IReadOnlyList<SearchToken>>> Words)
{
    /// <summary>As SQLite FTS5 reads it.</summary>
    public string Fts5 => Write(" AND ", " OR ", t => t.IsPrefix ? $"\"{t.Text}\"*" : $"\"{t.Text}\"");

    /// <summary>As a PostgreSQL tsquery is written; tokens hold letters and digits only, so nothing needs escaping.</summary>
    public string TsQuery => Write(" & ", " | ", t => t.IsPrefix ? $"'{t.Text}':*" : $"'{t.Text}'");

    private string Write(string and, string or, Func<SearchToken, string> token) =>
        string.Join(and, Words.Select(word => $"({string.Join(or, word.Select(r => $"({string.Join(and, r.Select(token))})"))})"));
}
