namespace Gezhi.Cases.Proposing;

/// <summary>Puts together what is alike on average: two groups meet when the mean likeness of their members is high enough. 平均链聚类</summary>
internal static class AverageLinkage
{
    private const int None = -1;

    /// <summary>The group of each member, numbered from 0 in order of the first member.</summary>
    /// <param name="count">How many there are; memory grows with its square (4 bytes each): 3,000 take 36 MB.</param>
    /// <param name="likeness">Of two members, 0 to 1, the same both ways.</param>
    /// <param name="least">Mean likeness below which groups stay apart.</param>
    /// <remarks>Nearest-neighbour chains: the same groups as joining the best pair each time, in time that grows with the square.</remarks>
    public static int[] Groups(int count, Func<int, int, double> likeness, double least)
    {
        var likes = new float[count][];
        for (var i = 0; i < count; i++)
        {
            likes[i] = new float[count];
            for (var j = 0; j < i; j++)
                likes[i][j] = likes[j][i] = (float)likeness(i, j);
        }
        var (size, into) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++)
            (size[i], into[i]) = (1, i);
        var chain = new List<int>();
        var stands = new bool[count]; // nothing is like it enough any more
        while (Next(chain, size, stands) is not None and var start)
        {
            if (chain.Count == 0)
                chain.Add(start);
            var last = chain[^1];
            var best = Nearest(last, likes, size, chain.Count > 1 ? chain[^2] : None);
            if (best == None || likes[last][best] < least)
                (stands[last], _) = (true, Drop(chain));
            else if (chain.Count > 1 && best == chain[^2])
                Join(chain, likes, size, into);
            else
                chain.Add(best);
        }
        return Numbered(into);
    }

    private static int Next(List<int> chain, int[] size, bool[] stands)
    {
        if (chain.Count > 0)
            return chain[^1];
        for (var i = 0; i < size.Length; i++)
            if (size[i] > 0 && !stands[i])
                return i;
        return None;
    }

    private static bool Drop(List<int> chain)
    {
        chain.RemoveAt(chain.Count - 1);
        return true;
    }

    /// <summary>The most alike group that is left; of equals the one before in the chain, so that chains end.</summary>
    private static int Nearest(int of, float[][] likes, int[] size, int before)
    {
        var best = before;
        for (var j = 0; j < size.Length; j++)
            if (j != of && size[j] > 0 && (best == None || likes[of][j] > likes[of][best]))
                best = j;
        return best;
    }

    private static void Join(List<int> chain, float[][] likes, int[] size, int[] into)
    {
        var (gone, kept) = (chain[^1], chain[^2]);
        chain.RemoveRange(chain.Count - 2, 2);
        for (var j = 0; j < size.Length; j++)
            if (size[j] > 0 && j != gone && j != kept)
                likes[kept][j] = likes[j][kept] =
                    ((likes[kept][j] * size[kept]) + (likes[gone][j] * size[gone])) / (size[kept] + size[gone]);
        size[kept] += size[gone];
        (size[gone], into[gone]) = (0, kept);
    }

    private static int[] Numbered(int[] into)
    {
        int Root(int i)
        {
            while (into[i] != i)
                i = into[i] = into[into[i]];
            return i;
        }
        var numbers = new Dictionary<int, int>();
        var groups = new int[into.Length];
        for (var i = 0; i < into.Length; i++)
        {
            var root = Root(i);
            numbers.TryAdd(root, numbers.Count);
            groups[i] = numbers[root];
        }
        return groups;
    }
}
