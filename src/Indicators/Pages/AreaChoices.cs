using Gezhi.Grids.Contract;
using Gezhi.Indicators.Reading;

namespace Gezhi.Indicators.Pages;

/// <summary>Areas a reader may choose: own ones and those right below. 可选区域</summary>
internal static class AreaChoices
{
    private static readonly int[] Lengths = [6, 9, 12, 15, 17];

    public static IReadOnlyList<(string Code, string Name)> Of(AreaBook book, IndicatorScope scope, int districtId)
    {
        var root = scope.Root(districtId);
        var below = Lengths.FirstOrDefault(l => l > root.Length);
        var around = scope.Narrowed is { } narrowed
            ? Lengths
                .Where(l => l < narrowed.Length)
                .Select(l => narrowed[..l])
                .Where(a => scope.Areas.Any(own => a.StartsWith(own, StringComparison.Ordinal)))
            : [];
        return
        [
            .. around
                .Append(root)
                .Concat(scope.Areas)
                .Concat(book.Under(root).Where(c => c.Length == below))
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(c => (c, book.NameOf(c) ?? c)),
        ];
    }
}
