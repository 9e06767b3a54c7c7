using System.Runtime.Intrinsics;

namespace Gezhi.Cases.Proposing;

/// <summary>Learns lines between "is of this kind" and "is not", for eight kinds at once. 线性支持向量机</summary>
/// <remarks>
/// Squared hinge loss with squared weights, solved text by text in its dual form; texts that lie far on their own side rest until the end (Hsieh and others,
/// ICML 2008). Each piece is scaled beforehand by the root of how much more frequent it is inside the kind than outside (after Wang and Manning, ACL 2012).
/// </remarks>
/// <param name="texts">As numbers.</param>
/// <param name="kinds">The kind of each text.</param>
/// <param name="costs">How much a mistake on each text counts.</param>
/// <param name="taken">Which of the texts to learn from.</param>
/// <param name="pieces">How many rows there are.</param>
internal sealed class LinearLesson(IReadOnlyList<TextVector> texts, int[] kinds, float[] costs, int[] taken, int pieces)
{
    private const float Smoothing = 1;
    private const int MostRounds = 100;
    private const float Enough = .1f;
    private const float Tiny = 1e-6f;

    /// <summary>Where a line begins: whatever nothing speaks for is not of the kind.</summary>
    private const float First = -1;

    private readonly float[] everywhere = Counted(texts, taken, pieces);
    private readonly Vector256<float>[] strength = new Vector256<float>[pieces]; // square of the scale
    private readonly Vector256<float>[] weights = new Vector256<float>[pieces];
    private readonly Vector256<float>[] lengths = new Vector256<float>[texts.Count];
    private Vector256<float>[] push = [];
    private Vector256<float> bias;

    /// <summary>What was learnt, valid until the next lesson: the score of a text is the sum of its weights times these, plus the bias.</summary>
    public ReadOnlySpan<Vector256<float>> Weights => weights;

    /// <summary>Of the eight kinds.</summary>
    public Vector256<float> Bias => bias;

    /// <summary>Learns eight kinds.</summary>
    /// <param name="block">Kinds 8 × block and the seven after it.</param>
    /// <param name="held">How much each text holds each line; zeros to begin with, or what an earlier lesson ended with. Changed.</param>
    public void Learn(int block, Vector256<float>[] held)
    {
        (push, bias) = (held, Vector256.Create(First));
        Scale(block);
        Array.Clear(weights);
        foreach (var i in taken)
        {
            lengths[i] = Length(texts[i]) + Vector256.Create(1 / (2 * costs[i]));
            if (push[i] != Vector256<float>.Zero)
                Add(texts[i], push[i] * SideOf(i, block));
        }
        var (random, active, edge) = (new Random(20240601), taken.Length, float.PositiveInfinity);
        var order = taken.ToArray();
        for (var round = 0; round < MostRounds; round++)
        {
            random.Shuffle(order.AsSpan(0, active));
            var (most, least) = Pass(order, ref active, edge, block);
            if (most - least >= Enough)
                edge = most > 0 ? most : float.PositiveInfinity;
            else if (active == taken.Length)
                break;
            else
                (active, edge) = (taken.Length, float.PositiveInfinity); // those that rested are asked once more
        }
    }

    /// <returns>The farthest that a text wanted to move, both ways.</returns>
    private (float Most, float Least) Pass(int[] order, ref int active, float edge, int block)
    {
        var (most, least) = (Vector256.Create(float.NegativeInfinity), Vector256.Create(float.PositiveInfinity));
        var (zero, far) = (Vector256<float>.Zero, Vector256.Create(edge));
        for (var at = 0; at < active; at++)
        {
            var i = order[at];
            var (side, was) = (SideOf(i, block), push[i]);
            var slope = (side * (Score(texts[i]) + bias)) - Vector256<float>.One + (was * (1 / (2 * costs[i])));
            if (was == zero && Vector256.GreaterThanAll(slope, far))
            {
                (order[at], order[--active]) = (order[active], i);
                at--;
                continue;
            }
            var moves = Vector256.ConditionalSelect(Vector256.Equals(was, zero), Vector256.Min(slope, zero), slope);
            (most, least) = (Vector256.Max(most, moves), Vector256.Min(least, moves));
            if (Vector256.LessThanAll(Vector256.Abs(moves), Vector256.Create(Tiny)))
                continue;
            push[i] = Vector256.Max(was - (slope / lengths[i]), zero);
            Add(texts[i], (push[i] - was) * side);
        }
        return (Highest(most), -Highest(-least));
    }

    private static float Highest(Vector256<float> eight)
    {
        var highest = eight.GetElement(0);
        for (var i = 1; i < ScoreTable.Width; i++)
            highest = Math.Max(highest, eight.GetElement(i));
        return highest;
    }

    /// <summary>1 where the text is of the kind, else -1.</summary>
    private Vector256<float> SideOf(int text, int block)
    {
        var side = Vector256.Create(-1f);
        var place = kinds[text] - (block * ScoreTable.Width);
        return place is >= 0 and < ScoreTable.Width ? side.WithElement(place, 1) : side;
    }

    /// <summary>How much more frequent each piece is inside each kind than outside, as a logarithm without its sign.</summary>
    private void Scale(int block)
    {
        Array.Clear(strength);
        var (inside, all) = (new float[ScoreTable.Width], 0f);
        foreach (var i in taken)
        {
            all += texts[i].Rows.Length;
            if (kinds[i] - (block * ScoreTable.Width) is >= 0 and < ScoreTable.Width and var place)
            {
                inside[place] += texts[i].Rows.Length;
                foreach (var row in texts[i].Rows)
                    strength[row] = strength[row].WithElement(place, strength[row].GetElement(place) + 1);
            }
        }
        var smooth = Vector256.Create(Smoothing);
        var sums = Vector256.Create<float>(inside);
        var shift = Vector256.Log((Vector256.Create(all + (Smoothing * pieces)) - sums) / (sums + Vector256.Create(Smoothing * pieces)));
        for (var row = 0; row < strength.Length; row++)
        {
            var of = strength[row];
            var ratio = (of + smooth) / (Vector256.Create(everywhere[row]) - of + smooth);
            strength[row] = Vector256.Abs(Vector256.Log(ratio) + shift);
        }
    }

    private static float[] Counted(IReadOnlyList<TextVector> texts, int[] taken, int pieces)
    {
        var counts = new float[pieces];
        foreach (var text in taken)
        foreach (var row in texts[text].Rows)
            counts[row]++;
        return counts;
    }

    private Vector256<float> Length(TextVector text)
    {
        var sum = Vector256<float>.One; // the bias
        for (var k = 0; k < text.Rows.Length; k++)
            sum += strength[text.Rows[k]] * (text.Weights[k] * text.Weights[k]);
        return sum;
    }

    private Vector256<float> Score(TextVector text)
    {
        var (rows, values, table) = (text.Rows, text.Weights, weights);
        var sum = Vector256<float>.Zero;
        for (var k = 0; k < rows.Length; k++)
            sum += table[rows[k]] * values[k];
        return sum;
    }

    private void Add(TextVector text, Vector256<float> step)
    {
        var (rows, values) = (text.Rows, text.Weights);
        for (var k = 0; k < rows.Length; k++)
            weights[rows[k]] += strength[rows[k]] * (step * values[k]);
        bias += step;
    }
}
