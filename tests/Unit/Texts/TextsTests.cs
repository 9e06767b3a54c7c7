using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gezhi.Platform.Texts;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Texts;

public partial class TextsTests
{
    private static readonly Dictionary<string, string> English = Sources("*Texts.en.json")
        .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!)
        .GroupBy(pair => pair.Key)
        .ToDictionary(group => group.Key, group => group.First().Value);

    [Fact]
    public void Every_sentence_of_the_interface_has_an_English_text()
    {
        var used = Sources("*.razor", "*.cs").SelectMany(file => Keys(File.ReadAllText(file))).Concat(OfTheFieldApp()).Distinct().ToList();

        used.Count.ShouldBeGreaterThan(20);
        used.Where(key => !English.ContainsKey(key)).ShouldBeEmpty();
    }

    [Fact]
    public void No_English_text_is_left_over()
    {
        var sources = string.Concat(Sources("*.razor", "*.cs").Select(File.ReadAllText));
        var ofTheApp = OfTheFieldApp().ToHashSet();

        English.Keys.Where(key => !ofTheApp.Contains(key) && !sources.Contains($"\"{key}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_field_app_carries_the_English_of_exactly_the_sentences_it_says()
    {
        var carried = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(FieldApp, "Texts.en.json")))!;

        carried.Keys.Order(StringComparer.Ordinal).ShouldBe(OfTheFieldApp().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_sentence_has_the_same_English_everywhere_and_keeps_its_placeholders()
    {
        var texts = Sources("*Texts.en.json")
            .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!)
            .ToList();

        texts
            .GroupBy(pair => pair.Key)
            .Where(group => group.Select(pair => pair.Value).Distinct().Count() > 1)
            .Select(group => group.Key)
            .ShouldBeEmpty();
        texts.Where(pair => !Placeholders(pair.Key).SetEquals(Placeholders(pair.Value))).Select(pair => pair.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Chinese_readers_see_the_sentence_and_English_readers_its_translation()
    {
        var texts = new JsonTexts([typeof(JsonTexts).Assembly]);

        In("zh-CN", () => texts["照片 {0} · {1} KB", 1, 186].Value).ShouldBe("照片 1 · 186 KB");
        In("en", () => texts["照片 {0} · {1} KB", 1, 186].Value).ShouldBe("Photo 1 · 186 KB");
    }

    [Fact]
    public void A_missing_translation_falls_back_to_Chinese_and_is_remembered()
    {
        var texts = new JsonTexts([typeof(JsonTexts).Assembly]);

        var text = In("en", () => texts["柳巷的路灯坏了"]);

        text.Value.ShouldBe("柳巷的路灯坏了");
        text.ResourceNotFound.ShouldBeTrue();
        texts.Missing.ShouldBe(["柳巷的路灯坏了"]);
    }

    private static T In<T>(string culture, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    private static string FieldApp => Path.Combine(Repository.Root, "src", "Web", "Scripts", "page", "app");

    /// <summary>Sentences of its scripts, <c>t('…')</c>.</summary>
    private static IEnumerable<string> OfTheFieldApp() =>
        Directory
            .EnumerateFiles(FieldApp, "*.ts")
            .SelectMany(file => ScriptKey().Matches(File.ReadAllText(file)).Select(match => Regex.Unescape(match.Groups[1].Value)))
            .Distinct();

    private static IEnumerable<string> Keys(string source) =>
        Key().Matches(source).Concat(NavKey().Matches(source)).Select(match => Regex.Unescape(match.Groups[1].Value));

    private static IEnumerable<string> Sources(params string[] patterns) =>
        patterns.SelectMany(pattern =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), pattern, SearchOption.AllDirectories)
        );

    [GeneratedRegex("""\bT\[\s*"((?:[^"\\]|\\.)*)"\s*[,\]]""")]
    private static partial Regex Key();

    [GeneratedRegex(@"\bt\(\s*'((?:[^'\\]|\\.)*)'")]
    private static partial Regex ScriptKey();

    [GeneratedRegex("NavItem\\(\\d+, \"[^\"]*\", \"([^\"]*)\"")]
    private static partial Regex NavKey();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Placeholder();
}
