using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Gezhi.Platform.Problems;

/// <summary>Title and next step of one problem in one language. 问题说明</summary>
public sealed record ProblemText(string Title, string Detail);

/// <summary>The one catalogue of problem texts, read from each module's Problems.zh.json and Problems.en.json. 问题目录</summary>
public sealed class ProblemTexts
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private readonly Dictionary<string, Dictionary<string, ProblemText>> byLanguage = new() { ["zh"] = [], ["en"] = [] };

    public ProblemTexts(IEnumerable<Assembly> modules)
    {
        foreach (var assembly in modules)
        foreach (var language in byLanguage.Keys)
            Read(assembly, language);
    }

    /// <summary>Every code that has a text in the language.</summary>
    public IReadOnlyCollection<string> Codes(string language) => byLanguage[language].Keys;

    /// <summary>The text in the reader's language; the code itself when a text is missing (a test forbids that).</summary>
    public ProblemText Find(string code, CultureInfo culture, params object[] args)
    {
        var language = culture.TwoLetterISOLanguageName == "en" ? "en" : "zh";
        if (!byLanguage[language].TryGetValue(code, out var text))
            return new ProblemText(code, code);
        return args.Length == 0
            ? text
            : new ProblemText(string.Format(culture, text.Title, args), string.Format(culture, text.Detail, args));
    }

    private void Read(Assembly assembly, string language)
    {
        var name = assembly
            .GetManifestResourceNames()
            .FirstOrDefault(n => n.EndsWith($"Problems.{language}.json", StringComparison.Ordinal));
        if (name is null)
            return;
        using var stream = assembly.GetManifestResourceStream(name)!;
        foreach (var (code, text) in JsonSerializer.Deserialize<Dictionary<string, ProblemText>>(stream, Options)!)
            byLanguage[language].Add(code, text);
    }
}
