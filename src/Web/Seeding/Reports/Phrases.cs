using System.Globalization;
using System.Text;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>Turns a pattern into words: {name} a symbol, {2-6} a number, (a|b) one of them, [x] sometimes; all of them nest. 短语生成</summary>
/// <param name="symbols">Patterns behind a name; an unknown name is an error.</param>
internal sealed class Phrases(Dice dice, Func<string, IReadOnlyList<string>> symbols)
{
    public string Say(string pattern)
    {
        var text = new StringBuilder();
        Expand(pattern, text);
        return text.ToString();
    }

    private void Expand(ReadOnlySpan<char> pattern, StringBuilder text)
    {
        while (!pattern.IsEmpty)
        {
            var length = pattern[0] is '{' or '(' or '[' ? GroupLength(pattern) : 1;
            var inner = length > 1 ? pattern[1..(length - 1)].ToString() : "";
            if (length == 1)
                text.Append(pattern[0]);
            else if (pattern[0] == '{')
                Symbol(inner, text);
            else if (pattern[0] == '(')
                Expand(dice.Pick(Choices(inner)), text);
            else if (dice.Falls(0.5))
                Expand(inner, text);
            pattern = pattern[length..];
        }
    }

    private void Symbol(string name, StringBuilder text)
    {
        var range = name.Split('-');
        if (range.Length == 2 && int.TryParse(range[0], out var from) && int.TryParse(range[1], out var to))
            text.Append(dice.Between(from, to).ToString(CultureInfo.InvariantCulture));
        else
            Expand(dice.Pick(symbols(name)), text);
    }

    private static int GroupLength(ReadOnlySpan<char> pattern)
    {
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '{' or '(' or '[')
                depth++;
            else if (pattern[i] is '}' or ')' or ']' && --depth == 0)
                return i + 1;
        }
        throw new FormatException($"A bracket is not closed in '{pattern}'.");
    }

    private static List<string> Choices(string inner)
    {
        var (choices, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] is '{' or '(' or '[')
                depth++;
            else if (inner[i] is '}' or ')' or ']')
                depth--;
            else if (inner[i] == '|' && depth == 0)
            {
                choices.Add(inner[start..i]);
                start = i + 1;
            }
        }
        choices.Add(inner[start..]);
        return choices;
    }
}
