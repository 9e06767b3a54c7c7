using Gezhi.Cases.Catalogue;
using Gezhi.Platform.Text;

namespace Gezhi.Cases.Reporting;

/// <summary>A short title for lists: the first clause of what was said, else the category's name. 标题</summary>
internal static class Titles
{
    private const int Longest = 24;
    private static readonly char[] Ends = ['。', '，', '！', '？', '；', '\n', ',', '.', '!', '?', ';'];

    public static string Of(string text, Category? category)
    {
        text = Answers.PhonesInText.Hide(text); // the unit and the grid read titles
        var clause = text.Split(Ends, 2, StringSplitOptions.TrimEntries)[0];
        if (TextElements.Length(clause) < 4)
            clause = text;
        clause = clause.ReplaceLineEndings(" ").Trim();
        return clause.Length > 0 ? TextElements.Cut(clause, Longest) : category?.NameZh ?? "未命名诉求";
    }
}
