using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Grids.Drawing;
using Gezhi.Grids.Locating;

namespace Gezhi.Grids.Contract;

/// <summary>
/// Known places, roads, waters and parks by their English names, where they have one. What people typed stays as they typed it; what stands in the
/// database stays Chinese, so that everybody finds it. 地名译读
/// </summary>
public sealed partial class PlaceNames
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
            : text.EndsWith(Near, StringComparison.Ordinal) && english.TryGetValue(text[..^Near.Length], out var beside)
                ? NearEnglish + Begun(beside)
            : Beside(text, english) ?? Crossing(text, english) ?? Areas(text) ?? text;
    }

    /// <summary>"航海中路188号院对面", "福华街与友爱路交叉口往西30米": a known name with a word that says where beside it.</summary>
    private static string? Beside(string text, FrozenDictionary<string, string> english)
    {
        foreach (var (zh, en) in Sides)
            if (text.EndsWith(zh, StringComparison.Ordinal) && Known(text[..^zh.Length], english) is { } place)
                return $"{en} {Begun(place)}";
        return Way().Match(text) is { Success: true } way && Known(way.Groups["place"].Value, english) is { } from
            ? $"{way.Groups["metres"].Value} m {Directions[way.Groups["to"].Value[0]]} of {Begun(from)}"
            : null;
    }

    private static string? Known(string name, FrozenDictionary<string, string> english) =>
        english.GetValueOrDefault(name) ?? Crossing(name, english);

    /// <summary>The longer ones first.</summary>
    private static readonly (string Zh, string En)[] Sides =
    [
        ("大门口", "gate of"),
        ("东门口", "east gate of"),
        ("南门口", "south gate of"),
        ("西门口", "west gate of"),
        ("北门口", "north gate of"),
        ("东门外", "outside the east gate of"),
        ("南门外", "outside the south gate of"),
        ("西门外", "outside the west gate of"),
        ("北门外", "outside the north gate of"),
        ("门口", "entrance of"),
        ("门前", "in front of"),
        ("对面", "opposite"),
        ("旁边", "beside"),
        ("东门", "east gate of"),
        ("南门", "south gate of"),
        ("西门", "west gate of"),
        ("北门", "north gate of"),
        ("外", "outside"),
    ];

    private static readonly Dictionary<char, string> Directions = new()
    {
        ['东'] = "east",
        ['南'] = "south",
        ['西'] = "west",
        ['北'] = "north",
    };

    [GeneratedRegex("^(?<place>.+)往(?<to>[东南西北])(?<metres>\\d+)米$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Way();

    /// <summary>As it is kept: the Chinese name of a place that was chosen by its English one; anything else as it was given.</summary>
    public string Kept(string text)
    {
        if (text.Length == 0 || text[0] > '\u024F')
            return text;
        var known = back;
        if (!ReferenceEquals(known.Ground, ground.Current))
            back = known = new Back(ground.Current);
        return known.Chinese.TryGetValue(text, out var name) ? name
            : text.StartsWith(NearEnglish, StringComparison.OrdinalIgnoreCase)
            && known.Chinese.TryGetValue(text[NearEnglish.Length..], out var beside)
                ? beside + Near
            : text;
    }

    /// <summary>"郑密路与绕城辅路交叉口", where both roads are known; some roads have 和 in their own name.</summary>
    private static string? Crossing(string text, FrozenDictionary<string, string> english)
    {
        if (!text.EndsWith(Meeting, StringComparison.Ordinal))
            return null;
        var roads = text[..^Meeting.Length];
        for (var and = roads.IndexOfAny(Ands); and >= 0; and = roads.IndexOfAny(Ands, and + 1))
            if (english.TryGetValue(roads[..and], out var one) && english.TryGetValue(roads[(and + 1)..], out var other))
                return $"Crossing of {one} and {other}";
        return null;
    }

    private static readonly char[] Ands = ['与', '和'];

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
