namespace Gezhi.Cases.Proposing;

/// <summary>Learns one line between "is of this kind" and "is not". 线性支持向量机</summary>
/// <remarks>
/// Squared hinge loss with squared weights, solved text by text in its dual form (Hsieh and others, ICML 2008). Each piece is scaled beforehand by
/// how much more frequent it is inside the kind than outside (log-count ratio; Wang and Manning, ACL 2012).
/// </remarks>
internal sealed class LinearLesson(IReadOnlyList<TextVector> texts, int pieces)
{
    private const float Smoothing = 1;
    private const int MostRounds = 60;
    private const float Enough = .02f;

    /// <summary>Weight and bias: the score of a text is the sum of its weights times these, plus the bias.</summary>
    public (float[] Weights, float Bias) Learn(Func<int, bool> isOfKind, Func<int, float> cost)
    {
        var ratio = Ratios(isOfKind);
        var weights = new float[pieces];
        var bias = 0f;
        var (push, lengths) = (new float[texts.Count], new float[texts.Count]);
        for (var i = 0; i < texts.Count; i++)
            lengths[i] = Length(texts[i], ratio) + (1 / (2 * cost(i)));
        var (order, random) = (Enumerable.Range(0, texts.Count).ToArray(), new Random(20240601));
        for (var round = 0; round < MostRounds; round++)
        {
            random.Shuffle(order);
            var (most, least) = (float.NegativeInfinity, float.PositiveInfinity);
            foreach (var i in order)
            {
                var side = isOfKind(i) ? 1f : -1f;
                var slope = (side * (Score(texts[i], ratio, weights) + bias)) - 1 + (push[i] / (2 * cost(i)));
                var moves = push[i] == 0 ? Math.Min(slope, 0) : slope;
                (most, least) = (Math.Max(most, moves), Math.Min(least, moves));
                if (Math.Abs(moves) < 1e-6f)
                    continue;
                var before = push[i];
                push[i] = Math.Max(before - (slope / lengths[i]), 0);
                var step = (push[i] - before) * side;
                Add(texts[i], ratio, weights, step);
                bias += step;
            }
            if (most - least < Enough)
                break;
        }
        for (var row = 0; row < pieces; row++)
            weights[row] *= ratio[row];
        return (weights, bias);
    }

    /// <summary>How much more frequent each piece is inside the kind than outside, as a logarithm.</summary>
    private float[] Ratios(Func<int, bool> isOfKind)
    {
        var (inside, outside) = (new float[pieces], new float[pieces]);
        for (var i = 0; i < texts.Count; i++)
        {
            var counts = isOfKind(i) ? inside : outside;
            foreach (var row in texts[i].Rows)
                counts[row]++;
        }
        var (all, others) = (inside.Sum() + (Smoothing * pieces), outside.Sum() + (Smoothing * pieces));
        for (var row = 0; row < pieces; row++)
            inside[row] = MathF.Log((inside[row] + Smoothing) / all / ((outside[row] + Smoothing) / others));
        return inside;
    }

    private static float Length(TextVector text, float[] ratio)
    {
        var sum = 1f; // the bias
        for (var k = 0; k < text.Rows.Length; k++)
        {
            var value = text.Weights[k] * ratio[text.Rows[k]];
            sum += value * value;
        }
        return sum;
    }

    private static float Score(TextVector text, float[] ratio, float[] weights)
    {
        var sum = 0f;
        for (var k = 0; k < text.Rows.Length; k++)
        {
            var row = text.Rows[k];
            sum += text.Weights[k] * ratio[row] * weights[row];
        }
        return sum;
    }

    private static void Add(TextVector text, float[] ratio, float[] weights, float step)
    {
        for (var k = 0; k < text.Rows.Length; k++)
        {
            var row = text.Rows[k];
            weights[row] += step * text.Weights[k] * ratio[row];
        }
    }
}
