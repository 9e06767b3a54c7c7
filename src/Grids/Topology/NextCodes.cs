using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Problems;

namespace Gezhi.Grids.Topology;

/// <summary>Gives new codes; a code that ever stood is never given again. 编码分配</summary>
/// <param name="used">All codes that ever stood.</param>
internal sealed class NextCodes(IEnumerable<string> used)
{
    /// <summary>Dedicated grids begin here, so that their codes are told apart at a glance.</summary>
    private const int FirstDedicated = 901;

    private readonly HashSet<string> taken = [.. used];

    /// <summary>The next code below a community (15 digits) or a grid (17 digits).</summary>
    /// <exception cref="RuleViolation"><c>grid.codes-exhausted</c>.</exception>
    public string Below(string parent, AreaKind kind = AreaKind.Ordinary)
    {
        var digits = parent.Length == 15 ? 2 : 3;
        var (first, last) =
            digits == 2 ? (1, 99)
            : kind == AreaKind.Ordinary ? (1, FirstDedicated - 1)
            : (FirstDedicated, 999);
        var highest = taken
            .Where(c => c.Length == parent.Length + digits && c.StartsWith(parent, StringComparison.Ordinal))
            .Select(c => int.Parse(c.AsSpan(parent.Length), CultureInfo.InvariantCulture))
            .Where(n => n >= first && n <= last)
            .DefaultIfEmpty(first - 1)
            .Max();
        if (highest == last)
            throw new RuleViolation("grid.codes-exhausted", parent);
        var code = parent + (highest + 1).ToString(digits == 2 ? "D2" : "D3", CultureInfo.InvariantCulture);
        taken.Add(code);
        return code;
    }
}
