namespace Gezhi.Mediation.Reading;

/// <summary>Hides counts that could point at people, and the ones they could be worked out from. 小数隐去</summary>
public static class SmallCells
{
    /// <summary>Smaller ones, but not none, are hidden.</summary>
    public const int Least = 5;

    /// <summary>
    /// The cells of one whole whose sum is known beside them: those from 1 to 4 are null; where the hidden ones together would still be known to be fewer than
    /// <see cref="Least"/>, or a single one is hidden, the smallest of the others goes with them.
    /// </summary>
    public static IReadOnlyList<int?> Hide(IReadOnlyList<int> cells)
    {
        var hidden = cells.Select(c => c is > 0 and < Least).ToArray();
        while (hidden.Contains(true))
        {
            var (count, sum) = (hidden.Count(h => h), cells.Where((_, i) => hidden[i]).Sum());
            if (count > 1 && sum >= Least)
                break;
            var next = Enumerable
                .Range(0, cells.Count)
                .Where(i => !hidden[i] && cells[i] > 0)
                .OrderBy(i => cells[i])
                .Cast<int?>()
                .FirstOrDefault();
            if (next is not { } more)
                return [.. cells.Select(c => c == 0 ? 0 : (int?)null)]; // the whole itself is as small: nothing can be said
            hidden[more] = true;
        }
        return [.. cells.Select((c, i) => hidden[i] ? (int?)null : c)];
    }

    /// <summary>A count that stands alone.</summary>
    public static int? Hide(int count) => count is > 0 and < Least ? null : count;
}
