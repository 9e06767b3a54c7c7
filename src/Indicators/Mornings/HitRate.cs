namespace Gezhi.Indicators.Mornings;

/// <summary>How many of the drawn places were hit, and how sure that is. 命中率</summary>
/// <param name="Places">Drawn and judged.</param>
/// <param name="Share">0 to 1; null: nothing was judged.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record HitRate(long Places, long Hits, double? Share, double Low, double High)
{
    private const double Z = 1.959964;

    /// <summary>Nothing judged: anything may be.</summary>
    public static HitRate None { get; } = new(0, 0, null, 0, 1);

    /// <summary>
    /// Wilson's interval, with as many places as they are worth: the same place drawn on thirty mornings is not thirty places. So the size is that of the
    /// variance between places, never more than were drawn. 区间
    /// </summary>
    /// <param name="byPlace">For each place (or grid, where there are many) how often it was drawn and hit.</param>
    public static HitRate Of(IEnumerable<(long Hits, long Places)> byPlace)
    {
        var all = byPlace.Where(p => p.Places > 0).ToList();
        var (places, hits) = (all.Sum(p => p.Places), all.Sum(p => p.Hits));
        if (places == 0)
            return None;
        var share = (double)hits / places;
        var between = all.Sum(p => Math.Pow(p.Hits - (share * p.Places), 2));
        var variance = all.Count > 1 ? all.Count / (all.Count - 1d) * between / ((double)places * places) : 0;
        var worth = variance > 0 ? Math.Clamp(share * (1 - share) / variance, 1, places) : all.Count;
        var (low, high) = Wilson(share, worth);
        return new HitRate(places, hits, share, low, high);
    }

    /// <summary>Share less another share, with its 95 % interval by Newcombe from the two of Wilson. 差</summary>
    public static (double Difference, double Low, double High)? Less(HitRate one, HitRate other)
    {
        if (one.Share is not { } a || other.Share is not { } b)
            return null;
        return (
            a - b,
            a - b - Math.Sqrt(Math.Pow(a - one.Low, 2) + Math.Pow(other.High - b, 2)),
            a - b + Math.Sqrt(Math.Pow(one.High - a, 2) + Math.Pow(b - other.Low, 2))
        );
    }

    private static (double Low, double High) Wilson(double share, double size)
    {
        var z2 = Z * Z;
        var middle = (share + (z2 / (2 * size))) / (1 + (z2 / size));
        var half = Z / (1 + (z2 / size)) * Math.Sqrt((share * (1 - share) / size) + (z2 / (4 * size * size)));
        return (Math.Clamp(Math.Min(share, middle - half), 0, 1), Math.Clamp(Math.Max(share, middle + half), 0, 1));
    }
}
