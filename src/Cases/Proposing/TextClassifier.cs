namespace Gezhi.Cases.Proposing;

/// <summary>One proposal. 建议</summary>
/// <param name="Key">Category key or unit code.</param>
/// <param name="Confidence">0 to 1; all answers together make 1. Held against outcomes while learning: of those said with 0.8, four in five were right.</param>
public readonly record struct Guess(string Key, double Confidence);

/// <summary>A text with the answer that a person gave. 训练样本</summary>
/// <param name="Cost">How much a mistake on it counts; 1 for a real case, more for the name of a category.</param>
internal readonly record struct Lesson(string Text, string Key, float Cost = 1);

/// <summary>Proposes a category or a unit from what was said; a person always decides. 文本分类</summary>
/// <remarks>One linear separation for each answer over hashed pieces of characters. Immutable; safe for any number of threads; no network.</remarks>
internal sealed class TextClassifier
{
    private const float Cost = 4;
    private const double Negligible = 1e-5;

    private readonly GramWeights grams;
    private readonly string[] keys;
    private readonly float[] biases;
    private readonly int[] starts; // of each row in the two arrays below
    private readonly ushort[] kinds;
    private readonly float[] weights;
    private readonly Calibration calibration;

    private TextClassifier(
        GramWeights grams,
        string[] keys,
        float[] biases,
        int[] starts,
        ushort[] kinds,
        float[] weights,
        Calibration calibration
    )
    {
        (this.grams, this.keys, this.biases) = (grams, keys, biases);
        (this.starts, this.kinds, this.weights, this.calibration) = (starts, kinds, weights, calibration);
    }

    /// <summary>Possible answers.</summary>
    public IReadOnlyList<string> Keys => keys;

    /// <summary>Learns; before that, learns from four fifths to see how sure its scores may be on the last fifth.</summary>
    public static TextClassifier Learn(IReadOnlyList<Lesson> lessons, CancellationToken ct = default)
    {
        var cleaned = lessons.Select(l => l with { Text = Prepared(l.Text) }).ToList();
        var held = cleaned.Where((l, i) => i % 5 == 4 && l.Cost == 1).ToList();
        if (held.Count < FewestHeld)
            return Fit(cleaned, null, ct);
        var plain = Fit([.. cleaned.Where((l, i) => i % 5 != 4 || l.Cost != 1)], null, ct);
        var scored = held.Select(h => (Scores: plain.Scores(plain.grams.Unsorted(h.Text)), Right: Array.IndexOf(plain.keys, h.Key)));
        return Fit(cleaned, Calibration.Of([.. scored.Where(s => s.Right >= 0)]), ct);
    }

    /// <summary>The likeliest answers, best first; none when the text holds nothing that was ever seen.</summary>
    public IReadOnlyList<Guess> Propose(string text, int most = 5)
    {
        var clean = Prepared(text);
        var vector = grams.Unsorted(clean);
        if (vector.Rows.Length == 0 || keys.Length == 0)
            return [];
        var shares = calibration.Shares(Scores(vector));
        var best = Array.IndexOf(shares, shares.Max());
        if (shares[best] > MostWithoutWord && !HasWord(clean, (ushort)best))
            shares = Array.ConvertAll(shares, s => s == shares[best] ? MostWithoutWord : s * (1 - MostWithoutWord) / (1 - shares[best]));
        return [.. shares.Select((share, i) => new Guess(keys[i], share)).OrderByDescending(g => g.Confidence).Take(most)];
    }

    /// <summary>Single characters alone make no answer surer than this.</summary>
    private const double MostWithoutWord = .5;

    /// <summary>Whether a known piece of two characters or more speaks for the answer.</summary>
    private bool HasWord(string clean, ushort kind)
    {
        for (var start = 0; start + 1 < clean.Length; start++)
        {
            uint hash = 0;
            Grams.Next(ref hash, clean[start]);
            for (var end = start + 1; end < Math.Min(start + Grams.Longest, clean.Length); end++)
                if (WeightOf(grams.RowOf(Grams.Next(ref hash, clean[end])), kind) > 0)
                    return true;
        }
        return false;
    }

    /// <summary>The words that spoke most for an answer, strongest first, none inside another. 依据词</summary>
    /// <param name="text">As it was said.</param>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    public IReadOnlyList<string> Words(string text, string key, int most = 3)
    {
        var kind = (ushort)Math.Max(0, Array.IndexOf(keys, key));
        var clean = Grams.Clean(text);
        var found = new Dictionary<string, float>(StringComparer.Ordinal);
        for (var start = 0; start < clean.Length; start++)
        {
            uint hash = 0;
            var sum = 0f;
            for (var end = start; end < Math.Min(start + Grams.Longest, clean.Length) && char.IsLetter(clean[end]); end++)
            {
                sum += WeightOf(grams.RowOf(Grams.Next(ref hash, clean[end])), kind);
                if (end > start && sum > 0)
                    found[clean[start..(end + 1)]] = sum;
            }
        }
        var words = new List<string>();
        foreach (var (word, _) in found.OrderByDescending(f => f.Value).ThenByDescending(f => f.Key.Length))
            if (words.Count < most && !words.Exists(w => Overlap(w, word)))
                words.Add(word);
        return words;
    }

