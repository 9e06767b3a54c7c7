using Gezhi.Grids.Contract;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Field.Areas;

/// <summary>The areas a person may choose from, by name: down the tree of what the posts cover, or by a part of the name. 可选区域</summary>
public sealed class AreaChoices(AreaBook areas)
{
    /// <summary>Name of the button of a form that opens an area of the tree or looks for a name, and does nothing else.</summary>
    public const string Open = "AreaOpen";

    /// <summary>Value of that button: look for the name that was typed.</summary>
    public const string Look = "?";

    /// <summary>Most areas shown for a part of a name; the tree leads to every one.</summary>
    public const int MostFound = 100;

    /// <summary>Digits of street, community and grid.</summary>
    private static readonly int[] Levels = [9, 12, 15];

    private static readonly char[] Between = [' ', ',', '，', '、', ';', '；', '\n', '\t', '\r'];

    /// <summary>An area with the name of what it lies in.</summary>
    /// <param name="Around">Names of the areas around it, widest first; empty for the district.</param>
    /// <param name="HasMore">Something lies inside it.</param>
    public sealed record Choice(string Code, string Name, string Around, bool HasMore);

    /// <summary>Whether a form was sent to look at other areas, not to be kept.</summary>
    public static bool IsLooking(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && http.Request.Form[Open].ToString().Length > 0;

    /// <summary>What lies next inside an area: streets of the district, communities of a street, and so on; the own areas for none.</summary>
    /// <param name="own">Codes the posts cover.</param>
    public IReadOnlyList<Choice> Inside(string? areaCode, IReadOnlyList<string> own)
    {
        if (areaCode is null)
            return [.. own.Select(One)];
        var next = new List<string>();
        foreach (var code in Mine(own).Where(c => c.Length > areaCode.Length && c.StartsWith(areaCode, StringComparison.Ordinal)))
            if (next.Count == 0 || !code.StartsWith(next[^1], StringComparison.Ordinal))
                next.Add(code); // in order, so what lies inside an area comes right behind it
        return [.. next.Select(One)];
    }

    /// <summary>From the own area down to this one; empty when it lies outside.</summary>
    public IReadOnlyList<Choice> Way(string? areaCode, IReadOnlyList<string> own) =>
        areaCode is null || !own.Any(o => areaCode.StartsWith(o, StringComparison.Ordinal))
            ? []
            : [.. Mine(own).Where(c => areaCode.StartsWith(c, StringComparison.Ordinal)).Select(One)];

    /// <summary>Areas whose name holds the text, or whose code begins with it; at most one more than <see cref="MostFound"/>.</summary>
    /// <param name="digits">Lengths of codes that may be chosen.</param>
    public IReadOnlyList<Choice> Search(string text, IReadOnlyList<string> own, IReadOnlyList<int> digits)
    {
        text = text.Trim();
        return text.Length == 0
            ? []
            :
            [
                .. Mine(own)
                    .Where(c => digits.Contains(c.Length))
                    .Where(c =>
                        c.StartsWith(text, StringComparison.Ordinal)
                        || areas.NameOf(c)?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
                    )
                    .Take(MostFound + 1)
                    .Select(One),
            ];
    }

    /// <summary>An area by its code.</summary>
    public Choice One(string code) =>
        new(code, areas.NameOf(code) ?? code, Around(code), areas.Under(code).Any(c => c.Length > code.Length));

    /// <summary>Codes of what was ticked and of what was named by hand; what nobody knows comes back as it was typed.</summary>
    public IReadOnlyList<string> Read(IEnumerable<string> ticked, string? typed, IReadOnlyList<string> own) =>
        [
            .. ticked
                .SelectMany(t => t.Split(Between, StringSplitOptions.RemoveEmptyEntries))
                .Concat((typed ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(t => Find(t, own) ?? t))
                .Distinct(),
        ];

    /// <summary>Code of the one area inside the own ones that has this name or code; null when none has, or several.</summary>
    public string? Find(string text, IReadOnlyList<string> own)
    {
        var found = own.SelectMany(areas.Under).Where(c => c == text || areas.NameOf(c) == text).Distinct().Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private IEnumerable<string> Mine(IReadOnlyList<string> own) => own.SelectMany(areas.Under).Distinct().Order(StringComparer.Ordinal);

    /// <summary>A grid that is named after its community stands for both.</summary>
    private string Around(string code)
    {
        var names = Levels.Where(n => n < code.Length).Select(n => areas.NameOf(code[..n])).OfType<string>().ToList();
        names.RemoveAll(n => names.Exists(other => other.Length > n.Length && other.StartsWith(n, StringComparison.Ordinal)));
        return names.Count > 0 ? string.Join(" · ", names)
            : code.Length > 6 ? areas.NameOf(code[..6]) ?? ""
            : "";
    }
}
