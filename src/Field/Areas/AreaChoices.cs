using Gezhi.Grids.Contract;

namespace Gezhi.Field.Areas;

/// <summary>The areas a person may choose from, by name: what the posts cover, as deep as a list can be read. 可选区域</summary>
public sealed class AreaChoices(AreaBook areas)
{
    /// <summary>A list longer than this nobody reads: the deepest level is left out, and is named by hand.</summary>
    public const int Most = 320;

    /// <summary>Digits of street, community and grid.</summary>
    private static readonly int[] Levels = [9, 12, 15];

    private static readonly char[] Between = [' ', ',', '，', '、', ';', '；', '\n', '\t', '\r'];

    /// <summary>An area with the name of what it lies in.</summary>
    /// <param name="Around">Names of the areas around it, widest first; empty for the district.</param>
    public sealed record Choice(string Code, string Name, string Around);

    /// <param name="own">Codes the posts cover.</param>
    /// <param name="digits">Lengths of codes that may be chosen, e.g. 12, 15, 17.</param>
    public IReadOnlyList<Choice> For(IReadOnlyList<string> own, params int[] digits)
    {
        var all = own.SelectMany(areas.Under).Where(c => digits.Contains(c.Length)).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var deepest in digits.OrderDescending())
            if (all.Count > Most && all.Exists(c => c.Length < deepest))
                all.RemoveAll(c => c.Length == deepest);
        return [.. all.Select(c => new Choice(c, areas.NameOf(c) ?? c, Around(c)))];
    }

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
