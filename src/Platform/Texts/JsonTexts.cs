using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Gezhi.Platform.Texts;

/// <summary>The interface texts: the Chinese sentence is the key, English comes from embedded Texts.en.json files. 界面文字</summary>
/// <remarks>
/// In Chinese the key itself is shown. In English a missing text falls back to the Chinese sentence and is remembered in
/// <see cref="Missing"/>; a test over the sources keeps that list empty.
/// </remarks>
public sealed class JsonTexts : IStringLocalizer
{
    private readonly FrozenDictionary<string, string> english;
    private readonly ConcurrentDictionary<string, bool> missing = new(StringComparer.Ordinal);

    /// <summary>Merges every embedded *.en.json of the given assemblies.</summary>
    /// <exception cref="InvalidOperationException">Two files give the same sentence different English.</exception>
    public JsonTexts(IEnumerable<Assembly> assemblies)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (chinese, text) in assemblies.Distinct().SelectMany(Read))
            if (!merged.TryAdd(chinese, text) && merged[chinese] != text)
                throw new InvalidOperationException($"Two English texts for “{chinese}”: “{merged[chinese]}” and “{text}”.");
        english = merged.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Chinese sentences that were asked for in English and have none.</summary>
    public IReadOnlyCollection<string> Missing => [.. missing.Keys];

    /// <summary>The English texts by Chinese sentence.</summary>
    public IReadOnlyDictionary<string, string> English => english;

    /// <inheritdoc/>
    public LocalizedString this[string name] => new(name, Look(name, out var found), resourceNotFound: !found);

    /// <inheritdoc/>
    public LocalizedString this[string name, params object[] arguments] =>
        new(name, string.Format(CultureInfo.CurrentCulture, Counted(name, arguments, out var found), arguments), resourceNotFound: !found);

    /// <inheritdoc/>
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        english.Select(pair => new LocalizedString(pair.Key, pair.Value));

    private string Counted(string chinese, object[] arguments, out bool found)
    {
        var text = Look(chinese, out found);
        return IsEnglish && found ? Plurals.Fit(text, arguments) : text;
    }

    private string Look(string chinese, out bool found)
    {
        found = true;
        if (!IsEnglish)
            return chinese;
        if (english.TryGetValue(chinese, out var text))
            return text;
        missing.TryAdd(chinese, true);
        found = false;
        return chinese;
    }

    private static bool IsEnglish => string.Equals(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, "en", StringComparison.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Read(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith("Texts.en.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var pair in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
                yield return pair;
        }
    }
}
