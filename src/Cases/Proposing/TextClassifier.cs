using System.Runtime.Intrinsics;

namespace Gezhi.Cases.Proposing;

/// <summary>One proposal. 建议</summary>
/// <param name="Key">Category key or unit code.</param>
/// <param name="Confidence">0 to 1; all answers together make 1. Held against outcomes while learning: of those said with 0.8, four in five were right.</param>
public readonly record struct Guess(string Key, double Confidence);

/// <summary>A text with the answer that a person gave. 训练样本</summary>
/// <param name="Cost">How much a mistake on it counts; 1 for a real case, more for the name of a category.</param>
internal readonly record struct Lesson(string Text, string Key, float Cost = 1)
{
    /// <summary>What is known beside the words, such as a category; each taken whole.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];
}

/// <summary>Proposes a category or a unit from what was said; a person always decides. 文本分类</summary>
/// <remarks>One linear separation for each answer over pieces of one to three characters. Immutable; safe for any number of threads; no network.</remarks>
internal sealed class TextClassifier
{
    private readonly Vocabulary vocabulary;
    private readonly string[] keys;
    private readonly float[] biases;
    private readonly ScoreTable table;
    private readonly Calibration calibration;

    internal TextClassifier(Vocabulary vocabulary, string[] keys, float[] biases, ScoreTable table, Calibration calibration) =>
        (this.vocabulary, this.keys, this.biases, this.table, this.calibration) = (vocabulary, keys, biases, table, calibration);

    /// <summary>Possible answers.</summary>
    public IReadOnlyList<string> Keys => keys;

    /// <summary>Pieces and facts that are known.</summary>
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>What each piece says.</summary>
    public ScoreTable Table => table;

    /// <summary>What is said of a text in which nothing speaks, for each answer.</summary>
    public IReadOnlyList<float> Biases => biases;

    /// <summary>How scores become confidences.</summary>
    public Calibration Calibration => calibration;

    /// <summary>Learns; before that, learns from four fifths to see how sure its scores may be on the last fifth.</summary>
    /// <param name="rest">Called between answers, so that the learner can leave the processor to people.</param>
    public static TextClassifier Learn(IReadOnlyList<Lesson> lessons, Action? rest = null, CancellationToken ct = default) =>
        new Teaching(lessons, rest, ct).Run();

    /// <summary>The likeliest answers, best first; none when the text holds nothing that was ever seen.</summary>
    /// <param name="facts">What is known beside the words; null for nothing.</param>
    public IReadOnlyList<Guess> Propose(string text, int most = 5, IReadOnlyList<string>? facts = null)
    {
        var scratch = Scratch.OfThread;
        Read(text, facts, scratch);
        if (scratch.Counts.Length == 0 || keys.Length == 0)
            return [];
        var (scores, shares) = scratch.Room(keys.Length);
        Scores(scratch, scores);
        calibration.Shares(scores, shares);
        var best = Best(shares);
        if (shares[best] > MostWithoutWord && !HasWord(scratch.Counts, best))
            Doubt(shares, best);
        return Top(shares, most);
    }

    /// <summary>Single characters alone make no answer surer than this.</summary>
    private const double MostWithoutWord = .5;

    private static void Doubt(Span<double> shares, int best)
    {
        var rest = (1 - MostWithoutWord) / (1 - shares[best]);
        for (var i = 0; i < shares.Length; i++)
            shares[i] = i == best ? MostWithoutWord : shares[i] * rest;
    }

    /// <summary>Whether a known piece of two characters or more, or a fact, speaks for the answer.</summary>
    private bool HasWord(PieceCounts counts, int answer)
    {
        foreach (var row in counts.Met)
            if (vocabulary.IsWord(row) && table.Of(row, answer) > 0)
                return true;
        return false;
    }

    /// <summary>Of equals the first key first.</summary>
    private Guess[] Top(Span<double> shares, int most)
    {
        var top = new Guess[Math.Min(most, shares.Length)];
        for (var place = 0; place < top.Length; place++)
        {
            var best = Best(shares);
            top[place] = new Guess(keys[best], shares[best]);
            shares[best] = -1;
        }
        return top;
    }

    private static int Best(ReadOnlySpan<double> shares)
    {
        var best = 0;
        for (var i = 1; i < shares.Length; i++)
            if (shares[i] > shares[best])
                best = i;
        return best;
    }

