namespace Gezhi.Web.Seeding;

/// <summary>Throws the same numbers for the same seed on every machine and version. 随机数</summary>
/// <remarks>SplitMix64. Nothing secret may come from it.</remarks>
internal sealed class Dice(ulong seed)
{
    private readonly ulong _seed = seed;
    private ulong _state = seed;

    /// <summary>Dice of their own for one purpose, so that more throws elsewhere change nothing here. 分支</summary>
    public Dice Branch(string purpose)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in purpose)
            hash = (hash ^ letter) * 1099511628211UL;
        return new Dice(_seed ^ hash);
    }

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <value>0 (included) to 1 (excluded).</value>
    public double Share() => (Next() >> 11) / (double)(1UL << 53);

    public double Between(double from, double to) => from + Share() * (to - from);

    /// <summary>Whole numbers, both ends included.</summary>
    public int Between(int from, int to) => from + (int)(Next() % (ulong)(to - from + 1));

    /// <summary>True with the given share.</summary>
    public bool Falls(double share) => Share() < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[(int)(Next() % (ulong)from.Count)];

    /// <summary>One of them, each as likely as its weight.</summary>
    public T Pick<T>(IReadOnlyList<T> from, Func<T, double> weight)
    {
        var rest = Share() * from.Sum(weight);
        foreach (var one in from)
        {
            rest -= weight(one);
            if (rest < 0)
                return one;
        }
        return from[^1];
    }

    /// <summary>The same things in an order of chance.</summary>
    public List<T> Shuffle<T>(IEnumerable<T> things)
    {
        var list = things.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Between(0, i);
            (list[i], list[j]) = (list[j], list[i]);
        }
        return list;
    }

    /// <summary>A bell curve around zero with width one, cut at four widths.</summary>
    public double Bell()
    {
        var a = Math.Sqrt(-2 * Math.Log(1 - Share()));
        return Math.Clamp(a * Math.Cos(2 * Math.PI * Share()), -4, 4);
    }
}