    /// <summary>Writes what was learnt as an artefact of one version. 模型文件</summary>
    public void Save(BinaryWriter to)
    {
        to.Write(Format);
        to.Write(keys.Length);
        foreach (var key in keys)
            to.Write(key);
        foreach (var bias in biases)
            to.Write(bias);
        to.Write(calibration.Sharpness);
        to.Write(calibration.Slope);
        to.Write(calibration.Shift);
        to.Write(grams.Count);
        for (var row = 0; row < grams.Count; row++)
        {
            to.Write(grams.BucketOf(row));
            to.Write(grams.RarityOf(row));
            to.Write(starts[row + 1] - starts[row]);
            for (var at = starts[row]; at < starts[row + 1]; at++)
            {
                to.Write(kinds[at]);
                to.Write(weights[at]);
            }
        }
    }

    /// <summary>Reads an artefact; null when it was written by another version of this program.</summary>
    /// <exception cref="EndOfStreamException">The file is cut off.</exception>
    public static TextClassifier? Load(BinaryReader from)
    {
        if (from.ReadString() != Format)
            return null;
        string[] answers = [.. Enumerable.Range(0, from.ReadInt32()).Select(_ => from.ReadString())];
        float[] offsets = [.. answers.Select(_ => from.ReadSingle())];
        var confidence = new Calibration(from.ReadDouble(), from.ReadDouble(), from.ReadDouble());
        var known = new (int, float)[from.ReadInt32()];
        var kept = new List<(ushort, float)>[known.Length];
        for (var row = 0; row < known.Length; row++)
        {
            known[row] = (from.ReadInt32(), from.ReadSingle());
            var count = from.ReadInt32();
            kept[row] = new(count);
            for (var k = 0; k < count; k++)
                kept[row].Add((from.ReadUInt16(), from.ReadSingle()));
        }
        return Packed(new GramWeights(known), answers, offsets, kept, confidence);
    }

    /// <summary>Changes with the pieces, their hash and the layout: an older file is learnt again instead of misread.</summary>
    private const string Format = "gezhi-text-1";

    /// <summary>Share of the held texts with such confidence that were right, against the confidence itself: mean gap over ten bands. 校准误差</summary>
    /// <param name="said">Confidence of the best answer and whether it was right.</param>
    public static double CalibrationError(IReadOnlyList<(double Confidence, bool IsRight)> said) =>
        said.GroupBy(s => Math.Min(9, (int)(s.Confidence * 10)))
            .Sum(band => Math.Abs(band.Average(s => s.Confidence) - band.Average(s => s.IsRight ? 1d : 0d)) * band.Count() / said.Count);

    /// <summary>People say first what it is about: the beginning of a long text counts twice.</summary>
    private static string Prepared(string text)
    {
        var clean = Grams.Clean(text);
        return clean.Length > 2 * Beginning ? $"{clean[..Beginning]}\n{clean}" : clean;
    }

    private const int Beginning = 80;

    private static bool Overlap(string one, string other) =>
        one.Contains(other, StringComparison.Ordinal)
        || other.Contains(one, StringComparison.Ordinal)
        || one[^1] == other[0] && one[^2..].Contains(other[..1], StringComparison.Ordinal)
        || other[^1] == one[0];

    private float WeightOf(int row, ushort kind)
    {
        if (row < 0)
            return 0;
        var at = Array.BinarySearch(kinds, starts[row], starts[row + 1] - starts[row], kind);
        return at < 0 ? 0 : weights[at] * grams.RarityOf(row);
    }

    private double[] Scores(TextVector text)
    {
        var sums = new float[keys.Length];
        biases.CopyTo(sums, 0);
        for (var k = 0; k < text.Rows.Length; k++)
        {
            var (row, weight) = (text.Rows[k], text.Weights[k]);
            for (var at = starts[row]; at < starts[row + 1]; at++)
                sums[kinds[at]] += weight * weights[at];
        }
        return Array.ConvertAll(sums, s => (double)s);
    }

    private const int FewestHeld = 20;

    /// <param name="confidence">Null: nothing was held back.</param>
    private static TextClassifier Fit(List<Lesson> lessons, Calibration? confidence, CancellationToken ct)
    {
        var pieces = lessons.ConvertAll(l => Grams.Of(l.Text));
        var known = GramWeights.Learn(pieces, fewest: lessons.Count < 200 ? 1 : 2);
        var texts = lessons.ConvertAll(l => known.Vector(l.Text));
        string[] answers = [.. lessons.Select(l => l.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var lesson = new LinearLesson(texts, known.Count);
        var (offsets, kept) = (new float[answers.Length], new List<(ushort Kind, float Weight)>[known.Count]);
        for (ushort kind = 0; kind < answers.Length; kind++)
        {
            ct.ThrowIfCancellationRequested();
            var key = answers[kind];
            var (weights, bias) = lesson.Learn(i => lessons[i].Key == key, i => lessons[i].Cost * Cost);
            offsets[kind] = bias;
            for (var row = 0; row < weights.Length; row++)
                if (Math.Abs(weights[row]) > Negligible)
                    (kept[row] ??= []).Add((kind, weights[row]));
        }
        return Packed(known, answers, offsets, kept, confidence ?? Calibration.Usual(answers.Length));
    }

    private static TextClassifier Packed(
        GramWeights grams,
        string[] keys,
        float[] biases,
        List<(ushort Kind, float Weight)>?[] kept,
        Calibration calibration
    )
    {
        var from = new int[kept.Length + 1];
        for (var row = 0; row < kept.Length; row++)
            from[row + 1] = from[row] + (kept[row]?.Count ?? 0);
        var (ofKind, values) = (new ushort[from[^1]], new float[from[^1]]);
        for (var row = 0; row < kept.Length; row++)
        for (var k = 0; k < from[row + 1] - from[row]; k++)
            (ofKind[from[row] + k], values[from[row] + k]) = kept[row]![k];
        return new TextClassifier(grams, keys, biases, from, ofKind, values, calibration);
    }
}
