namespace Gezhi.Cases.Proposing;

/// <summary>A text as numbers: rows of the vocabulary, ascending, with weights of length one together. 文本向量</summary>
internal readonly record struct TextVector(int[] Rows, float[] Weights)
{
    /// <summary>Cosine of the angle between two texts: 0 nothing in common, 1 the same. 余弦相似度</summary>
    public float Cosine(TextVector other)
    {
        var (sum, i, j) = (0f, 0, 0);
        while (i < Rows.Length && j < other.Rows.Length)
        {
            var order = Rows[i] - other.Rows[j];
            if (order == 0)
                sum += Weights[i++] * other.Weights[j++];
            else if (order < 0)
                i++;
            else
                j++;
        }
        return sum;
    }
}

/// <summary>Which pieces of text are known and how rare each is. 词表</summary>
/// <remarks>Weight of a piece in a text: (1 + ln count) × (1 + ln((1 + texts) / (1 + texts with it))), all of a text scaled to length one.</remarks>
internal sealed class GramWeights
{
    private readonly int[] rowOf = new int[Grams.Buckets];
    private readonly List<int> buckets = [];
    private readonly float[] rarity;

    /// <param name="known">Bucket and rarity of each row, in order of the rows.</param>
    public GramWeights(IReadOnlyList<(int Bucket, float Rarity)> known)
    {
        Array.Fill(rowOf, -1);
        rarity = new float[known.Count];
        foreach (var (bucket, rare) in known)
        {
            rowOf[bucket] = buckets.Count;
            rarity[buckets.Count] = rare;
            buckets.Add(bucket);
        }
    }

    /// <summary>How many pieces are known.</summary>
    public int Count => buckets.Count;

    public int BucketOf(int row) => buckets[row];

    public float RarityOf(int row) => rarity[row];

    /// <summary>-1 for a piece that is not known.</summary>
    public int RowOf(int bucket) => rowOf[bucket];

    /// <summary>Counts the pieces of some texts.</summary>
    /// <param name="texts">Buckets of each text.</param>
    /// <param name="fewest">Pieces in fewer texts are left out.</param>
    public static GramWeights Learn(IReadOnlyList<List<int>> texts, int fewest)
    {
        var (seen, last) = (new int[Grams.Buckets], new int[Grams.Buckets]);
        Array.Fill(last, -1);
        for (var text = 0; text < texts.Count; text++)
            foreach (var bucket in texts[text])
                if (last[bucket] != text)
                    (last[bucket], seen[bucket]) = (text, seen[bucket] + 1);
        var known = new List<(int, float)>();
        for (var bucket = 0; bucket < seen.Length; bucket++)
            if (seen[bucket] >= fewest)
                known.Add((bucket, (float)(1 + Math.Log((1d + texts.Count) / (1 + seen[bucket])))));
        return new GramWeights(known);
    }

    /// <summary>The text as numbers, its rows ascending.</summary>
    public TextVector Vector(string clean)
    {
        var vector = Unsorted(clean);
        Array.Sort(vector.Rows, vector.Weights);
        return vector;
    }

    /// <summary>The text as numbers, its rows in the order they were met: enough for sums.</summary>
    public TextVector Unsorted(string clean)
    {
        var met = Met(clean, out var counts);
        var (rows, weights) = (met.ToArray(), new float[met.Count]);
        var squares = 0d;
        for (var i = 0; i < rows.Length; i++)
        {
            var weight = (1 + Logs[Math.Min(counts[rows[i]], Logs.Length - 1)]) * rarity[rows[i]];
            counts[rows[i]] = 0;
            weights[i] = weight;
            squares += weight * weight;
        }
        var scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= scale;
        return new TextVector(rows, weights);
    }

    private static readonly float[] Logs = [.. Enumerable.Range(0, 256).Select(n => n == 0 ? 0 : MathF.Log(n))];

    [ThreadStatic]
    private static (List<int> Met, int[] Counts) scratch;

    private List<int> Met(string clean, out int[] counts)
    {
        if (scratch.Counts is null || scratch.Counts.Length < Count)
            scratch = ([], new int[Math.Max(Count, 1024)]);
        var met = scratch.Met;
        counts = scratch.Counts;
        met.Clear();
        for (var start = 0; start < clean.Length; start++)
        {
            uint hash = 0;
            for (var end = start; end < Math.Min(start + Grams.Longest, clean.Length); end++)
                if (rowOf[Grams.Next(ref hash, clean[end])] is >= 0 and var row && counts[row]++ == 0)
                    met.Add(row);
        }
        return met;
    }
}
