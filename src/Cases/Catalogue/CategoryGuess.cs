namespace Gezhi.Cases.Catalogue;

/// <summary>One proposed category. 类别建议</summary>
/// <param name="Key">Category as <c>scheme/kind/code</c>.</param>
/// <param name="Confidence">0 to 1; all categories together make 1.</param>
public readonly record struct Guess(string Key, double Confidence);

/// <summary>Proposes the category of a text; the operator always decides. 类别推荐</summary>
/// <remarks>
/// Multinomial naive Bayes over pairs of characters (Laplace smoothing), learnt from the categories' own names and words and from cases that
/// people filed. Pairs of one text depend on each other, so the plain posterior is far too sure of itself: the scores are cooled by a
/// temperature chosen on texts held back while learning. Immutable; safe for any number of threads.
/// </remarks>
public sealed class CategoryGuess
{
    private const double Smoothing = .1;

    /// <summary>A name says as much as so many filed texts.</summary>
    private const int WordsWeight = 4;

    private readonly string[] keys;
    private readonly double[] priors;
    private readonly double[] unseen;
    private readonly Dictionary<string, (int Category, double Gain)[]> gains;
    private readonly double temperature;

    private CategoryGuess(Counts counts, double temperature)
    {
        this.temperature = temperature;
        keys = counts.Keys;
        var vocabulary = counts.Pairs.Count + 1;
        priors = [.. counts.Texts.Select(n => Math.Log((n + 1) / (counts.Texts.Sum() + keys.Length)))];
        unseen = [.. counts.Totals.Select(total => Math.Log(Smoothing / (total + Smoothing * vocabulary)))];
        gains = counts.Pairs.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Select(c => (c.Key, Math.Log((c.Value + Smoothing) / Smoothing))).ToArray(),
            StringComparer.Ordinal
        );
    }

    /// <summary>Learns; a tenth of the filed texts only sets the temperature, then everything is learnt.</summary>
    /// <param name="categories">Categories in use.</param>
    /// <param name="filed">Text and category of filed cases; unknown categories are left out.</param>
    public static CategoryGuess Learn(IEnumerable<Category> categories, IEnumerable<(string Text, string CategoryKey)> filed)
    {
        var known = categories.Where(c => c.IsInUse).ToList();
        var index = known.Select((c, i) => (c.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
        var texts = filed
            .Where(f => index.ContainsKey(f.CategoryKey))
            .Select(f => (Pairs: Bigrams.Of(f.Text), Category: index[f.CategoryKey]))
            .ToList();
        var held = texts.Where((_, i) => i % 10 == 9).ToList();
        var counts = new Counts(known);
        foreach (var (pairs, category) in texts.Where((_, i) => i % 10 != 9))
            counts.Add(category, pairs, 1);
        var cool = Temperature(new CategoryGuess(counts, 1), held);
        foreach (var (pairs, category) in held)
            counts.Add(category, pairs, 1);
        return new CategoryGuess(counts, cool);
    }

    /// <summary>The likeliest categories, best first; none when the text holds nothing that was ever seen.</summary>
    public IReadOnlyList<Guess> Propose(string text, int most = 5)
    {
        var pairs = Bigrams.Of(text);
        if (keys.Length == 0 || !pairs.Exists(gains.ContainsKey))
            return [];
        var shares = Softmax(Scores(pairs), temperature);
        return [.. shares.Select((share, i) => new Guess(keys[i], share)).OrderByDescending(g => g.Confidence).Take(most)];
    }

    private double[] Scores(List<string> pairs)
    {
        var scores = new double[keys.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = priors[i] + (pairs.Count * unseen[i]);
        foreach (var pair in pairs)
            if (gains.TryGetValue(pair, out var seen))
                foreach (var (category, gain) in seen)
                    scores[category] += gain;
        return scores;
    }

    private static double[] Softmax(double[] scores, double temperature)
    {
        var best = scores.Max();
        double[] shares = [.. scores.Select(s => Math.Exp((s - best) / temperature))];
        var sum = shares.Sum();
        return [.. shares.Select(s => s / sum)];
    }

    /// <summary>The temperature under which the held texts were least surprising.</summary>
    private static double Temperature(CategoryGuess plain, List<(List<string> Pairs, int Category)> held)
    {
        double[] tried = [1, 1.5, 2, 3, 4, 6, 8, 12];
        if (held.Count < 20)
            return 4;
        var scored = held.Select(h => (Scores: plain.Scores(h.Pairs), h.Category)).ToList();
        return tried.MinBy(t => scored.Sum(h => -Math.Log(Math.Max(Softmax(h.Scores, t)[h.Category], 1e-9))));
    }

    private sealed class Counts
    {
        public Counts(IReadOnlyList<Category> categories)
        {
            Keys = [.. categories.Select(c => c.Key)];
            (Texts, Totals) = (new double[Keys.Length], new double[Keys.Length]);
            foreach (var (category, i) in categories.Select((c, i) => (c, i)))
                Add(i, Bigrams.Of($"{category.NameZh} {category.PlainZh} {category.Words} {category.NameEn}"), WordsWeight);
            Array.Clear(Texts); // names say nothing about how often
        }

        public string[] Keys { get; }

        public double[] Texts { get; }

        public double[] Totals { get; }

        public Dictionary<string, Dictionary<int, double>> Pairs { get; } = new(StringComparer.Ordinal);

        public void Add(int category, List<string> pairs, double weight)
        {
            Texts[category]++;
            Totals[category] += weight * pairs.Count;
            foreach (var pair in pairs)
            {
                if (!Pairs.TryGetValue(pair, out var counts))
                    Pairs.Add(pair, counts = []);
                counts[category] = counts.GetValueOrDefault(category) + weight;
            }
        }
    }
}
