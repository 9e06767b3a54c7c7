using System.Reflection;
using System.Text.RegularExpressions;
using Gezhi.Web;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Safety;

/// <summary>No pattern of the product can be made to reckon for ever by a text that somebody sends.</summary>
public sealed class RegexTests
{
    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Pieces that patterns for Chinese addresses, phones, numbers and paths repeat; each is said a thousand times over.</summary>
    private static readonly string[] Pieces =
    [
        "a",
        "A1",
        "0",
        "13",
        "138-",
        "1 3 8 ",
        "0371-",
        " ",
        "\t",
        "\n",
        "/",
        "//",
        ".",
        "-",
        "_",
        ":",
        "(",
        "[\"",
        "{",
        "{a",
        "\"",
        "'",
        "\\",
        "中",
        "一",
        "十一",
        "号",
        "号楼",
        "1号楼",
        "单元",
        "2单元",
        "层",
        "室",
        "301室",
        "路",
        "中山路",
        "往东5米",
        "，",
        "，。",
        "：！",
        "http://a/",
        "a@a.",
        "<a ",
        "&amp;",
        "\ud83d\ude00",
        "\u200b",
        "０",
        "e+1",
        "1.1",
        "xes",
        "{0} people ",
    ];

    private static readonly string[] Ends = ["", "!", "x\n", "1", "号"];

    [Fact]
    public void Every_pattern_has_a_bound_of_time_or_never_goes_back()
    {
        var all = Patterns();

        all.Count.ShouldBeGreaterThan(25);
        all.Where(p => p.Regex.MatchTimeout == Regex.InfiniteMatchTimeout && !p.Regex.Options.HasFlag(RegexOptions.NonBacktracking))
            .Select(p => p.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_pattern_that_is_made_while_running_says_its_bound_where_it_is_made()
    {
        var made = Sources
            .Code()
            .SelectMany(f =>
                Regex
                    .Matches(f.Text, @"(new Regex|Regex\.(IsMatch|Match|Matches|Replace|Split|Count|EnumerateMatches))\(")
                    .Select(m => (f.Name, Call: f.Text.Substring(m.Index, Math.Min(400, f.Text.Length - m.Index)).Split(";\n")[0]))
            )
            .ToList();

        made.ShouldNotBeEmpty();
        made.Where(m => !m.Call.Contains("Longest", StringComparison.Ordinal) && !m.Call.Contains("TimeSpan", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_hostile_text_of_five_thousand_characters_never_reaches_the_bound()
    {
        var reached = new List<string>();
        foreach (var (name, regex) in Patterns())
        foreach (var piece in Pieces)
        {
            var much = string.Concat(Enumerable.Repeat(piece, 5_000 / piece.Length));
            foreach (var end in Ends)
                try
                {
                    _ = regex.IsMatch(much + end);
                }
                catch (RegexMatchTimeoutException)
                {
                    reached.Add($"{name} ← {piece}…{end}");
                    break;
                }
        }
        reached.ShouldBeEmpty();
    }

    private static List<(string Name, Regex Regex)> Patterns() =>
        [
            .. Modules
                .Assemblies.SelectMany(a => a.GetTypes())
                .SelectMany(t => t.GetMethods(Any))
                .Where(m => m.GetCustomAttribute<GeneratedRegexAttribute>() is not null)
                .Select(m => ($"{m.DeclaringType!.Name}.{m.Name}", (Regex)m.Invoke(null, null)!)),
        ];
}
