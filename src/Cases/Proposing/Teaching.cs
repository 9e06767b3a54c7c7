using System.Runtime.Intrinsics;

namespace Gezhi.Cases.Proposing;

/// <summary>One pass over the lessons: pieces and numbers once, then the lines of all answers, on four fifths and, beginning from there, on all. 训练</summary>
/// <param name="lessons">In any order; the same order gives the same.</param>
/// <param name="rest">Called between answers; null works through.</param>
internal sealed class Teaching(IReadOnlyList<Lesson> lessons, Action? rest, CancellationToken ct)
{
    private const float Cost = 4;
    private const int FewestHeld = 20;
    private const int Small = 200;

    private readonly string[] keys = [.. lessons.Select(l => l.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    private readonly float[] costs = [.. lessons.Select(l => l.Cost * Cost)];

    public TextClassifier Run()
    {
        var clean = lessons.Select(l => (Clean: CleanText.Of(l.Text), l.Facts)).ToList();
        var vocabulary = Vocabulary.Learn(clean, fewest: lessons.Count < Small ? 1 : 2);
        var counts = new PieceCounts();
        var texts = clean.ConvertAll(l => vocabulary.Vector(l.Clean, l.Facts, counts));
        var number = keys.Index().ToDictionary(k => k.Item, k => k.Index, StringComparer.Ordinal);
        int[] kinds = [.. lessons.Select(l => number[l.Key])];
        int[] all = [.. Enumerable.Range(0, lessons.Count)];
        int[] held = [.. all.Where(i => i % 5 == 4 && lessons[i].Cost == 1)];
        var isToBeHeld = held.Length >= FewestHeld;
        var blocks = ScoreTable.BlocksFor(keys.Length);
        var (biases, table) = (new float[blocks * ScoreTable.Width], new ScoreTable.Builder(vocabulary.Count));
        var scores = Array.ConvertAll(held, _ => new double[biases.Length]);
        var partly = new LinearLesson(texts, kinds, costs, [.. all.Where(i => i % 5 != 4 || lessons[i].Cost != 1)], vocabulary.Count);
        var whole = new LinearLesson(texts, kinds, costs, all, vocabulary.Count);
        for (var block = 0; block < blocks; block++)
        {
            ct.ThrowIfCancellationRequested();
            var push = new Vector256<float>[lessons.Count];
            if (isToBeHeld)
            {
                partly.Learn(block, push);
                for (var i = 0; i < held.Length; i++)
                    Score(texts[held[i]], partly, scores[i].AsSpan(block * ScoreTable.Width, ScoreTable.Width));
            }
            whole.Learn(block, push);
            table.Add(whole.Weights);
            for (var i = 0; i < ScoreTable.Width; i++)
                biases[(block * ScoreTable.Width) + i] = whole.Bias.GetElement(i);
            rest?.Invoke();
        }
        var calibration = isToBeHeld
            ? Calibration.Of([.. held.Select((text, i) => (scores[i][..keys.Length], kinds[text]))])
            : Calibration.Usual(keys.Length);
        return new TextClassifier(vocabulary, keys, biases[..keys.Length], table.Build(), calibration);
    }

    private static void Score(TextVector text, LinearLesson lesson, Span<double> scores)
    {
        var sums = lesson.Bias;
        for (var k = 0; k < text.Rows.Length; k++)
            sums += lesson.Weights[text.Rows[k]] * text.Weights[k];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = sums.GetElement(i);
    }
}
