using System.Collections.Frozen;
using System.Globalization;
using Gezhi.Grids.Drawing;
using Gezhi.Grids.Locating;

namespace Gezhi.Grids.Contract;

/// <summary>
/// Known places, roads, waters and parks by their English names, where they have one. What people typed stays as they typed it; what stands in the
/// database stays Chinese, so that everybody finds it. 地名译读
/// </summary>
public sealed class PlaceNames
{
    private const string Near = "附近";
    private const string Meeting = "交叉口";
    private const string NearEnglish = "near ";

    private readonly BaseMap ground;
    private readonly GridMap map;
    private Back back;

    internal PlaceNames(BaseMap ground, GridMap map)
    {
        (this.ground, this.map) = (ground, map);
        back = new Back(ground.Current);
    }

    /// <summary>In the reader's language where it is a known name, or near one; else as it was given.</summary>
    public string Read(string text)
    {
        if (text.Length == 0 || CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en")
            return text;
        var english = ground.Current.English;
        return english.TryGetValue(text, out var known) ? known
            : text.EndsWith(Near, StringComparison.Ordinal) && english.TryGetValue(text[..^Near.Length], out var beside) ? NearEnglish + Begun(beside)
            : Crossing(text, english) ?? Areas(text) ?? text;
    }

    /// <summary>As it is kept: the Chinese name of a place that was chosen by its English one; anything else as it was given.</summary>
    public string Kept(string text)
    {
        if (text.Length == 0 || text[0] > '\u024F')
            return text;
        var known = back;
        if (!ReferenceEquals(known.Ground, ground.Current))
            back = known = new Back(ground.Current);
        return known.Chinese.TryGetValue(text, out var name) ? name
            : text.StartsWith(NearEnglish, StringComparison.OrdinalIgnoreCase) && known.Chinese.TryGetValue(text[NearEnglish.Length..], out var beside)
                ? beside + Near
            : text;
    }

    /// <summary>"郑密路与绕城辅路交叉口", where both roads are known.</summary>
    private static string? Crossing(string text, FrozenDictionary<string, string> english) =>
        text.EndsWith(Meeting, StringComparison.Ordinal)
        && text.IndexOf('与', StringComparison.Ordinal) is > 0 and var and
        && and < text.Length - Meeting.Length
        && english.TryGetValue(text[..and], out var one)
        && english.TryGetValue(text[(and + 1)..^Meeting.Length], out var other)
            ? $"Crossing of {one} and {other}"
            : null;

    /// <summary>"德化街街道 民主路社区": areas where no place is near.</summary>
    private string? Areas(string text)
    {
        var parts = text.Split(' ');
        var names = parts.Select(map.Current.EnglishFor).OfType<string>().ToList();
        return names.Count == parts.Length ? string.Join(", ", names) : null;
    }

    /// <summary>Within a sentence: corners and crossings are no names.</summary>
    private static string Begun(string english) =>
        english.Contains(" of ", StringComparison.Ordinal) ? char.ToLowerInvariant(english[0]) + english[1..] : english;

    /// <summary>The Chinese names of one ground by the English ones; what two places share leads nowhere.</summary>
    private sealed class Back(MapGround ground)
    {
        public MapGround Ground => ground;

        public FrozenDictionary<string, string> Chinese { get; } =
            ground
                .English.GroupBy(e => e.Value, e => e.Key, StringComparer.OrdinalIgnoreCase)
                .Where(g => g.Count() == 1)
                .ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
    }
}