    /// <summary>The words that spoke most for an answer, strongest first, none inside another. 依据词</summary>
    /// <param name="text">As it was said.</param>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    public IReadOnlyList<string> Words(string text, string key, int most = 3)
    {
        var answer = Math.Max(0, Array.IndexOf(keys, key));
        var clean = CleanText.Of(text);
        var found = new Dictionary<string, float>(StringComparer.Ordinal);
        for (var start = 0; start < clean.Length; start++)
        {
            var sum = 0f;
            for (var end = start; end < Math.Min(start + Vocabulary.Longest, clean.Length) && char.IsLetter(clean[end]); end++)
            {
                sum += WeightOf(vocabulary.RowOf(clean.AsSpan(start..(end + 1))), answer);
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

    /// <summary>Whether a fact is known and speaks for an answer.</summary>
    public bool Supports(string fact, string key) =>
        Array.IndexOf(keys, key) is >= 0 and var answer && WeightOf(vocabulary.RowOfFact(fact), answer) > 0;

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
        to.Write(vocabulary.Count);
        for (var row = 0; row < vocabulary.Count; row++)
        {
            to.Write(vocabulary.KeyOf(row));
            to.Write(vocabulary.RarityOf(row));
        }
        table.Save(to);
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
        var known = new (ulong, float)[from.ReadInt32()];
        for (var row = 0; row < known.Length; row++)
            known[row] = (from.ReadUInt64(), from.ReadSingle());
        return new TextClassifier(new Vocabulary(known), answers, offsets, ScoreTable.Load(from), confidence);
    }

    /// <summary>Changes with the pieces and the layout: an older file is learnt again instead of misread.</summary>
    private const string Format = "gezhi-text-2";

    /// <summary>Share of the held texts with such confidence that were right, against the confidence itself: mean gap over ten bands. 校准误差</summary>
    /// <param name="said">Confidence of the best answer and whether it was right.</param>
    public static double CalibrationError(IReadOnlyList<(double Confidence, bool IsRight)> said) =>
        said.GroupBy(s => Math.Min(9, (int)(s.Confidence * 10)))
            .Sum(band => Math.Abs(band.Average(s => s.Confidence) - band.Average(s => s.IsRight ? 1d : 0d)) * band.Count() / said.Count);

    private void Read(string text, IReadOnlyList<string>? facts, Scratch scratch)
    {
        var clean = scratch.Clean(text);
        scratch.Counts.Begin(vocabulary.Count);
        vocabulary.CountPieces(clean, scratch.Counts);
        if (facts is not null)
            vocabulary.CountFacts(facts, scratch.Counts);
    }

    /// <summary>Sum of the weights of all pieces, as if the text had length one, and the bias.</summary>
    private void Scores(Scratch scratch, Span<float> scores)
    {
        var sums = scratch.Sums(ScoreTable.BlocksFor(keys.Length));
        var squares = table.Sum(scratch.Counts, vocabulary.Rarities, sums);
        var scale = squares > 0 ? 1 / MathF.Sqrt(squares) : 0;
        for (var answer = 0; answer < scores.Length; answer++)
            scores[answer] = (sums[answer / ScoreTable.Width].GetElement(answer % ScoreTable.Width) * scale) + biases[answer];
    }

    private static bool Overlap(string one, string other) =>
        one.Contains(other, StringComparison.Ordinal)
        || other.Contains(one, StringComparison.Ordinal)
        || one[^1] == other[0] && one[^2..].Contains(other[..1], StringComparison.Ordinal)
        || other[^1] == one[0];

    private float WeightOf(int row, int answer) => row < 0 ? 0 : table.Of(row, answer) * vocabulary.RarityOf(row);

    /// <summary>Rooms that a thread uses for one text after the other.</summary>
    private sealed class Scratch
    {
        [ThreadStatic]
        private static Scratch? ofThread;

        private char[] clean = new char[1024];
        private float[] scores = [];
        private double[] shares = [];
        private Vector256<float>[] sums = [];

        public static Scratch OfThread => ofThread ??= new();

        public PieceCounts Counts { get; } = new();

        public ReadOnlySpan<char> Clean(string text)
        {
            var length = CleanText.Write(text, ref clean);
            return clean.AsSpan(0, length);
        }

        public (float[] Scores, double[] Shares) Room(int answers) =>
            scores.Length == answers ? (scores, shares) : (scores = new float[answers], shares = new double[answers]);

        public Vector256<float>[] Sums(int blocks)
        {
            if (sums.Length != blocks)
                sums = new Vector256<float>[blocks];
            else
                Array.Clear(sums);
            return sums;
        }
    }
}
