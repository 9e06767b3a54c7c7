namespace Gezhi.Web.Seeding.Making;

/// <summary>Shares a whole number out by weight so that the parts add up. 按比例分配</summary>
internal static class Portions
{
    /// <summary>Largest-remainder sharing; every part gets at least <paramref name="least"/>.</summary>
    public static int[] Of(int total, IReadOnlyList<double> weights, int least)
    {
        var free = total - least * weights.Count;
        if (free < 0)
            throw new ArgumentOutOfRangeException(nameof(total), total, "Too little to give everyone the least.");
        var sum = weights.Sum();
        var exact = weights.Select(w => w / sum * free).ToArray();
        var parts = exact.Select(e => (int)e).ToArray();
        var left = free - parts.Sum();
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).ThenBy(i => i).Take(left))
            parts[i]++;
        return [.. parts.Select(p => p + least)];
    }
}
